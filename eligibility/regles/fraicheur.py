"""Figures that nobody has checked for long, and those that nobody has given."""

from collections.abc import Iterator, Mapping
from datetime import date

from .bareme import Bareme, Cellule, Referentiel, Segment
from .dates import ajouter_mois
from .employeur import ParametresEmployeur

MOIS = 12


def a_relire(referentiel: Referentiel, jour: date, mois: int = MOIS) -> Mapping[str, int]:
    """{version: how many of its figures were never checked, or not for `mois` months}."""
    limite = ajouter_mois(jour, -mois)
    comptes = {}
    for version in (*referentiel.baremes, *referentiel.employeurs):
        nombre = sum(
            cellule.verifie_le is None or cellule.verifie_le < limite
            for cellule in cellules(version)
        )
        if nombre:
            comptes[_nom(version)] = nombre
    return comptes


def cellules(version: Bareme | ParametresEmployeur) -> Iterator[Cellule | Segment]:
    """The figures of a version; empty cells are no figures."""
    if isinstance(version, ParametresEmployeur):
        toutes = version.cellules.values()
    else:
        yield from (s for segments in version.objectifs.values() for s in segments)
        toutes = (
            *version.montants.values(), *version.seuils.values(), *version.parametres.values(),
        )  # fmt: skip
    yield from (cellule for cellule in toutes if cellule.valeur is not None)


def _nom(version: Bareme | ParametresEmployeur) -> str:
    genre = "employeur" if isinstance(version, ParametresEmployeur) else "bareme"
    return f"{genre} {version.version}"
