"""The text of a file read as JSON: what is wrong with it and where, and the line at which each row begins."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from json import JSONDecodeError
from typing import Any

ENTRE = re.compile(r"[\s,:]*")
# What the parser of Python says, for who does not program.
ATTENDUS = {
    "Expecting ',' delimiter": "une virgule, ou la fin de ce qui précède, est attendue",
    "Expecting ':' delimiter": "deux-points sont attendus après un nom",
    "Expecting property name enclosed in double quotes": "un nom entre guillemets droits est attendu",
    "Illegal trailing comma before end of object": "cette virgule est de trop",
    "Illegal trailing comma before end of array": "cette virgule est de trop",
    "Unterminated string starting at": "ces guillemets ne se referment pas",
    "Invalid control character at": "un texte contient un retour à la ligne ou un caractère illisible",
    "Extra data": "quelque chose suit la fin du document",
    "Expecting value": "une valeur est attendue",
}


class Illisible(Exception):
    """No document in there; the message says why, in French, with its line and column."""


def lire(texte: str) -> Any:
    """The value written in the text; decimals stay as they are written. Raises Illisible."""
    try:
        lu = json.loads(texte, parse_float=str, object_pairs_hook=_sans_doublon)
        # A lone surrogate can be written in JSON, and nowhere else.
        json.dumps(lu, ensure_ascii=False).encode()
    except JSONDecodeError as erreur:
        dit = ATTENDUS.get(erreur.msg, "ce qui suit ne se lit pas")
        raise Illisible(f"ligne {erreur.lineno}, colonne {erreur.colno}, {dit}") from None
    except UnicodeEncodeError:
        raise Illisible("un texte contient un caractère qui n’existe pas") from None
    except (ValueError, RecursionError):
        raise Illisible("un nombre est trop long, ou les crochets sont trop profonds") from None
    return lu


def _sans_doublon(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two same names, JSON keeps the last one without a word."""
    objet = dict(paires)
    if len(objet) < len(paires):
        double = Counter(nom for nom, _ in paires).most_common(1)[0][0]
        raise Illisible(f"« {double[:40]} » est donné deux fois au même endroit")
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
