"""Un cas de `fixtures/cas/*.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Cas:
    """`attendu` : ce que le cas vérifie, et lui seul (voir fixtures/cas/LISEZMOI.md)."""

    nom: str
    reponses: Mapping[str, Any]
    attendu: Mapping[str, Any]
    source: str = ""
    fichier: str = ""


def lire_dossier(dossier: Path) -> Iterator[Cas]:
    """Tous les cas d'un dossier, fichier par fichier."""
    for chemin in sorted(dossier.glob("*.yaml")):
        yield from lire_fichier(chemin)


def lire_fichier(chemin: Path) -> Iterator[Cas]:
    for cas in yaml.safe_load(chemin.read_text(encoding="utf-8")):
        yield Cas(**cas, fichier=chemin.name)
