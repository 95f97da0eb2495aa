"""Words as people type them: accents and case forgiven."""

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def sans_accent(texte: str) -> str:
    """Small letters, no accents, ligatures apart: « L’Œil » → « l’oeil »."""
    simple = unicodedata.normalize("NFKD", texte.casefold().translate(LIGATURES))
    if simple.isascii():
        return simple
    return "".join(lettre for lettre in simple if not unicodedata.combining(lettre))


def mots_simples(texte: str) -> tuple[str, ...]:
    """« Gynécologie-obstétrique » → ("gynecologie", "obstetrique"); nothing of what is typed is kept."""
    return tuple(re.findall(r"[a-z0-9]+", sans_accent(texte)))


# Of our own names and synonyms, which come back at each search.
mots_du_site = lru_cache(maxsize=4096)(mots_simples)
