"""What nobody has read again for long: the figures of a version, the marks of a page."""

from collections.abc import Iterator, Mapping
from datetime import date

from .bareme import Bareme, Cellule, Referentiel, Segment
from .dates import ajouter_mois
from .employeur import ParametresEmployeur

MOIS = 12


def a_relire(verifie_le: date | None, jour: date) -> bool:
    """On that day, what was checked then (None: never) is to be read again."""
    return verifie_le is None or verifie_le < ajouter_mois(jour, -MOIS)


def valeurs_a_relire(referentiel: Referentiel, jour: date) -> Mapping[str, int]:
    """{version: how many of its figures are to be read again}."""
    comptes = {}
    for version in (*referentiel.baremes, *referentiel.employeurs):
        nombre = sum(a_relire(cellule.verifie_le, jour) for cellule in cellules(version))
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
