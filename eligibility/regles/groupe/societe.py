"""What the collective contract is worth to the company that signs it, for each number of ETP."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from eligibility.regles.bareme import Bareme, Referentiel
from eligibility.regles.cout_emploi import AuDessusDuPlafond, Calcul
from eligibility.regles.cout_equipe import Equipe
from eligibility.regles.cout_paie import emploi
from eligibility.regles.cout_temps import postes
from eligibility.regles.trace import Trace
from eligibility.regles.vocabulaire import FA, PMT

from .collectif import ZERO, AnneeCollective, estimer_annees
from .modele import Groupe
from .objectif import a_gagner, taux


class AnneeCoutCollectif(NamedTuple):
    """One contract year of the company, in € to the cent; `reste`: None when the aid is."""

    annee: int
    cout_employeur: Decimal
    taxe_salaires: Decimal
    autres_frais: Decimal
    aide: Decimal | None
    reste: Decimal | None

    @property
    def cout_total(self) -> Decimal:
        return self.cout_employeur + self.taxe_salaires + self.autres_frais


@dataclass(slots=True)
class Societe:
    """The company as employer; each number of ETP is computed once.

    Its assistants are all full-time, the last one half-time when ETP ends with a half.
    """

    groupe: Groupe
    referentiel: Referentiel
    bareme: Bareme
    _calcul: Calcul | None = field(init=False, default=None)
    _annees: dict[Decimal, tuple[AnneeCollective, ...]] = field(init=False, default_factory=dict)
    _couts: dict[Decimal, tuple[AnneeCoutCollectif, ...]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        jeux = self.referentiel.employeurs
        if jeux and jeux[0].date_effet <= self.groupe.date_signature:
            self._calcul = Calcul(emploi(self.groupe.emploi), jeux, Trace())

    def annees(self, etp: Decimal) -> tuple[AnneeCollective, ...]:
        if etp not in self._annees:
            self._annees[etp] = estimer_annees(
                self.groupe.date_signature, etp, self.referentiel, self.bareme
            )
        return self._annees[etp]

    def couts(self, etp: Decimal) -> tuple[AnneeCoutCollectif, ...]:
        """Year after year; empty when the cost is not known: no parameter, gross above the ceiling."""
        if etp not in self._couts:
            try:
                self._couts[etp] = self._chiffrer(etp)
            except AuDessusDuPlafond:
                self._couts[etp] = ()
        return self._couts[etp]

    def _chiffrer(self, etp: Decimal) -> tuple[AnneeCoutCollectif, ...]:
        if self._calcul is None:
            return ()
        equipe = Equipe(self._calcul, etp, postes(etp), {})
        frais = self._calcul.assistant.autres_frais
        chiffrees = []
        for annee in self.annees(etp):
            payee = equipe.payee(annee)
            total = payee.cout + payee.taxe + frais
            reste = None if annee.montant is None else total - annee.montant
            chiffrees.append(AnneeCoutCollectif(
                annee.annee, payee.cout, payee.taxe, frais, annee.montant, reste
            ))  # fmt: skip
        return tuple(chiffrees)

    def aide(self, etp: Decimal) -> Decimal:
        """€ over the contract, the objective being reached."""
        return _total(self.annees(etp))

    def exposee(self, etp: Decimal, acquis_pmt: int, acquis_fa: int) -> Decimal:
        """€ not paid if no patient is gained: all but the first years, unless nothing is left to gain
        on one of the two indicators. `acquis_*`: patients gained already."""
        voulus = {
            indicateur: a_gagner(self.bareme, indicateur, etp, acquis)
            for indicateur, acquis in ((PMT, acquis_pmt), (FA, acquis_fa))
        }
        if taux({PMT: 0, FA: 0}, voulus):
            return ZERO
        return _total([annee for annee in self.annees(etp) if not annee.garantie])

    def cout(self, etp: Decimal) -> Decimal | None:
        """€ of the employer over the contract; None when it is not known."""
        couts = self.couts(etp)
        return sum((cout.cout_total for cout in couts), ZERO) if couts else None


def _total(annees: Sequence[AnneeCollective]) -> Decimal:
    return sum((annee.montant for annee in annees if annee.montant is not None), ZERO)
