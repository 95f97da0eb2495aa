"""The trace: one line for each thing computed, so that any figure on a page can be explained."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from .bareme import Cellule

SANS_DETAIL: Mapping[str, Any] = {}


class LigneTrace(NamedTuple):
    """One computed thing.

    `etape`: the part of the computation. `code`: the formula, put into words by the site with `detail`.
    `valeur`: € (Decimal), patients (int), rate (Fraction), date or code; None when it cannot be known.
    `source`, `fiabilite`: of the figure or rule used; both empty for what the doctor said.

    A named tuple and not a frozen dataclass: a hundred are made for each estimation, three times faster.
    """

    etape: str
    code: str
    valeur: Any
    source: str
    fiabilite: str
    detail: Mapping[str, Any]


# What LigneTrace(…) does, without its layer of Python: half of the cost of a line.
_ligne = partial(tuple.__new__, LigneTrace)


class Trace:
    """Collects the lines of one estimation, in the order of the computation."""

    __slots__ = ("lignes",)

    def __init__(self) -> None:
        self.lignes: list[LigneTrace] = []

    def noter(
        self, etape: str, code: str, valeur: Any, cellule: Cellule, detail: Mapping = SANS_DETAIL
    ) -> None:
        """A line whose source and mark are those of a cell."""
        self.lignes.append(_ligne((etape, code, valeur, cellule.source, cellule.fiabilite, detail)))

    def ajouter(
        self,
        etape: str,
        code: str,
        valeur: Any,
        source: str,
        fiabilite: str,
        detail: Mapping = SANS_DETAIL,
    ) -> None:
        self.lignes.append(_ligne((etape, code, valeur, source, fiabilite, detail)))
