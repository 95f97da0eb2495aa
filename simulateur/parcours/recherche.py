"""Finding a specialty as people type it: accents, case and small mistakes forgiven."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from eligibility.regles.bareme import Specialite

PROXIMITE = 0.8
LONGUEUR_MAX = 60


@lru_cache(maxsize=4096)
def mots_simples(texte: str) -> tuple[str, ...]:
    """« Gynécologie-obstétrique » → ("gynecologie", "obstetrique")."""
    sans_accent = unicodedata.normalize("NFKD", texte.casefold()).encode("ascii", "ignore").decode()
    return tuple(re.findall(r"[a-z0-9]+", sans_accent))


def chercher(texte: str, specialites: Iterable[Specialite]) -> list[Specialite]:
    """Specialties of which every word typed begins a word; else those with a word close to it."""
    tapes = mots_simples(texte[:LONGUEUR_MAX])
    candidates = list(specialites)
    if not tapes:
        return candidates
    trouvees = [s for s in candidates if all(_commence(mot, _mots(s)) for mot in tapes)]
    if trouvees:
        return trouvees
    return [
        s for s in candidates if all(get_close_matches(m, _mots(s), 1, PROXIMITE) for m in tapes)
    ]


def _mots(specialite: Specialite) -> tuple[str, ...]:
    textes = (specialite.libelle, specialite.slug, *specialite.synonymes)
    return tuple(mot for texte in textes for mot in mots_simples(texte))


def _commence(mot: str, mots: tuple[str, ...]) -> bool:
    return any(candidat.startswith(mot) for candidat in mots)
