"""Finding a page as doctors type: « embauche », « tele travail », « teletravial », or a whole question.

Pages are ranked by BM25F: a word counts for more the rarer it is among pages, and for the place where it
stands (`POIDS`); repeating it counts for less and less. A word typed also reaches, for less, the words
that it begins or that begin it; a word that the guide does not know, those a slip of the fingers away
(the first letter is right).
Two words typed side by side count more where they stand side by side; the ways of asking count little.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, takewhile
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from . import extraits
from .contenu import analyser
from .mots import FAIBLES, demandes, radicaux, suites
from .pages import Guide, Page

POIDS = {"titre": 8.0, "mots": 5.0, "etiquettes": 4.0, "resume": 3.0, "titres": 3.0, "texte": 1.0}
# The constants of BM25: how fast repeating a word stops counting (a word of a title must stay far
# above one said in passing), how much a longer text weighs less; a list is not longer for saying
# the same thing more.
K1, B = 8.0, 0.75
LISTES = frozenset(("mots", "etiquettes"))
# A beginning in common: enough letters of it, and for how much of the word itself.
DEBUT_MIN, PART_DU_DEBUT = 3, 0.8
# Slips of the fingers forgiven: (length of the word, slips); what each leaves of a word's weight.
FAUTES = ((8, 2), (5, 1))
PART_D_UNE_FAUTE = 0.6
# What a word of the ways of asking weighs, and two words that follow each other, beside a word.
PART_FAIBLE, PART_D_UNE_SUITE = 0.3, 1.0
# Below this part of the best score, a page is no answer.
PLANCHER, MAXIMUM = 0.08, 10


class Trouvee(NamedTuple):
    """A page that answers; `extrait`: HTML of its best passage, with the words found marked."""

    page: Page
    extrait: str


@dataclass(frozen=True, eq=False)
class Index:
    """`poids`: for each stem, and each pair of stems that follow each other, its weighted count in
    each page that holds it, by rank of page. `mots`: the stems alone, sorted."""

    guide: Guide
    poids: Mapping[str, Mapping[int, float]]
    mots: tuple[str, ...]

    def rarete(self, mot: str) -> float:
        """The usual inverse frequency: near 0 for a word of every page."""
        combien, dans = len(self.guide.pages), len(self.poids[mot])
        return math.log(1 + (combien - dans + 0.5) / (dans + 0.5))


class Terme(NamedTuple):
    """A word typed. `notes`: what it brings to each page, by rank; `poids`: what it brings at most
    for being there, which is what a page that lacks it misses."""

    mot: str
    atteints: Collection[str]
    notes: Mapping[int, float]
    poids: float


@lru_cache(maxsize=2)
def indexer(guide: Guide) -> Index:
    """Once for each publication."""
    poids: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    champs = [_champs(page) for page in guide.pages]
    for champ, facteur in POIDS.items():
        comptes = [Counter(_mots_et_suites(textes[champ])) for textes in champs]
        moyenne = sum(compte.total() for compte in comptes) / (len(comptes) or 1) or 1
        for rang, compte in enumerate(comptes):
            longueur = 1 if champ in LISTES else 1 - B + B * compte.total() / moyenne
            for mot, fois in compte.items():
                poids[mot][rang] += facteur * fois / longueur
    return Index(
        guide,
        {mot: dict(pages) for mot, pages in poids.items()},
        tuple(sorted(mot for mot in poids if " " not in mot)),
    )


def chercher(texte: str, guide: Guide) -> list[Trouvee]:
    """The pages that answer what is typed, best first; none for words of no page."""
    index = indexer(guide)
    tapes = _recoller(demandes(texte), index)
    termes = [terme for mot in dict.fromkeys(tapes) if (terme := _terme(mot, index)).notes]
    if not termes:
        return []
    notes: dict[int, float] = defaultdict(float)
    for terme in termes:
        for rang, note in terme.notes.items():
            notes[rang] += note
    for rang, note in _des_suites(tapes, index):
        notes[rang] += note
    # A page that holds all that is typed comes before one that repeats a single word of it.
    entier = sum(terme.poids for terme in termes)
    for rang in notes:
        notes[rang] *= sum(terme.poids for terme in termes if rang in terme.notes) / entier
    seuil = PLANCHER * max(notes.values())
    rangs = sorted((r for r in notes if notes[r] >= seuil), key=lambda r: (-notes[r], r))
    # What is marked: not the ways of asking, unless nothing else was typed.
    dits = [terme for terme in termes if terme.mot not in FAIBLES] or termes
    mots = frozenset(mot for terme in dits for mot in terme.atteints)
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


def _mots_et_suites(textes: Iterable[str]) -> Iterator[str]:
    for texte in textes:
        mots = radicaux(texte)
        yield from mots
        yield from suites(mots)


def _recoller(mots: list[str], index: Index) -> list[str]:
    """« tele travail » is one word where the guide writes it as one."""
    recolles: list[str] = []
    for mot in mots:
        if recolles and recolles[-1] + mot in index.poids:
            recolles[-1] += mot
        else:
            recolles.append(mot)
    return recolles


def _terme(mot: str, index: Index) -> Terme:
    """By page, the note of one word typed: that of the best of the words it reaches."""
    atteints = _atteints(mot, index)
    # What stands for a word of the guide is not rarer than this word.
    plafond = index.rarete(mot) if mot in index.poids else math.inf
    force = _force(mot)
    notes: dict[int, float] = defaultdict(float)
    poids = 0.0
    for autre, part in atteints.items():
        valeur = force * part * min(plafond, index.rarete(autre))
        poids = max(poids, valeur)
        for rang, compte in index.poids[autre].items():
            notes[rang] = max(notes[rang], valeur * _usage(compte))
    return Terme(mot, atteints, notes, poids)


def _atteints(mot: str, index: Index) -> dict[str, float]:
    """The stems of the guide that a word typed reaches, and for which part of their weight."""
    atteints = {mot: 1.0} if mot in index.poids else {}
    if mot.isdigit() or len(mot) < DEBUT_MIN:
        return atteints
    plus_longs = index.mots[bisect_left(index.mots, mot) :]
    debutent = takewhile(lambda autre: autre.startswith(mot), plus_longs)
    plus_courts = (mot[:fin] for fin in range(DEBUT_MIN, len(mot)) if mot[:fin] in index.poids)
    for autre in chain(debutent, plus_courts):
        commun = min(len(mot), len(autre)) / max(len(mot), len(autre))
        atteints.setdefault(autre, PART_DU_DEBUT * commun)
    fautes = next((fautes for longueur, fautes in FAUTES if len(mot) >= longueur), 0)
    if fautes and mot not in index.poids:
        for autre, ecart, _ in process.extract(
            mot, index.mots, scorer=OSA.distance, score_cutoff=fautes, limit=8
        ):
            if autre[0] == mot[0]:
                atteints[autre] = max(atteints.get(autre, 0), PART_D_UNE_FAUTE**ecart)
    return atteints


def _des_suites(mots: list[str], index: Index) -> Iterator[tuple[int, float]]:
    """What pages gain by holding, side by side, two words typed side by side."""
    for suite in dict.fromkeys(suites(mots)):
        if suite in index.poids:
            valeur = PART_D_UNE_SUITE * index.rarete(suite)
            for rang, compte in index.poids[suite].items():
                yield rang, valeur * _usage(compte)


def _force(mot: str) -> float:
    return PART_FAIBLE if mot in FAIBLES else 1.0


def _usage(compte: float) -> float:
    """What a weighted count is worth: it grows less and less."""
    return compte * (K1 + 1) / (K1 + compte)
