"""Ce qu'on accepte de lire d'une demande : du JSON strict, d'une taille raisonnable.

Un corps illisible est refusé en entier (`DemandeRefusee`) ; une réponse fautive, champ par champ, ailleurs.
"""

import json
import math
from typing import Any

from django.http import HttpRequest

from simulateur.plateforme.corps import longueur_annoncee

OCTETS_ESTIMATION = 64 * 1024
OCTETS_LOT = 2 * 1024 * 1024
SITUATIONS_MAX = 500

# Un corps envoyé par `curl -d` ou par une page sans en-tête dit l'un de ces types : du JSON y est lu
# quand c'en est.
TYPES_TOLERES = ("", "text/plain", "application/x-www-form-urlencoded")


class DemandeRefusee(Exception):
    """La demande entière est refusée ; `message` ne cite rien de ce qu'elle contenait."""

    def __init__(self, statut: int, message: str, **en_tetes: str) -> None:
        super().__init__(message)
        self.statut = statut
        self.message = message
        self.en_tetes = {nom.replace("_", "-"): valeur for nom, valeur in en_tetes.items()}


class JsonIllisible(ValueError):
    """Le texte n'est pas du JSON que nous lisons ; le message est en français."""


class Objet(dict):
    """Un objet JSON, et celles de ses clés qui y figurent plusieurs fois."""

    repetees: tuple[str, ...] = ()


def _objet(paires: list[tuple[str, Any]]) -> Objet:
    objet = Objet(paires)
    if len(objet) != len(paires):
        vues: set[str] = set()
        objet.repetees = tuple(
            dict.fromkeys(cle for cle, _ in paires if cle in vues or vues.add(cle))
        )
    return objet


def _constante(nom: str) -> Any:
    raise JsonIllisible(f"« {nom} » n'existe pas en JSON : utilisez null ou un nombre.")


def _decimal(texte: str) -> float:
    nombre = float(texte)
    # 1e400 : plus grand que tout nombre. Sa lecture le refusera, champ par champ.
    return nombre if math.isfinite(nombre) else math.copysign(10**300, nombre)


def _entier(texte: str) -> int:
    # Python refuse de lire plus de 4 300 chiffres ; au-delà de 30, toute réponse est hors bornes.
    return int(texte) if len(texte) <= 30 else int(f"{texte[:2]}{'9' * 28}")


_lecteur = json.JSONDecoder(
    object_pairs_hook=_objet,
    parse_constant=_constante,
    parse_float=_decimal,
    parse_int=_entier,
)


def lire_texte_json(octets: bytes) -> Any:
    """La valeur JSON de `octets` ; JsonIllisible, en français, quand ce n'en est pas une."""
    try:
        return _lecteur.decode(octets.decode("utf-8-sig"))
    except JsonIllisible:
        raise
    except UnicodeDecodeError as erreur:
        raise JsonIllisible("Le texte n'est pas en UTF-8.") from erreur
    except RecursionError as erreur:
        raise JsonIllisible("Trop de listes ou d'objets imbriqués.") from erreur
    except json.JSONDecodeError as erreur:
        raise JsonIllisible(f"Ce n'est pas du JSON (caractère {erreur.pos + 1}).") from erreur


def lire_corps(request: HttpRequest, octets_max: int) -> Objet:
    """L'objet JSON du corps de la demande ; DemandeRefusee quand il n'y en a pas."""
    corps = _corps(request, octets_max)
    if not corps.strip():
        raise DemandeRefusee(400, "Le corps est vide : envoyez un objet JSON.")
    type_ = request.content_type or ""
    json_annonce = type_ == "application/json" or type_.endswith("+json")
    if not json_annonce and type_ not in TYPES_TOLERES:
        raise DemandeRefusee(415, "Envoyez du JSON (Content-Type: application/json).")
    try:
        valeur = lire_texte_json(corps)
    except JsonIllisible as erreur:
        statut = 400 if json_annonce else 415
        precision = "" if json_annonce else " Envoyez du JSON (Content-Type: application/json)."
        raise DemandeRefusee(statut, f"{erreur}{precision}") from erreur
    if not isinstance(valeur, Objet):
        raise DemandeRefusee(400, 'Envoyez un objet JSON : {"specialite": …}.')
    return valeur


def _corps(request: HttpRequest, octets_max: int) -> bytes:
    if not request.META.get("CONTENT_LENGTH") and request.META.get("HTTP_TRANSFER_ENCODING"):
        raise DemandeRefusee(411, "Indiquez la taille du corps (Content-Length).")
    if longueur_annoncee(request) > octets_max:
        raise DemandeRefusee(413, f"Le corps dépasse {octets_max // 1024} Kio.")
    return request.read(octets_max)
