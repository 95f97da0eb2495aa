"""An `Estimation` as the JSON of the public interface. Money: strings with two decimals."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from eligibility.regles.annees import AnneeContrat
from eligibility.regles.bareme import Bareme
from eligibility.regles.cout import AnneeCout, Cout
from eligibility.regles.criteres import Critere
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import Objectif, ObjectifIndicateur
from eligibility.regles.options import OptionEstimee
from eligibility.regles.trace import LigneTrace
from simulateur.reponses.lecture import Lecture
from simulateur.textes import cout as textes_cout
from simulateur.textes import criteres as textes_criteres
from simulateur.textes import echeances as textes_echeances
from simulateur.textes import questions as textes_questions
from simulateur.textes import trace as textes_trace
from simulateur.textes.ecriture import garder

Expliquer = Callable[[Critere], tuple[str, str]]
EnMots = Callable[[LigneTrace], tuple[str, str]]
SIX_DECIMALES = Decimal("0.000001")


# The same few amounts, rates and days are written a hundred times in one estimation.
@garder
def argent(montant: Decimal | None) -> str | None:
    return None if montant is None else f"{montant:.2f}"


@garder
def jour(valeur: date | None) -> str | None:
    return None if valeur is None else valeur.isoformat()


def taux(valeur: Fraction | None) -> str | None:
    """At most 6 decimals; amounts are computed exactly, not from it."""
    if valeur is None:
        return None
    if valeur.denominator == 1:
        return str(valeur.numerator)
    decimal = (Decimal(valeur.numerator) / valeur.denominator).quantize(
        SIX_DECIMALES, ROUND_HALF_UP
    )
    return f"{decimal.normalize():f}"


def estimation(e: Estimation, lecture: Lecture) -> dict[str, Any]:
    """The whole estimation; `reponses` echoes the cleaned answers."""
    return {
        "verdict": e.verdict,
        "criteres": [critere_json(c, textes_criteres.expliquer) for c in e.criteres],
        "tranche": e.tranche.valeur,
        "options": [_option(option) for option in e.options],
        "echeances": [
            {
                "date": jour(echeance.date),
                "type": echeance.type,
                "libelle": textes_echeances.libelle(echeance),
            }
            for echeance in e.echeances
        ],
        "questions_cpam": [textes_questions.texte(question) for question in e.questions],
        "cout": _cout(e.cout),
        "bareme": bareme(e.bareme),
        "trace": trace_json(e.trace, textes_trace.mots),
        "reponses": reponses(e, lecture),
    }


def bareme(b: Bareme) -> dict[str, Any]:
    return {
        "version": b.version,
        "revision": b.revision,
        "publie_le": jour(b.publie_le),
        "verifie_le": jour(b.verifie_le),
    }


def trace_json(lignes: Iterable[LigneTrace], mots: EnMots) -> list[dict]:
    """The lines of a trace; `mots` writes the formula and the value of one."""
    return [
        {
            "etape": ligne.etape,
            "formule": formule,
            "valeur": valeur,
            "source": ligne.source,
            "fiabilite": ligne.fiabilite,
        }
        for ligne in lignes
        for formule, valeur in (mots(ligne),)
    ]


def reponses(e: Estimation, lecture: Lecture) -> dict[str, Any]:
    """Cleaned answers with the option and the day really used: the same request gives the same result."""
    echo = lecture.en_json()
    echo["option"] = e.situation.option
    echo["date_signature"] = jour(e.situation.date_signature)
    return echo


def critere_json(critere: Critere, expliquer: Expliquer) -> dict[str, Any]:
    """A check; `expliquer` puts its reason into words."""
    explication, changerait = expliquer(critere)
    return {
        "id": critere.id,
        "etat": critere.etat,
        "explication": explication,
        "changerait": changerait,
        "constat": _texte(critere.constat),
        "seuil": _texte(critere.seuil),
        "manque": critere.manque,
        "source": critere.source,
        "fiabilite": critere.fiabilite,
    }


def _cout(cout: Cout | None) -> dict[str, Any] | None:
    if cout is None:
        return None
    return {
        "parametres": cout.parametres,
        "hypotheses": [textes_cout.hypothese(hypothese) for hypothese in cout.hypotheses],
        "annees": [_annee_cout(annee) for annee in cout.annees],
    }


def _annee_cout(annee: AnneeCout) -> dict[str, Any]:
    formation = annee.dont_formation
    return {
        "annee": annee.annee,
        "cout_employeur": argent(annee.cout_employeur),
        "taxe_salaires": argent(annee.taxe_salaires),
        "autres_frais": argent(annee.autres_frais),
        "aide": argent(annee.aide),
        "reste": argent(annee.reste),
        "dont_formation": formation and [argent(borne) for borne in formation],
        "actes_par_jour": _decimal(annee.actes_par_jour),
        "actes_par_semaine": _decimal(annee.actes_par_semaine),
    }


def _decimal(valeur: Decimal | None) -> str | None:
    return None if valeur is None else f"{valeur:f}"


def _texte(valeur: Any) -> str | None:
    if isinstance(valeur, Decimal):
        return f"{valeur.normalize():f}"
    if isinstance(valeur, date):
        return valeur.isoformat()
    return None if valeur is None else str(valeur)


def _option(option: OptionEstimee) -> dict[str, Any]:
    # An alternative shares with its option the years that its band does not change.
    annees = {id(annee): _annee(annee) for annee in option.annees}
    return {
        "option": option.option,
        "ouverte": option.ouverte,
        "conditions_manquantes": list(option.conditions_manquantes),
        "annees": list(annees.values()),
        "total": argent(option.total),
        "total_a_venir": argent(option.total_a_venir),
        "total_certain": option.total_certain,
        "alternatives": [
            {
                "tranche": alternative.tranche,
                "annees": [annees.get(id(a)) or _annee(a) for a in alternative.annees],
                "total": argent(alternative.total),
            }
            for alternative in option.alternatives
        ],
        "objectif": _objectif(option.objectif),
    }


def _annee(annee: AnneeContrat) -> dict[str, Any]:
    # A certain rate is one and the same fraction three times.
    taux_, mini, maxi = taux(annee.taux), annee.taux_min, annee.taux_max
    return {
        "annee": annee.annee,
        "debut": jour(annee.debut),
        "bareme": annee.bareme,
        "montant_maximal": argent(annee.montant_maximal),
        "taux": taux_,
        "montant": argent(annee.montant),
        "taux_min": taux_ if mini is annee.taux else taux(mini),
        "taux_max": taux_ if maxi is annee.taux else taux(maxi),
        "montant_min": argent(annee.montant_min),
        "montant_max": argent(annee.montant_max),
        "periode": annee.periode,
        "versements": [
            {
                "nature": versement.nature,
                "montant": argent(versement.montant),
                "au_plus_tot": jour(versement.au_plus_tot),
                "au_plus_tard": jour(versement.au_plus_tard),
            }
            for versement in annee.versements
        ],
        "trop_percu": argent(annee.trop_percu),
    }


def _objectif(objectif: Objectif) -> dict[str, Any]:
    return {
        "regle": objectif.regle,
        "echeance": jour(objectif.echeance),
        "pmt": indicateur_json(objectif.pmt),
        "fa": indicateur_json(objectif.fa),
    }


def indicateur_json(objectif: ObjectifIndicateur | None) -> dict[str, Any] | None:
    if objectif is None:
        return None
    return {
        "depart": objectif.depart,
        "cible": objectif.cible,
        "a_gagner": objectif.a_gagner,
        "plancher": objectif.plancher,
    }
