"""What everybody alone and everybody together add up to, and how a cost is shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from eligibility.regles.employeur import CENTIME
from eligibility.regles.situation import Situation

from .choix import Choix
from .collectif import ContratCollectif
from .societe import AnneeCoutCollectif

ZERO = Decimal("0.00")
MI_TEMPS = "0.5"


class Totaux(NamedTuple):
    """€ over the window of the comparison; `reste`: None when a cost or an aid is not known. `certain`
    False: at least that many patients, some objectives being unknown."""

    etp: Fraction
    aide: Decimal
    reste: Decimal | None
    patients: int
    certain: bool


class Part(NamedTuple):
    """One contract year of the company: € left to pay, and the equal share of each who joins."""

    annee: int
    reste: Decimal | None
    chacun: Decimal | None


class Demi(NamedTuple):
    """A doctor who would hold a half-time alone, sharing an assistant; € over the window."""

    rang: int
    aide: Decimal
    cout: Decimal
    reste: Decimal


@dataclass(frozen=True, slots=True)
class Bilan:
    """`seuls`: each with the option held or considered, those who cannot sign left out. `ensemble`: None
    without a contract to sign. `demis`: empty unless two doctors at least may hold a half-time."""

    seuls: Totaux
    ensemble: Totaux | None
    parts: tuple[Part, ...]
    demis: tuple[Demi, ...]


def option_tenue(situation: Situation) -> str:
    """The option that a doctor holds, or considers, alone."""
    return situation.contrat_option if situation.suit_un_contrat else situation.option


def choix_tenu(situation: Situation, choix: Sequence[Choix]) -> Choix | None:
    """That option among the choices open; None when it is not."""
    return next((c for c in choix if c.option == option_tenue(situation)), None)


def etablir(
    tenus: Sequence[Choix | None],
    choix: Sequence[Sequence[Choix]],
    contrat: ContratCollectif,
    couts: Sequence[AnneeCoutCollectif],
) -> Bilan:
    """`tenus`: what each doctor holds alone; `couts`: of the company, empty when not known."""
    return Bilan(
        _seuls([c for c in tenus if c is not None]),
        _ensemble(contrat, couts),
        _parts(couts, len(contrat.adherents)),
        _demis(choix),
    )


def _seuls(pris: Sequence[Choix]) -> Totaux:
    restes = [choix.reste for choix in pris]
    return Totaux(
        sum((choix.etp for choix in pris), Fraction(0)),
        sum((choix.aide for choix in pris), ZERO),
        None if None in restes else sum(restes, ZERO),
        sum(choix.patients or 0 for choix in pris),
        all(choix.patients is not None for choix in pris),
    )


def _ensemble(contrat: ContratCollectif, couts: Sequence[AnneeCoutCollectif]) -> Totaux | None:
    if contrat.objectif is None or not contrat.adherents:
        return None
    restes = [annee.reste for annee in couts]
    return Totaux(
        Fraction(contrat.etp),
        contrat.total,
        None if None in restes or not restes else sum(restes, ZERO),
        contrat.objectif.pmt.a_gagner,
        True,
    )


def _parts(couts: Sequence[AnneeCoutCollectif], combien: int) -> tuple[Part, ...]:
    if not combien:
        return ()
    return tuple(Part(a.annee, a.reste, _part(a.reste, combien)) for a in couts)


def _part(reste: Decimal | None, combien: int) -> Decimal | None:
    return None if reste is None else (reste / combien).quantize(CENTIME, ROUND_HALF_UP)


def _demis(choix: Sequence[Sequence[Choix]]) -> tuple[Demi, ...]:
    trouves = tuple(
        Demi(rang, c.aide, c.cout, c.reste)
        for rang, liste in enumerate(choix)
        for c in liste
        if c.option == MI_TEMPS and c.cout is not None
    )
    return trouves if len(trouves) > 1 else ()
