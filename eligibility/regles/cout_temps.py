"""Who is employed and how much, day after day: the ETP of the contract's options, and their changes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .dates import ajouter_mois
from .employeur import ZERO
from .situation import Situation

UN = Decimal(1)
ETP = {
    "1/3": UN / 3,
    "0.5": Decimal("0.5"),
    "1": UN,
    "1.5": Decimal("1.5"),
    "2": Decimal(2),
}


class Pas(NamedTuple):
    """From `jour` on, `etp` full-time equivalents are employed, or held by one employee."""

    jour: date
    etp: Decimal


Chronologie = tuple[Pas, ...]


def chronologie(situation: Situation, option: str, embauche: date) -> Chronologie:
    """What is employed if `option` is held from the reference day on: one step for each change.

    `embauche`: of the first assistant, day of the first step. A new contract, or ETP typed by the doctor,
    have that step only. What changed before hiring was not employed.
    """
    if situation.etp_employe is not None:
        return (Pas(embauche, situation.etp_employe),)
    if not situation.suit_un_contrat:
        return (Pas(embauche, ETP[option]),)
    tenues = [(embauche, situation.contrat_option)]
    if situation.contrat_avenant is not None:
        tenues = [
            (embauche, situation.contrat_option_initiale),
            (situation.contrat_avenant, situation.contrat_option),
        ]
    if option != situation.contrat_option:
        tenues.append((situation.date_signature, option))
    pas: list[Pas] = []
    for jour, tenue in tenues:
        if jour <= embauche:
            pas = [Pas(embauche, ETP[tenue])]
            continue
        if pas[-1].jour == jour:  # two avenants on one day: the last one
            pas.pop()
        if pas[-1].etp != ETP[tenue]:
            pas.append(Pas(jour, ETP[tenue]))
    return tuple(pas)


@lru_cache(maxsize=256)
def postes(etp: Decimal) -> tuple[Decimal, ...]:
    """Part of a full time of each employee: 1,5 ETP is one full-time and one half-time."""
    entiers, reste = divmod(etp, UN)
    return (UN,) * int(entiers) + ((reste,) if reste else ())


def etp_commun(pas: Chronologie, debut: date) -> Decimal | None:
    """ETP of a contract year whose employees are all alike, hired with the first one and never changing.

    None when the year sees a change, or pays someone hired by an avenant: each is then counted apart.
    """
    fin = ajouter_mois(debut, 12)
    tenu = pas[0].etp
    for jour, etp in pas[1:]:
        if jour <= debut:
            tenu = etp
        elif jour < fin:
            return None
    return tenu if len(postes(tenu)) <= len(postes(pas[0].etp)) else None


class Salarie(NamedTuple):
    """One employee: first or second (1, 2), hired on the first day that he holds part of a full time.

    `temps`: the part that he holds, 0 to 1, from each day on.
    """

    numero: int
    embauche: date
    temps: Chronologie


def salaries(pas: Chronologie) -> tuple[Salarie, ...]:
    """The first one holds up to a full time, the second what is above it."""
    nombre = max(len(postes(etp)) for _, etp in pas)
    return tuple(_salarie(rang, pas) for rang in range(nombre))


def _salarie(rang: int, pas: Chronologie) -> Salarie:
    temps: list[Pas] = []
    for jour, etp in pas:
        parts = postes(etp)
        part = parts[rang] if rang < len(parts) else ZERO
        if part != (temps[-1].etp if temps else ZERO):
            temps.append(Pas(jour, part))
    return Salarie(rang + 1, temps[0].jour, tuple(temps))


class Periode(NamedTuple):
    """From `debut` to the eve of `fin`, the same part of a full time."""

    debut: date
    fin: date
    part: Decimal


def periodes(temps: Chronologie, debut: date, fin: date) -> Iterator[Periode]:
    """Those of an employee from `debut` to the eve of `fin`; none where he holds nothing."""
    for rang, (jour, part) in enumerate(temps):
        suivant = temps[rang + 1].jour if rang + 1 < len(temps) else fin
        de, a = max(jour, debut), min(suivant, fin)
        if part and de < a:
            yield Periode(de, a, part)
