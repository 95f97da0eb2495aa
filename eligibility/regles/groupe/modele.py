"""What a group's answers say, once read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eligibility.regles.dates import debut_annee
from eligibility.regles.parametres import PREMIERE_ANNEE_OBSERVEE
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import PMT

FORMES = ("SISA", "SCM", "SCP", "SEL")
FORMES_ADMISES = ("SISA", "SCM", "SCP")
DEMI = Decimal("0.5")  # ETP: the step of the collective contract (hypothese)


@dataclass(frozen=True, slots=True)
class Membre:
    """One doctor of the list. `nom`: of one's choice. `pamsu`: maître de stage hosting a docteur junior.

    `pmt_actuel`, `fa_actuel`: patients today under a running contract; None: the last level read.
    """

    nom: str
    situation: Situation
    pamsu: bool = False
    pmt_actuel: int | None = None
    fa_actuel: int | None = None

    @property
    def pmt(self) -> int | None:
        """Patients who declare this doctor today: the last level observed, else the starting one."""
        return self.niveau("pmt")

    def niveau(self, indicateur: str) -> int | None:
        connus = (self.situation.patientele(indicateur), *self._observes(indicateur))
        return next((n for n in reversed(connus) if n is not None), None)

    def gagnes(self, indicateur: str) -> int | None:
        """Patients gained under the running contract; None when the answers don't tell."""
        depart = self.situation.patientele(indicateur)
        observe = next((n for n in reversed(self._observes(indicateur)) if n is not None), None)
        return None if depart is None or observe is None else max(0, observe - depart)

    def acquis(self, indicateur: str) -> int:
        """Patients gained under the running contract, as far as the answers tell; 0 otherwise."""
        return self.gagnes(indicateur) or 0

    def _observes(self, indicateur: str) -> tuple[int | None, ...]:
        """Those already read under a running contract, today's last; years to come are suppositions."""
        situation = self.situation
        if not situation.suit_un_contrat:
            return ()
        actuel = self.pmt_actuel if indicateur == PMT else self.fa_actuel
        return (*situation.observations(indicateur)[: lectures_faites(situation)], actuel)


def lectures_faites(situation: Situation) -> int:
    """How many anniversaries on which a level is read are over, the reference day included: 0 to 3."""
    if not situation.suit_un_contrat:
        return 0
    annees = range(PREMIERE_ANNEE_OBSERVEE, PREMIERE_ANNEE_OBSERVEE + 3)
    ouvertes = [debut_annee(situation.signature, annee) for annee in annees]
    return sum(jour <= situation.date_signature for jour in ouvertes)


@dataclass(frozen=True, slots=True)
class Groupe:
    """Doctors who think of one collective contract.

    `etp`: full-time equivalents to employ in all, in halves; None: as many as each would hold
    alone. `lieu_de_stage`: the structure is agreed as
    a training site. `emploi`: a situation of which only the cost answers are read, those of the company.
    Every member's `date_signature` is that of the group.
    """

    forme: str
    etp: Decimal | None
    date_signature: date
    membres: tuple[Membre, ...]
    emploi: Situation
    lieu_de_stage: bool = False
