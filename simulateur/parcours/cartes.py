"""The options as cards, their yearly amounts already shown."""

from eligibility.regles.bareme import Bareme
from eligibility.regles.estimation import Estimation
from eligibility.regles.options import OptionEstimee
from eligibility.regles.vocabulaire import OPTIONS_COURANTES
from simulateur.reponses.lecture import Lecture, option_par_defaut
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import OPTIONS, OPTIONS_LONGUES
from simulateur.textes.options import condition


def cartes(estimation: Estimation | None, lecture: Lecture) -> list[dict]:
    """One card an option, in the order of the rules.

    While an answer cannot be read (a date being typed), cards without amounts: the choice stays.
    """
    choisie = lecture.valeurs.get("option") or option_par_defaut(lecture.valeurs)
    if "option" in lecture.erreurs:
        choisie = ""
    if estimation is None:
        offertes = {*OPTIONS_COURANTES, choisie, lecture.valeurs.get("contrat_option")}
        return [_carte_sans_montant(o, choisie) for o in OPTIONS if o in offertes]
    return [_carte(option, choisie, estimation.bareme) for option in estimation.options]


def _carte_sans_montant(option: str, choisie: str) -> dict:
    return {
        "valeur": option,
        "libelle": OPTIONS[option],
        "precision": OPTIONS_LONGUES[option],
        "annees": [],
        "total": "",
        "ouverte": True,
        "cochee": option == choisie,
        "manques": [],
    }


def _carte(option: OptionEstimee, choisie: str, bareme: Bareme) -> dict:
    return {
        "valeur": option.option,
        "libelle": OPTIONS[option.option],
        "precision": OPTIONS_LONGUES[option.option],
        "annees": [
            {
                "libelle": f"Année {annee.annee}",
                "montant": "non publié" if annee.montant is None else euros(annee.montant),
            }
            for annee in option.annees
        ],
        "total": euros(option.total),
        "ouverte": option.ouverte,
        "cochee": option.option == choisie,
        "manques": [condition(code, bareme) for code in option.conditions_manquantes],
    }
