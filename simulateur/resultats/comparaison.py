"""The options side by side: their years, their total, what they ask, what they leave to pay."""

from collections.abc import Sequence
from decimal import Decimal

from eligibility.regles.annees import MAXIMUM, AnneeContrat
from eligibility.regles.calendrier import A_VENIR
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import REGLE_65, Objectif
from eligibility.regles.options import OptionEstimee
from eligibility.regles.vocabulaire import OFFICIEL
from simulateur.textes import comparaison as textes
from simulateur.textes import resultat as textes_resultat
from simulateur.textes.ecriture import enumeration, euros, euros_ronds, nombre
from simulateur.textes.mots import OPTIONS
from simulateur.textes.options import condition

from .lecture import Resultat
from .portee import portee


def comparer(resultat: Resultat) -> dict:
    """Columns: the options, in the order of the rules; rows: contract years, then what they add up to."""
    e = resultat.estimation
    par_option = [{annee.annee: annee for annee in option.annees} for option in e.options]
    numeros = sorted(set().union(*par_option))
    lignes = [
        _ligne(e, *ligne_d_annee([annees.get(numero) for annees in par_option]))
        for numero in numeros
    ]
    lignes.append(_ligne(e, *_totaux(e), somme=True))
    lignes.append(_ligne(e, textes.ENGAGEMENT, [demandes(e, o.objectif) for o in e.options]))
    if e.cout is not None and e.cout.restes:
        restes = [[_reste(e.cout.restes[option.option])] for option in e.options]
        lignes.append(_ligne(e, textes.RESTE, restes))
    return {
        "colonnes": [_colonne(resultat, option) for option in e.options],
        "lignes": lignes,
        "manques": _manques(e),
        "marques": _marques(e),
    }


def _marques(e: Estimation) -> list[dict[str, str]]:
    """Amounts that are not official: of which options, in which years, those alike together."""
    pareilles: dict[tuple[str, str], list[str]] = {}
    for option in e.options:
        chiffrees = [annee for annee in option.annees if annee.montant is not None]
        for marque in dict.fromkeys(a.fiabilite for a in chiffrees if a.fiabilite != OFFICIEL):
            annees = [annee.annee for annee in chiffrees if annee.fiabilite == marque]
            dites = "" if len(annees) == len(chiffrees) else enumeration(annees)
            pareilles.setdefault((marque, dites), []).append(OPTIONS[option.option])
    return [
        {"marque": marque, "phrase": textes.montants(options, annees)}
        for (marque, annees), options in pareilles.items()
    ]


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


def ligne_d_annee(annees: Sequence[AnneeContrat | None]) -> tuple[str, list[list[str]]]:
    """Title and cells of a contract year, one for each option or band."""
    presentes = [annee for annee in annees if annee is not None]
    montants = [
        textes.SANS_MONTANT if annee is None or annee.montant is None else euros(annee.montant)
        for annee in annees
    ]
    portees = [None if a is None or a.montant is None else portee([a]) for a in annees]
    titre = textes.ANNEE.format(annee=presentes[0].annee)
    return titrer(titre, montants, portees)


def titrer(
    titre: str, montants: list[str], portees: list[str | None]
) -> tuple[str, list[list[str]]]:
    """« au plus » is said once in the title when it holds for all, else in each cell that it is about."""
    if {p for p in portees if p is not None} == {MAXIMUM}:
        return titre + textes_resultat.PORTEES[MAXIMUM], [[montant] for montant in montants]
    notes = ["" if p is None else textes_resultat.NOTES[p] for p in portees]
    return titre, [
        [note, montant] if note else [montant]
        for note, montant in zip(notes, montants, strict=True)
    ]


def _totaux(e: Estimation) -> tuple[str, list[list[str]]]:
    """What each option adds up to, over how many years."""
    a_venir = [
        [a for a in option.annees if a.periode == A_VENIR and a.montant is not None]
        for option in e.options
    ]
    titre, cellules = titrer(
        textes.TOTAL,
        [euros(option.total_a_venir) for option in e.options],
        [portee(annees) if annees else None for annees in a_venir],
    )
    durees = {len(annees) for annees in a_venir}
    if len(durees) > 1:  # totals over as many years need no word
        for cellule, annees in zip(cellules, a_venir, strict=True):
            cellule.append(textes.SUR_ANNEES.format(annees=len(annees)))
    return titre, cellules


def _reste(reste: Decimal | None) -> str:
    return textes.SANS_MONTANT if reste is None else euros_ronds(reste)


def demandes(e: Estimation, objectif: Objectif) -> list[str]:
    """What the objective asks of each indicator; said once when both are alike."""
    if e.regle_a_lire(objectif) == REGLE_65:
        return [textes.A_GARDER]
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
