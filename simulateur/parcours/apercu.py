"""The verdict that forms as one answers: a few lines, from the answers given so far."""

from dataclasses import dataclass, field

from eligibility.regles import estimer
from eligibility.regles.bareme import Referentiel
from eligibility.regles.estimation import Estimation
from eligibility.regles.vocabulaire import BLOQUANT, NON_ELIGIBLE
from simulateur.reponses.lecture import Lecture
from simulateur.textes import criteres as textes_criteres
from simulateur.textes import parcours as textes
from simulateur.textes import tranche as textes_tranche
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import OPTIONS, TRANCHES, VERDICTS


@dataclass(frozen=True)
class Apercu:
    """What the live box shows; `estimation` None while too little is known."""

    verdict_court: str = ""
    details: list[dict[str, str]] = field(default_factory=list)
    manque: str = ""
    estimation: Estimation | None = None

    @property
    def barre(self) -> dict[str, str] | None:
        """The summary kept in sight on a phone: verdict and first amount."""
        if self.estimation is None or not self.details:
            return None
        return {
            "mot": VERDICTS[self.estimation.verdict],
            "montant": self.details[0]["valeur"],
            "libelle": self.details[0]["libelle"],
        }

    def constats(self) -> list[str]:
        """What the figures say of the band, as sentences."""
        if self.estimation is None:
            return []
        tranche, situation = self.estimation.tranche, self.estimation.situation
        sans_chiffre = situation.pmt is None and situation.file_active is None
        phrases = [
            textes_tranche.constat(tranche, sans_chiffre),
            *textes_tranche.paliers(tranche),
            "" if sans_chiffre else textes_tranche.absents(tranche),
        ]
        return [phrase for phrase in phrases if phrase]

    @property
    def rang_tranche(self) -> int | None:
        """Rank of the band for the drawing, 1 to 5; None while it is not known."""
        if self.estimation is None or self.estimation.tranche.valeur is None:
            return None
        return self.estimation.tranche.bas + 1

    @property
    def tranche_trouvee(self) -> bool:
        """The figures alone give the band: there is nothing to ask."""
        return self.estimation is not None and self.estimation.tranche.origine == "chiffres"


def former(lecture: Lecture, referentiel: Referentiel) -> Apercu:
    situation = lecture.situation_provisoire()
    if situation is None:
        if set(lecture.erreurs) <= lecture.manquantes:
            return Apercu(manque=_a_dire(lecture))
        return Apercu(manque=textes.A_CORRIGER)
    estimation = estimer(situation, referentiel)
    return Apercu(
        _verdict(estimation),
        _details(estimation),
        _manque(estimation),
        estimation,
    )


def _verdict(estimation: Estimation) -> str:
    suivi = estimation.situation.suit_un_contrat and estimation.verdict != NON_ELIGIBLE
    return textes.CONTRAT_SUIVI if suivi else textes.VERDICTS_COURTS[estimation.verdict]


def _a_dire(lecture: Lecture) -> str:
    noms = [nom for cle, nom in textes.NOMS_MANQUANTS.items() if cle in lecture.manquantes]
    if len(noms) > 1:
        noms = [", ".join(noms[:-1]) + " et " + noms[-1]]
    return textes.A_INDIQUER.format(noms=noms[0])


def _details(estimation: Estimation) -> list[dict[str, str]]:
    choisie = estimation.choisie
    details = [
        {
            "libelle": f"{OPTIONS[choisie.option]}, année {annee.annee}",
            "valeur": (textes.JUSQU_A if annee.au_plus else "") + euros(annee.montant),
        }
        for annee in choisie.annees_a_dire[:3]
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
