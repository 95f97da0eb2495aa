"""Words as people type them: accents and case forgiven."""

import re
import unicodedata
from functools import lru_cache


def mots_simples(texte: str) -> tuple[str, ...]:
    """« Gynécologie-obstétrique » → ("gynecologie", "obstetrique"); nothing of what is typed is kept."""
    sans_accent = unicodedata.normalize("NFKD", texte.casefold()).encode("ascii", "ignore").decode()
    return tuple(re.findall(r"[a-z0-9]+", sans_accent))


# Of our own names and synonyms, which come back at each search.
mots_du_site = lru_cache(maxsize=4096)(mots_simples)
