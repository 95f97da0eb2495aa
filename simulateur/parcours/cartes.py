"""The options as cards, their yearly amounts already shown."""

from eligibility.regles.estimation import Estimation
from eligibility.regles.options import OptionEstimee
from simulateur.reponses.ecriture import euros
from simulateur.reponses.lecture import Lecture, option_par_defaut
from simulateur.textes.mots import OPTIONS, OPTIONS_LONGUES
from simulateur.textes.options import CONDITIONS


def cartes(estimation: Estimation | None, lecture: Lecture) -> list[dict]:
    """One card an option, in the order of the rules; none while too little is known."""
    if estimation is None:
        return []
    choisie = lecture.valeurs.get("option") or option_par_defaut(lecture.valeurs)
    return [_carte(option, choisie) for option in estimation.options]


def _carte(option: OptionEstimee, choisie: str) -> dict:
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
        "manques": [CONDITIONS[condition] for condition in option.conditions_manquantes],
    }
