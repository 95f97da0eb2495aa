"""The verdict that forms as one answers: a few lines, from the answers given so far."""

from dataclasses import dataclass, field

from eligibility.regles import estimer
from eligibility.regles.bareme import Referentiel
from eligibility.regles.estimation import Estimation
from eligibility.regles.vocabulaire import BLOQUANT
from simulateur.reponses.ecriture import euros
from simulateur.reponses.lecture import Lecture
from simulateur.textes import criteres as textes_criteres
from simulateur.textes.mots import OPTIONS, TRANCHES


@dataclass(frozen=True)
class Apercu:
    """What the live box shows; `estimation` None while too little is known."""

    verdict_court: str = ""
    details: list[dict[str, str]] = field(default_factory=list)
    manque: str = ""
    estimation: Estimation | None = None


def former(lecture: Lecture, referentiel: Referentiel) -> Apercu:
    situation = lecture.situation_provisoire()
    if situation is None:
        if set(lecture.erreurs) <= lecture.manquantes:
            return Apercu(manque=_a_dire(lecture))
        return Apercu(manque="Corrigez la réponse signalée pour voir l'estimation.")
    estimation = estimer(situation, referentiel)
    return Apercu(
        VERDICTS_COURTS[estimation.verdict],
        _details(estimation),
        _manque(estimation),
        estimation,
    )


VERDICTS_COURTS = {
    "eligible": "Vous pourriez signer un contrat.",
    "a_confirmer": "À confirmer : il reste un point à éclaircir.",
    "non_eligible": "Vous ne pourriez pas signer aujourd'hui.",
}
NOMS_MANQUANTS = {
    "specialite": "votre spécialité",
    "secteur": "votre secteur",
    "contrat_option": "l'option de votre contrat",
    "contrat_signature": "la date de votre contrat",
    "contrat_fin": "la date de fin de votre contrat",
}


def _a_dire(lecture: Lecture) -> str:
    noms = [nom for cle, nom in NOMS_MANQUANTS.items() if cle in lecture.manquantes]
    if len(noms) > 1:
        noms = [", ".join(noms[:-1]) + " et " + noms[-1]]
    return f"Indiquez {noms[0]} pour voir l'aide de chaque année."


def _details(estimation: Estimation) -> list[dict[str, str]]:
    choisie = estimation.choisie
    details = [
        {
            "libelle": f"{OPTIONS[choisie.option]}, année {annee.annee}",
            "valeur": ("jusqu'à " if annee.annee > 2 else "") + euros(annee.montant),
        }
        for annee in choisie.annees[:3]
        if annee.montant is not None
    ]
    if estimation.tranche.valeur is not None:
        tranche = TRANCHES[estimation.tranche.valeur]
        details.append({"libelle": "Votre tranche", "valeur": tranche})
    return details


def _manque(estimation: Estimation) -> str:
    """What blocks first, else what is left to the CPAM: one sentence."""
    for etat in (BLOQUANT, "a_verifier"):
        for critere in estimation.criteres:
            if critere.etat == etat:
                explication, _ = textes_criteres.expliquer(critere)
                return textes_criteres.distance(critere) or explication
    return ""
