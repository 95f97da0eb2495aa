"""Finding a page as doctors type: « embauche », « télétravail », « tele travial », « objectif pas atteint ».

Pages are ranked by BM25F: a word counts for more the rarer it is among pages, and for the place where it
stands (`POIDS`); repeating it counts for less and less. A word typed also reaches, for less, the words
that it begins, that begin it, or that a slip of the fingers separates from it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import extraits
from .contenu import analyser
from .mots import demandes, radicaux
from .pages import Guide, Page

POIDS = {"titre": 8.0, "mots": 5.0, "etiquettes": 4.0, "resume": 3.0, "titres": 3.0, "texte": 1.0}
# The usual constants of BM25: how fast repeating a word stops counting, how much a longer text weighs
# less; a list of words is not longer for saying the same thing more.
K1, B = 1.2, 0.75
LISTES = frozenset(("mots", "etiquettes"))
# A beginning in common: enough letters of it, and for how much of the word itself.
DEBUT_MIN, PART_DU_DEBUT = 3, 0.8
# Slips of the fingers forgiven: (length of the word, slips); what each leaves of a word's weight.
FAUTES = ((8, 2), (4, 1))
PART_D_UNE_FAUTE = 0.6
# Below this part of the best score, a page is no answer.
PLANCHER, MAXIMUM = 0.15, 10


class Trouvee(NamedTuple):
    """A page that answers; `extrait`: HTML of its best passage, with the words found marked."""

    page: Page
    extrait: str


@dataclass(frozen=True, eq=False)
class Index:
    """`poids`: for each stem, its weighted count in each page that holds it, by rank of page."""

    guide: Guide
    poids: Mapping[str, Mapping[int, float]]

    def rarete(self, mot: str) -> float:
        """The usual inverse frequency: near 0 for a word of every page."""
        combien, dans = len(self.guide.pages), len(self.poids[mot])
        return math.log(1 + (combien - dans + 0.5) / (dans + 0.5))


@lru_cache(maxsize=2)
def indexer(guide: Guide) -> Index:
    """Once for each publication."""
    poids: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    champs = [_champs(page) for page in guide.pages]
    for champ, facteur in POIDS.items():
        comptes = [Counter(radicaux(" \n ".join(textes[champ]))) for textes in champs]
        moyenne = sum(compte.total() for compte in comptes) / (len(comptes) or 1) or 1
        for rang, compte in enumerate(comptes):
            longueur = 1 if champ in LISTES else 1 - B + B * compte.total() / moyenne
            for mot, fois in compte.items():
                poids[mot][rang] += facteur * fois / longueur
    return Index(guide, {mot: dict(pages) for mot, pages in poids.items()})


def chercher(texte: str, guide: Guide) -> list[Trouvee]:
    """The pages that answer what is typed, best first; none for words of no page."""
    index = indexer(guide)
    termes = [_atteints(mot, index) for mot in _recoller(demandes(texte), index)]
    notes: dict[int, float] = defaultdict(float)
    tenu: dict[int, float] = defaultdict(float)
    for atteints in termes:
        # What a word of the query says: the rarer, the more.
        dit = max((index.rarete(mot) * part for mot, part in atteints.items()), default=0)
        for rang, note in _noter(atteints, index).items():
            notes[rang] += note
            tenu[rang] += dit
    if not notes:
        return []
    # A page that holds all that is typed comes before one that repeats a part of it.
    entier = max(tenu.values())
    for rang in notes:
        notes[rang] *= tenu[rang] / entier
    seuil = PLANCHER * max(notes.values())
    rangs = sorted((r for r in notes if notes[r] >= seuil), key=lambda r: (-notes[r], r))
    mots = frozenset(mot for atteints in termes for mot in atteints)
    return [
        Trouvee(guide.pages[rang], extraits.extrait(guide.pages[rang], mots))
        for rang in rangs[:MAXIMUM]
    ]


def proches(slug: str, guide: Guide) -> list[Page]:
    """The few pages that an address may have meant."""
    return [trouvee.page for trouvee in chercher(slug.replace("-", " "), guide)[:3]]


def _champs(page: Page) -> dict[str, Iterable[str]]:
    lu = analyser(page.corps)
    return {
        "titre": (page.titre,),
        "mots": page.mots,
        "etiquettes": (*page.etiquettes, page.rubrique),
        "resume": (page.resume,),
        "titres": [titre.texte for titre in lu.titres],
        "texte": [morceau.texte for morceau in lu.morceaux],
    }


def _recoller(mots: list[str], index: Index) -> list[str]:
    """« tele travail » is one word where the guide writes it as one."""
    recolles: list[str] = []
    for mot in mots:
        if recolles and recolles[-1] + mot in index.poids:
            recolles[-1] += mot
        else:
            recolles.append(mot)
    return recolles


def _atteints(mot: str, index: Index) -> dict[str, float]:
    """The stems of the guide that a word typed reaches, and for which part of their weight."""
    atteints = {mot: 1.0} if mot in index.poids else {}
    for autre in index.poids:
        commun = min(len(mot), len(autre))
        if autre != mot and commun >= DEBUT_MIN and autre[:commun] == mot[:commun]:
            atteints[autre] = PART_DU_DEBUT * commun / max(len(mot), len(autre))
    fautes = next((fautes for longueur, fautes in FAUTES if len(mot) >= longueur), 0)
    if fautes and mot not in index.poids and not mot.isdigit():
        for autre, ecart, _ in process.extract(
            mot, list(index.poids), scorer=OSA.distance, score_cutoff=fautes, limit=8
        ):
            atteints[autre] = max(atteints.get(autre, 0), PART_D_UNE_FAUTE**ecart)
    return atteints


def _noter(atteints: Mapping[str, float], index: Index) -> dict[int, float]:
    """By page, the note of one word typed: that of the best of the words it reaches."""
    notes: dict[int, float] = defaultdict(float)
    for mot, part in atteints.items():
        rarete = index.rarete(mot)
        for rang, poids in index.poids[mot].items():
            notes[rang] = max(notes[rang], part * rarete * poids * (K1 + 1) / (K1 + poids))
    return notes
