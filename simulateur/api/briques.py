"""Les briques d'un JSON Schema : des sommes, des jours, des listes, ce qui peut être null."""

from typing import Any

Schema = dict[str, Any]


def chaine(description: str = "", **suite: Any) -> Schema:
    return {"type": "string", **_dit(description), **suite}


def entier(description: str = "") -> Schema:
    return {"type": "integer", **_dit(description)}


def booleen(description: str = "") -> Schema:
    return {"type": "boolean", **_dit(description)}


def choix(valeurs: tuple[str, ...], description: str = "") -> Schema:
    return {"type": "string", "enum": list(valeurs), **_dit(description)}


def jour(description: str = "") -> Schema:
    return {"type": "string", "format": "date", **_dit(description)}


def argent(description: str = "") -> Schema:
    return {
        "type": "string",
        "pattern": r"^\d+\.\d{2}$",
        "examples": ["38000.00"],
        **_dit(description),
    }


def solde(description: str = "") -> Schema:
    """Une somme qui peut être négative."""
    return argent(description) | {"pattern": r"^-?\d+\.\d{2}$", "examples": ["-8592.39"]}


def actes(description: str = "") -> Schema:
    return chaine(description, pattern=r"^\d+\.\d$", examples=["1.3"])


def taux(description: str = "") -> Schema:
    return {
        "type": "string",
        "pattern": r"^(1|0(\.\d{1,6})?)$",
        "examples": ["1"],
        **_dit(description),
    }


def liste(element: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": element, **_dit(description)}


def renvoi(nom: str) -> Schema:
    return {"$ref": f"#/components/schemas/{nom}"}


def ou_null(schema: Schema) -> Schema:
    """La même chose, ou null : ce que personne ne sait dire."""
    if "$ref" in schema or "oneOf" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    nullable = schema | {"type": [schema["type"], "null"]}
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


def objet(description: str = "", **proprietes: Schema) -> Schema:
    """Un objet dont toutes ces propriétés sont toujours là, et aucune autre."""
    return {
        "type": "object",
        **_dit(description),
        "properties": proprietes,
        "required": list(proprietes),
        "additionalProperties": False,
    }


def _dit(description: str) -> Schema:
    return {"description": description} if description else {}
