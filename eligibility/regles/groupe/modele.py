"""What a group's answers say, once read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eligibility.regles.situation import Situation

FORMES = ("SISA", "SCM", "SCP", "SEL")
FORMES_ADMISES = ("SISA", "SCM", "SCP")
DEMI = Decimal("0.5")  # ETP: the step of the collective contract (hypothese)


@dataclass(frozen=True, slots=True)
class Membre:
    """One doctor of the list. `nom`: of one's choice. `pamsu`: maître de stage hosting a docteur junior."""

    nom: str
    situation: Situation
    pamsu: bool = False

    @property
    def pmt(self) -> int | None:
        """Patients who declare this doctor today: the last level observed, else the starting one."""
        return self.niveau("pmt")

    def niveau(self, indicateur: str) -> int | None:
        connus = (self.situation.patientele(indicateur), *self._observes(indicateur))
        return next((n for n in reversed(connus) if n is not None), None)

    def acquis(self, indicateur: str) -> int:
        """Patients gained under the running contract, as far as the answers tell; 0 otherwise."""
        depart = self.situation.patientele(indicateur)
        observe = next((n for n in reversed(self._observes(indicateur)) if n is not None), None)
        return 0 if depart is None or observe is None else max(0, observe - depart)

    def _observes(self, indicateur: str) -> tuple[int | None, ...]:
        """Only a running contract has levels already read: for a new one they are suppositions."""
        situation = self.situation
        return situation.observations(indicateur) if situation.suit_un_contrat else ()


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
