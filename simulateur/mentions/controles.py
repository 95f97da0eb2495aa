"""Ce que les derniers essais d'accessibilité ont trouvé : un fichier que `make accessibilite` écrit."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FICHIER = Path(__file__).with_name("controles.json")


@dataclass(frozen=True, slots=True)
class Controles:
    """`ecrans` : adresses ouvertes ; `passages` : ouvertures, une par largeur et par thème."""

    jour: date
    outil: str
    navigateur: str
    ecrans: int
    passages: int
    manquements: int


@cache
def lire() -> Controles | None:
    """None tant que personne ne les a passés."""
    if not FICHIER.exists():
        return None
    lu = json.loads(FICHIER.read_text(encoding="utf-8"))
    return Controles(**{**lu, "jour": date.fromisoformat(lu["jour"])})
