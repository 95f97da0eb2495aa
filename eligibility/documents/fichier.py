"""The text of a file read as JSON: what is wrong with it and where, and the line at which each row begins."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from json import JSONDecodeError
from typing import Any

ENTRE = re.compile(r"[\s,:]*")


class Illisible(Exception):
    """No document in there: why, by its code, and what the words for it quote."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def lire(texte: str) -> Any:
    """The value written in the text; decimals stay as they are written. Raises Illisible."""
    try:
        lu = json.loads(texte, parse_float=str, object_pairs_hook=_sans_doublon)
        # A lone surrogate can be written in JSON, and nowhere else.
        json.dumps(lu, ensure_ascii=False).encode()
    except JSONDecodeError as erreur:
        raise Illisible("json", rang=erreur.lineno, colonne=erreur.colno, quoi=erreur.msg) from None
    except UnicodeEncodeError:
        raise Illisible("caractere") from None
    except (ValueError, RecursionError):
        raise Illisible("demesure") from None
    return lu


def _sans_doublon(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two same names, JSON keeps the last one without a word."""
    objet = dict(paires)
    if len(objet) < len(paires):
        double = Counter(nom for nom, _ in paires).most_common(1)[0][0]
        raise Illisible("nom_double", valeur=double)
    return objet


def lignes_des_rangs(texte: str) -> Mapping[tuple[str, int], int]:
    """(name, rank from 1) → line of the text, for each element of the lists of the document.

    `texte` is one that `lire` read, and holds an object.
    """
    decodeur = json.JSONDecoder()
    lignes: dict[tuple[str, int], int] = {}
    ligne, compte = 1, 0  # the line at position `compte`
    position = _suivant(texte, texte.index("{") + 1)
    while texte[position] != "}":
        nom, position = decodeur.raw_decode(texte, position)
        position = _suivant(texte, position)
        if texte[position] != "[":
            _, position = decodeur.raw_decode(texte, position)
        else:
            rang = 0
            position = _suivant(texte, position + 1)
            while texte[position] != "]":
                rang += 1
                ligne, compte = ligne + texte.count("\n", compte, position), position
                lignes[nom, rang] = ligne
                _, position = decodeur.raw_decode(texte, position)
                position = _suivant(texte, position)
            position += 1
        position = _suivant(texte, position)
    return lignes


def _suivant(texte: str, position: int) -> int:
    """Where the next value, or the end of a list or an object, begins."""
    return ENTRE.match(texte, position).end()
