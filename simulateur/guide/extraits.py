"""The passage of a page that answers best, with the words found marked."""

import re
from collections.abc import Collection
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString

from simulateur.textes.ecriture import typographie

from .contenu import analyser
from .mots import radicaux
from .pages import Page

LONGUEUR = 180
MOT = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def _du_site(passage: str) -> frozenset[str]:
    """The stems of one of our own texts, which come back at each search."""
    return frozenset(radicaux(passage))


def extrait(page: Page, mots: Collection[str]) -> SafeString:
    """HTML of its summary, or of the passage that holds more of these stems."""
    passages = [page.resume, *(morceau.texte for morceau in analyser(page.corps).morceaux)]
    meilleur = max(passages, key=lambda passage: len(_du_site(passage).intersection(mots)))
    return marquer(_autour(typographie(meilleur), mots), mots)


def marquer(texte: str, mots: Collection[str]) -> SafeString:
    """The text as HTML, each word of one of these stems in <mark>."""
    morceaux, fin = [], 0
    for trouve in MOT.finditer(texte):
        if _est_un(trouve[0], mots):
            morceaux += [escape(texte[fin : trouve.start()]), f"<mark>{escape(trouve[0])}</mark>"]
            fin = trouve.end()
    return SafeString("".join([*morceaux, escape(texte[fin:])]))


def _autour(texte: str, mots: Collection[str]) -> str:
    """About `LONGUEUR` characters of the text, from a little before the first word found."""
    if len(texte) <= LONGUEUR:
        return texte
    premier = next((m.start() for m in MOT.finditer(texte) if _est_un(m[0], mots)), 0)
    debut = 0 if premier < LONGUEUR // 2 else texte.rfind(" ", 0, premier - LONGUEUR // 3) + 1
    fin = texte.rfind(" ", debut, debut + LONGUEUR)
    fin = len(texte) if debut + LONGUEUR >= len(texte) else fin
    return f"{'… ' if debut else ''}{texte[debut:fin]}{' …' if fin < len(texte) else ''}"


def _est_un(mot: str, mots: Collection[str]) -> bool:
    return not _du_site(mot).isdisjoint(mots)
