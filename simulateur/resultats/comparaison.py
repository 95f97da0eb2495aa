"""The options side by side: their years, their total, what they ask, what they leave to pay."""

from collections.abc import Sequence
from decimal import Decimal

from eligibility.regles.annees import AnneeContrat
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import Objectif
from eligibility.regles.options import OptionEstimee
from simulateur.textes import comparaison as textes
from simulateur.textes.ecriture import euros, nombre
from simulateur.textes.mots import OPTIONS
from simulateur.textes.options import condition

from .lecture import Resultat


def comparer(resultat: Resultat) -> dict:
    """Columns: the options, in the order of the rules; rows: contract years, then what they add up to."""
    e = resultat.estimation
    par_option = [{annee.annee: annee for annee in option.annees} for option in e.options]
    numeros = sorted(set().union(*par_option))
    lignes = [
        _ligne(
            e,
            titre([annees[n] for annees in par_option if n in annees]),
            [[montant(annees.get(n))] for annees in par_option],
        )
        for n in numeros
    ]
    lignes.append(
        _ligne(e, _titre_du_total(e), [[euros(o.total_a_venir)] for o in e.options], somme=True)
    )
    lignes.append(_ligne(e, textes.ENGAGEMENT, [demandes(o.objectif) for o in e.options]))
    if e.cout is not None and e.cout.restes:
        restes = [[_reste(e.cout.restes[option.option])] for option in e.options]
        lignes.append(_ligne(e, textes.RESTE, restes))
    return {
        "colonnes": [_colonne(resultat, option) for option in e.options],
        "lignes": lignes,
        "manques": _manques(e),
    }


def _manques(e: Estimation) -> list[dict]:
    """What is missing to open the other options, those that lack the same things together."""
    par_conditions: dict[tuple[str, ...], list[str]] = {}
    for option in e.options:
        if option.conditions_manquantes and option is not e.choisie:
            par_conditions.setdefault(option.conditions_manquantes, []).append(option.option)
    return [
        {
            "options": " et ".join(OPTIONS[option] for option in options),
            "conditions": [condition(code, e.bareme) for code in codes],
        }
        for codes, options in par_conditions.items()
    ]


def _colonne(resultat: Resultat, option: OptionEstimee) -> dict:
    situation = resultat.estimation.situation
    return {
        "libelle": OPTIONS[option.option],
        "choisie": option.option == situation.option,
        "en_cours": situation.tient(option.option),
        "ouverte": option.ouverte,
        "lien": f"{resultat.lien(option=option.option)}#s-options",
    }


def _ligne(e: Estimation, libelle: str, cellules: list[list[str]], *, somme: bool = False) -> dict:
    return {
        "libelle": libelle,
        "somme": somme,
        "cellules": [
            {"textes": mots, "choisie": option is e.choisie}
            for mots, option in zip(cellules, e.options, strict=True)
        ],
    }


def _titre_du_total(e: Estimation) -> str:
    au_plus = any(annee.au_plus for option in e.options for annee in option.annees)
    return textes.TOTAL_AU_PLUS if au_plus else textes.TOTAL


def titre(annees: Sequence[AnneeContrat]) -> str:
    """« Année 3, au plus » as soon as one amount of that year depends on what will be read."""
    modele = textes.ANNEE_AU_PLUS if any(a.au_plus for a in annees) else textes.ANNEE
    return modele.format(annee=annees[0].annee)


def montant(annee: AnneeContrat | None) -> str:
    if annee is None or annee.montant is None:
        return textes.SANS_MONTANT
    return euros(annee.montant)


def _reste(reste: Decimal | None) -> str:
    return textes.SANS_MONTANT if reste is None else euros(reste)


def demandes(objectif: Objectif) -> list[str]:
    """What the objective asks of each indicator; said once when both are alike."""
    trouvees = []
    for nom, indicateur in objectif.par_indicateur():
        if indicateur.a_gagner is None:
            trouvees.append(textes.A_DEMANDER)
        elif indicateur.a_gagner == 0:
            trouvees.append(textes.A_GARDER)
        else:
            gagnes = nombre(indicateur.a_gagner)
            mot = textes.INDICATEURS[nom]
            trouvees.append(textes.A_GAGNER.format(patients=gagnes, indicateur=mot))
    return list(dict.fromkeys(trouvees))
