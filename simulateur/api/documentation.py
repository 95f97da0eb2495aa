"""Le document OpenAPI, remis en forme pour une page : ce qu'elle dit est ce que le programme fait."""

import json
import shlex
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .calcul import TOUT
from .openapi import EXEMPLE, REFUS
from .schema_groupe import EXEMPLE_GROUPE

TYPES = {
    "string": "texte",
    "integer": "nombre entier",
    "number": "nombre",
    "boolean": "true ou false",
    "array": "liste",
    "object": "objet",
}
FORMATS = {"date": "date, 2026-12-01"}
# Au-delà, une liste de valeurs se lit ailleurs (les spécialités).
VALEURS_MONTREES = 8


def contexte(document: dict[str, Any]) -> dict[str, Any]:
    """Ce que montre la page, et rien que le document ne dise."""
    schemas = document["components"]["schemas"]
    racine = document["servers"][0]["url"]
    return {
        "description": document["info"]["description"],
        "operations": list(_operations(document)),
        "exemples": exemples(racine),
        "reponses": _proprietes(schemas["Reponses"]),
        "objets": [
            {
                "nom": nom,
                "ancre": _ancre(nom),
                "description": riche(schema.get("description", "")),
                "proprietes": _proprietes(schema),
            }
            for nom, schema in schemas.items()
            if nom not in ("Reponses", "Lot", "Erreurs")
        ],
        "erreurs": [
            {"statut": statut, "description": REFUS[statut]}
            for statut in sorted(document["components"]["responses"])
        ],
        "erreur_exemple": json.dumps(
            {"erreurs": schemas["Erreurs"]["properties"]["erreurs"]["examples"][0]},
            ensure_ascii=False,
            indent=2,
        ),
        "tout": TOUT,
    }


def exemples(racine: str) -> list[dict[str, str]]:
    """Des commandes à copier, qui marchent telles quelles."""
    adresse = shlex.quote(f"{racine}/api/v1/estimation?{urlencode(EXEMPLE)}")
    corps = json.dumps(EXEMPLE)
    lot = json.dumps({"situations": [EXEMPLE, EXEMPLE | {"secteur": "2"}]})
    groupe = json.dumps(EXEMPLE_GROUPE, ensure_ascii=False)
    poster = "curl -H 'Content-Type: application/json'"
    return [
        {"titre": "Une situation, dans l'adresse", "commande": f"curl {adresse}"},
        {
            "titre": "La même, en JSON",
            "commande": f"{poster} -d {shlex.quote(corps)} {racine}/api/v1/estimation",
        },
        {
            "titre": "Plusieurs à la fois",
            "commande": f"{poster} -d {shlex.quote(lot)} {racine}/api/v1/estimations",
        },
        {
            "titre": "Un groupe : chacun de son côté, ou ensemble",
            "commande": f"{poster} -d {shlex.quote(groupe)} {racine}/api/v1/groupe",
        },
        {
            "titre": "Sans réseau, un fichier entier (une situation par ligne)",
            "commande": "python manage.py estimer situations.jsonl > estimations.jsonl",
        },
    ]


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for chemin, operations in document["paths"].items():
        for methode, operation in operations.items():
            rendu = operation["responses"]["200"]["content"]["application/json"]["schema"]
            yield {
                "methode": methode.upper(),
                "chemin": chemin,
                "resume": operation["summary"],
                "rendu": _type(rendu),
                "refus": ", ".join(sorted(s for s in operation["responses"] if s != "200")),
            }


def _proprietes(schema: dict[str, Any]) -> list[dict[str, Any]]:
    proprietes = schema.get("properties", {})
    requises = schema.get("required", ())
    toutes = len(requises) == len(proprietes)
    return [
        {
            "nom": nom,
            "type": _type(propriete),
            "obligatoire": nom in requises and not toutes,
            "description": riche(propriete.get("description", "")),
        }
        for nom, propriete in proprietes.items()
    ]


def _type(schema: dict[str, Any]) -> SafeString | str:
    """« nombre entier, de 0 à 99999 », « liste de Versement »…"""
    if "$ref" in schema:
        nom = schema["$ref"].rpartition("/")[2]
        return format_html('<a href="#{}">{}</a>', _ancre(nom), nom)
    for combinaison in ("anyOf", "oneOf", "allOf"):
        if combinaison in schema:
            return format_html_join(" ou ", "{}", ((_type(s),) for s in schema[combinaison]))
    types = schema.get("type", "")
    if isinstance(types, list):
        simple = _type(schema | {"type": types[0]})
        return format_html("{} ou null", simple) if "null" in types else simple
    if types == "array":
        return format_html("liste : {}", _type(schema["items"]))
    if "enum" in schema:
        valeurs = [v for v in schema["enum"] if v is not None]
        if len(valeurs) > VALEURS_MONTREES:
            return "texte, parmi une liste"
        return format_html_join(", ", "<code>{}</code>", ((v or "vide",) for v in valeurs))
    mots = FORMATS.get(schema.get("format", ""), TYPES.get(types, types))
    if "minimum" in schema:
        mots += f", de {schema['minimum']:g} à {schema['maximum']:g}"
    return mots or "null"


def _ancre(nom: str) -> str:
    return f"objet-{nom.lower()}"


def riche(texte: str) -> SafeString:
    """Un texte où `ceci` est du code."""
    morceaux = texte.split("`")
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", morceau) if rang % 2 else morceau,)
            for rang, morceau in enumerate(morceaux)
        ),
    )
