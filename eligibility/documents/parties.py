"""What a publication holds besides the tables: each app of the site declares its own, by name."""

from collections.abc import Callable
from typing import Any

_PARTIES: dict[str, Callable[[], Any]] = {}


def declarer(nom: str, lire: Callable[[], Any]) -> None:
    """`lire` gives JSON values from the database; called at each publication."""
    _PARTIES[nom] = lire


def lire() -> dict[str, Any]:
    """All the parts, as the database has them now."""
    return {nom: lire_une() for nom, lire_une in sorted(_PARTIES.items())}
