"""What a doctor's answers say, once read: the input of the rules."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .vocabulaire import AUCUN, EN_COURS, FA, PMT, TRANCHE_INCONNUE


def cle_de_signature(contrat: str | None) -> str:
    """The answer that holds the day from which contract years count: the running contract's, or today's."""
    return "contrat_signature" if contrat == EN_COURS else "date_signature"


@dataclass(frozen=True, slots=True)
class Situation:
    """One doctor. Field names are the keys of the public interface; None means « not given ».

    `pmt`, `file_active`, `objectif_*`, `*_an3` to `*_an5`: patients. `part_clinique`: percent.
    `date_signature`: signature of a new contract; with a running one, the reference day.
    `date_65`: first day of the month in which the doctor turns 65. From `position` on, the cost: € for
    `brut_mensuel` (a month of full time), `autres_frais` and `taxe_deja_due` (a year), `tarif` (a
    consultation); percent for `at_mp` and `part`; years for `anciennete`.
    """

    specialite: str
    secteur: str
    date_signature: date
    age_65: bool = False
    nouvel_installe: bool = False
    situations: tuple[str, ...] = ()
    part_clinique: Decimal | None = None
    zone: str = "inconnue"
    secretariat: str = "sans-objet"
    contrat: str = AUCUN
    contrat_option: str | None = None
    contrat_signature: date | None = None
    contrat_objectif_atteint: bool | None = None
    contrat_avenant: date | None = None
    contrat_option_initiale: str | None = None
    date_65: date | None = None
    contrat_fin: date | None = None
    circonstances_exceptionnelles: bool = False
    pmt: int | None = None
    file_active: int | None = None
    tranche: str = TRANCHE_INCONNUE
    objectif_pmt: int | None = None
    objectif_fa: int | None = None
    option: str = "1"
    date_embauche: date | None = None
    assistant_qualifie: bool = False
    pmt_an3: int | None = None
    pmt_an4: int | None = None
    pmt_an5: int | None = None
    fa_an3: int | None = None
    fa_an4: int | None = None
    fa_an5: int | None = None
    position: str | None = None
    brut_mensuel: Decimal | None = None
    anciennete: int | None = None
    at_mp: Decimal | None = None
    etp_employe: Decimal | None = None
    part: Decimal | None = None
    autres_frais: Decimal | None = None
    taxe_deja_due: Decimal | None = None
    tarif: Decimal | None = None
    jours_travailles: int | None = None

    @property
    def suit_un_contrat(self) -> bool:
        """A contract runs: the site follows it instead of estimating a new one."""
        return self.contrat == EN_COURS

    def tient(self, option: str) -> bool:
        """Whether `option` is that of the running contract."""
        return self.suit_un_contrat and option == self.contrat_option

    @property
    def signature(self) -> date:
        """The day from which contract years and deadlines count."""
        return getattr(self, cle_de_signature(self.contrat))

    @property
    def option_de_l_objectif(self) -> str:
        """The option to which an objective announced by the CPAM belongs."""
        return self.contrat_option if self.suit_un_contrat else self.option

    def patientele(self, indicateur: str) -> int | None:
        return self.pmt if indicateur == PMT else self.file_active

    def objectif_annonce(self, indicateur: str) -> int | None:
        return self.objectif_pmt if indicateur == PMT else self.objectif_fa

    def observations(self, indicateur: str) -> tuple[int | None, int | None, int | None]:
        """Observed patients at the anniversaries that open years 3, 4 and 5."""
        if indicateur == FA:
            return (self.fa_an3, self.fa_an4, self.fa_an5)
        return (self.pmt_an3, self.pmt_an4, self.pmt_an5)
