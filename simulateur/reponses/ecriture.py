"""Des réponses en JSON, celles d'un médecin ou d'un groupe, telles que l'API et une adresse les écrivent."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode


def est_un_groupe(reponses: Mapping[str, Any]) -> bool:
    return "medecins" in reponses


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
