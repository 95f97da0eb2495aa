"""What goes public beside versions. Each app declares its own when the site starts: rows, and parts."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.db import models

PARTIES = "parties"


@dataclass(frozen=True, slots=True)
class Reference:
    """Rows that go public each by itself: one list of a snapshot, named `nom`.

    `colonnes`: of a row there, its key first. `rang`: fields that sort the list; those that a row does not
    hold are logged with it. `titre`: the field that names a row to readers. `listes`: columns kept as a
    text, one element a line. `sources`: keys of the sources that a row cites.
    """

    nom: str
    modele: type[models.Model]
    colonnes: tuple[str, ...]
    rang: tuple[str, ...]
    titre: str
    listes: tuple[str, ...] = ()
    sources: Callable[[Mapping[str, Any]], Iterable[str]] = lambda ligne: ()

    @property
    def cle(self) -> str:
        """The column that names a row."""
        return self.colonnes[0]


_references: dict[str, Reference] = {}
_parties: dict[str, Callable[[], Any]] = {}


def declarer(reference: Reference) -> None:
    """One more list, shown after those declared before it."""
    _references[reference.nom] = reference


def declarer_partie(nom: str, lire: Callable[[], Any]) -> None:
    """What goes public as a whole: `lire` gives JSON values from the database at each publication."""
    _parties[nom] = lire


def references() -> Mapping[str, Reference]:
    """All that was declared, by name."""
    return MappingProxyType(_references)


def de_modele(modele: type[models.Model]) -> Reference:
    """The reference whose rows this model holds."""
    return next(r for r in _references.values() if r.modele is modele)


def lire_parties() -> dict[str, Any]:
    """All the parts, as the database has them now."""
    return {nom: lire() for nom, lire in sorted(_parties.items())}
