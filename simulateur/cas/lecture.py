"""Un cas de `fixtures/cas/*.yaml`, et ses réponses dans les trois écritures du site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

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


def en_json(reponses: Mapping[str, Any]) -> dict[str, Any]:
    """Des valeurs JSON naturelles : les dates de YAML deviennent des textes ISO."""
    return {cle: naturel(valeur) for cle, valeur in reponses.items()}


def naturel(valeur: Any) -> Any:
    if isinstance(valeur, date):
        return valeur.isoformat()
    if isinstance(valeur, Mapping):
        return {cle: naturel(v) for cle, v in valeur.items()}
    return [naturel(v) for v in valeur] if isinstance(valeur, list | tuple) else valeur


def en_requete(reponses: Mapping[str, Any]) -> str:
    """La même chose dans une adresse."""
    return urlencode(en_paires(reponses))


def en_paires(reponses: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Oui / non, clés répétées, absences omises."""
    return [
        (cle, ("oui" if une else "non") if isinstance(une, bool) else str(une))
        for cle, valeur in en_json(reponses).items()
        for une in (valeur if isinstance(valeur, list) else [valeur])
        if une is not None
    ]
