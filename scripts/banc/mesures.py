"""De quoi dire un résultat : des temps, un budget, un verdict."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import fmean


@dataclass(frozen=True)
class Mesure:
    """Une ligne du tableau. `budget` vide : rien à respecter. `tenu` None : sans avis."""

    quoi: str
    valeur: str
    budget: str = ""
    tenu: bool | None = None


@dataclass(frozen=True)
class Temps:
    """Des durées en secondes, une par demande, et le temps de processeur qu'elles ont coûté."""

    durees: list[float]
    processeur: float = 0.0
    classes: dict[str, list[float]] = field(default_factory=dict)

    def percentile(self, part: float) -> float:
        """La plus petite durée que `part` % des demandes ne dépassent pas."""
        triees = sorted(self.durees)
        return triees[max(0, math.ceil(part / 100 * len(triees)) - 1)]

    @property
    def moyenne(self) -> float:
        return fmean(self.durees)


def ms(secondes: float, decimales: int = 1) -> str:
    return f"{secondes * 1000:.{decimales}f}".replace(".", ",")


def ko(octets: float) -> str:
    return f"{octets / 1000:.1f}".replace(".", ",")


def chronometrer(fonction: Callable[[object], object], valeurs: Iterable[object]) -> list[float]:
    durees = []
    for valeur in valeurs:
        debut = time.perf_counter()
        fonction(valeur)
        durees.append(time.perf_counter() - debut)
    return durees
