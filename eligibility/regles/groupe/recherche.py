"""From choices in euros and ETP to the plain numbers of the search, and back to its mixes."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from eligibility.regles.vocabulaire import FA, PMT

from .choix import Choix
from .collectif import plafond_du
from .front import LIMITE, Adhesion, Candidat, Melange, Valeur, front
from .modele import DEMI, Groupe, Membre
from .objectif import a_gagner
from .societe import Societe

SIXIEMES = 6  # of an ETP: halves and thirds are both whole
DEMIS = 2


class Recherche:
    """The front of these doctors for `total` sixths. Not `sur_patients`: of the same worth, the mix with
    the fewest objectives unknown is kept."""

    def __init__(
        self,
        individuels: Sequence[tuple[Choix, ...]],
        adhesions: Sequence[Adhesion | None],
        societe: Societe | None,
        total: int,
        au_net: bool,
        sur_patients: bool,
    ) -> None:
        self.candidats = [
            Candidat(tuple(_valeur(c, au_net, sur_patients) for c in liste), adhesion)
            for liste, adhesion in zip(individuels, adhesions, strict=True)
        ]
        self._collectif = _Collectif(societe, au_net, sur_patients)
        self._total, self._sur_patients = total, sur_patients

    def melanges(self, limite: int = LIMITE) -> list[Melange]:
        """Raises TropDeCas."""
        return self._front(self.candidats, limite)

    def reperes(self) -> list[Melange]:
        """Nobody together, and all who may join for all the ETP: the best paid of each, if any."""
        seuls = [candidat._replace(adhesion=None) for candidat in self.candidats]
        ensemble = [
            candidat._replace(
                individuels=candidat.individuels[:1] if candidat.adhesion is None else ()
            )
            for candidat in self.candidats
        ]
        return [*self._front(seuls)[:1], *self._front(ensemble)[:1]]

    def _front(self, candidats: Sequence[Candidat], limite: int = LIMITE) -> list[Melange]:
        collectif, total = self._collectif, self._total
        return front(candidats, collectif, total, limite, sur_patients=self._sur_patients)


def _valeur(choix: Choix, au_net: bool, sur_patients: bool) -> Valeur:
    inconnu = choix.patients is None
    return Valeur(
        int(choix.etp * SIXIEMES),
        _centimes(choix.net if au_net else choix.aide),
        (choix.patients or 0) if sur_patients else int(inconnu),
        _centimes(choix.exposee),
    )


def _centimes(montant: Decimal) -> int:
    return int(montant.scaleb(2))


def apport(membre: Membre, groupe: Groupe, societe: Societe) -> Adhesion:
    """What this doctor, whose PMT is known, brings to the collective contract."""
    bareme = societe.bareme
    seuil = bareme.entier("collectif_pmt_moyenne_min")
    plafond = int(plafond_du(membre, groupe, bareme) * DEMIS)
    return Adhesion(plafond, membre.pmt - seuil, membre.acquis(PMT), membre.acquis(FA))


class _Collectif(NamedTuple):
    """Worth of the collective contract, as the search wants it."""

    societe: Societe | None
    au_net: bool
    sur_patients: bool

    def __call__(self, demis: int, acquis: int, acquis_fa: int) -> Valeur:
        if not demis:
            return Valeur(0, 0, 0, 0)
        societe, etp = self.societe, DEMI * demis
        argent = societe.aide(etp)
        if self.au_net:
            argent -= societe.cout(etp)
        return Valeur(
            demis * SIXIEMES // DEMIS,
            _centimes(argent),
            a_gagner(societe.bareme, PMT, etp, acquis) if self.sur_patients else 0,
            _centimes(societe.exposee(etp, acquis, acquis_fa)),
        )
