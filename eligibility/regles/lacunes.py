"""What the tables lack of a specialty, and what its doctors do not learn for want of it."""

from collections.abc import Iterator
from typing import NamedTuple

from .bareme import Bareme, Referentiel
from .vocabulaire import (
    EXCLUE,
    OPTIONS_COURANTES,
    PERCENTILES,
    indicateur_minimal,
    indicateurs,
)


class Lacune(NamedTuple):
    """Thresholds and series of objectives that nobody gave for a specialty; the codes of what that blocks."""

    specialite: str
    seuils: int
    objectifs: int
    bloque: tuple[str, ...]


def lacunes(referentiel: Referentiel, bareme: Bareme) -> Iterator[Lacune]:
    """Those of each specialty that lacks something and may be helped, in the order of the specialties."""
    for specialite in referentiel.specialites.values():
        if specialite.groupe == EXCLUE:
            continue
        lus = indicateurs(specialite.groupe)
        absents = {
            (i, p) for i in lus for p in PERCENTILES if bareme.seuil(specialite.slug, i, p) is None
        }
        objectifs = sum(
            (specialite.slug, option, indicateur) not in bareme.objectifs
            for option in OPTIONS_COURANTES
            for indicateur in lus
        )
        if absents or objectifs:
            bloque = tuple(_bloque(specialite.groupe, absents, objectifs))
            yield Lacune(specialite.slug, len(absents), objectifs, bloque)


def _bloque(groupe: str, absents: set[tuple[str, int]], objectifs: int) -> Iterator[str]:
    if (indicateur_minimal(groupe), 30) in absents:
        yield "eligibilite"
    if any(percentile >= 90 for _, percentile in absents):
        yield "majoration"
    if any(percentile == 50 for _, percentile in absents):
        yield "tranche"
    if objectifs:
        yield "objectif"
