"""What all the employees of a contract year cost this doctor, alike or each on his own."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import NamedTuple

from .annees import AnneeContrat
from .cout_emploi import AnneePleine, AnneeSalarie, Calcul
from .cout_temps import UN, Chronologie, Salarie, etp_commun, postes, salaries
from .employeur import CENTIME, ZERO, moins_sure, taxe_en_plus
from .invariants import ResultatImpossible
from .trace import Trace


class Payee(NamedTuple):
    """What one kind of year costs this doctor, in € to the cent, and what it comes from.

    `rang`: of the set in force on its first day. `plein`: € unrounded, of one full time when the employees
    are alike, `etp` and `pleine` saying how; else of them all, `salaries` saying what each is paid.
    """

    rang: int
    plein: Decimal
    brut: Decimal
    cout: Decimal
    taxe: Decimal
    etp: Decimal
    pleine: AnneePleine | None
    salaries: tuple[AnneeSalarie, ...]

    @property
    def marque(self) -> str:
        """The least sure of the figures used."""
        if self.pleine is not None:
            return self.pleine.marque
        return moins_sure(un.pleine.marque for un in self.salaries)

    @property
    def travaillee(self) -> bool:
        """Someone works in the year: hired before its end."""
        return self.pleine is None or self.pleine.mois > 0

    def heures(self, heures_annuelles: Decimal) -> Decimal:
        """€ of one hour of each employee, added up; `heures_annuelles`: of a full-time year."""
        if self.pleine is None:
            return sum((un.pleine.heure(heures_annuelles) for un in self.salaries), ZERO)
        return self.pleine.heure(heures_annuelles) * len(postes(self.etp))

    def noter(self, trace: Trace, annee: int) -> None:
        """A line for each employee, where the year pays them differently."""
        for un in self.salaries:
            detail = {
                "annee": annee,
                "salarie": un.salarie.numero,
                "embauche": un.salarie.embauche,
                "temps": un.temps,
                "brut": arrondi(un.brut),
            }
            trace.ajouter("cout", "cout.salarie", arrondi(un.cout), "", un.pleine.marque, detail)


# What Payee(…) does, without its layer of Python.
_payee = partial(tuple.__new__, Payee)


class Equipe(NamedTuple):
    """Employees alike, for `etp` in all; `payees`: years alike are computed once."""

    calcul: Calcul
    etp: Decimal
    postes: tuple[Decimal, ...]
    payees: dict[int, Payee]

    def payee(self, annee: AnneeContrat) -> Payee:
        pleine = self.calcul.annee(annee.debut, annee.annee)
        # By identity: hashing long decimals costs more than what is spared. Each entry keeps its year.
        payee = self.payees.get(id(pleine))
        if payee is None:
            payee = self.payees[id(pleine)] = self._payer(pleine)
        return payee

    def _payer(self, pleine: AnneePleine) -> Payee:
        bruts = [pleine.brut * poste for poste in self.postes]
        return _payer(self.calcul, pleine.rang, pleine.cout, bruts, self.etp, pleine)


class Changements:
    """Employees whose number or time changes on the way; years alike go to the team of their ETP."""

    __slots__ = ("_equipes", "_payees", "_salaries", "calcul", "pas")

    def __init__(self, calcul: Calcul, pas: Chronologie) -> None:
        self.calcul = calcul
        self.pas = pas
        self._equipes: dict[Decimal, Equipe] = {}
        self._payees: dict[date, Payee] = {}
        self._salaries: tuple[Salarie, ...] = ()

    def payee(self, annee: AnneeContrat) -> Payee:
        etp = etp_commun(self.pas, annee.debut)
        if etp is not None:
            equipe = self._equipes.get(etp)
            if equipe is None:
                equipe = self._equipes[etp] = Equipe(self.calcul, etp, postes(etp), {})
            return equipe.payee(annee)
        payee = self._payees.get(annee.debut)
        if payee is None:
            payee = self._payees[annee.debut] = self._payer(annee.debut, annee.annee)
        return payee

    def _payer(self, debut: date, annee: int) -> Payee:
        calcul = self.calcul
        self._salaries = self._salaries or salaries(self.pas)
        trouves = [calcul.annee_de(salarie, debut, annee) for salarie in self._salaries]
        payes = [un for un in trouves if un is not None]
        cout = sum([un.cout for un in payes], ZERO)
        bruts = [un.brut for un in payes]
        return _payer(calcul, calcul.rang(debut), cout, bruts, UN, None, tuple(payes))


def payeur(calcul: Calcul, pas: Chronologie) -> Equipe | Changements:
    """Who knows what each year of this timeline costs."""
    if len(pas) > 1:
        return Changements(calcul, pas)
    etp = pas[0].etp
    return Equipe(calcul, etp, postes(etp), {})


def _payer(
    calcul: Calcul,
    rang: int,
    plein: Decimal,
    bruts: list[Decimal],
    etp: Decimal,
    pleine: AnneePleine | None,
    salaries: tuple[AnneeSalarie, ...] = (),
) -> Payee:
    """This doctor's part of `plein` × `etp`, rounded once; `bruts`: of each employee.

    Raises ResultatImpossible on a negative cost.
    """
    assistant, parametres = calcul.assistant, calcul.jeux[rang]
    taxe = arrondi(taxe_en_plus(parametres, bruts, assistant.taxe_deja_due) * assistant.part)
    cout = arrondi(plein * etp * assistant.part)
    if cout < 0 or taxe < 0:
        raise ResultatImpossible("cout_negatif", parametres.version)
    brut = sum(bruts, ZERO) if pleine is None else pleine.brut * etp
    return _payee((rang, plein, arrondi(brut), cout, taxe, etp, pleine, salaries))


def arrondi(montant: Decimal) -> Decimal:
    return montant.quantize(CENTIME, ROUND_HALF_UP)
