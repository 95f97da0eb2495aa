"""Two states of a long text: the lines that differ, each with one neighbour; words that differ in a line."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

EGAL, OTE, MIS, SAUT = "egal", "ote", "mis", "saut"
AUTOUR = 1
# Less alike than that, two lines are not one line that changed.
RESSEMBLANCE = 0.5
MOT = re.compile(r"\S+\s*")

# What a line is made of: (sign, words).
Ligne = tuple[tuple[str, str], ...]


class Comparaison(NamedTuple):
    """`lignes`: in order; the sign SAUT stands for lines that are the same and are not told."""

    lignes: tuple[Ligne, ...]


def comparer(avant: str, apres: str) -> Comparaison:
    """Empty lines, which separate paragraphs, are not told."""
    anciennes, nouvelles = (
        [ligne for ligne in texte.split("\n") if ligne.strip()] for texte in (avant, apres)
    )
    trouvees: list[Ligne] = []
    suite = 0
    for groupe in SequenceMatcher(None, anciennes, nouvelles, False).get_grouped_opcodes(AUTOUR):
        if groupe[0][1] > suite:
            trouvees.append(((SAUT, ""),))
        for geste, debut, fin, vers, jusqu_a in groupe:
            if geste == "equal":
                trouvees += [((EGAL, ligne),) for ligne in anciennes[debut:fin]]
            else:
                trouvees += _changees(anciennes[debut:fin], nouvelles[vers:jusqu_a])
        suite = groupe[-1][2]
    if trouvees and suite < len(anciennes):
        trouvees.append(((SAUT, ""),))
    return Comparaison(tuple(trouvees))


def _changees(anciennes: list[str], nouvelles: list[str]) -> Iterator[Ligne]:
    """Lines that took the place of others: one by one where they look alike."""
    for ancienne, nouvelle in zip_longest(anciennes, nouvelles):
        listes = [MOT.findall(ligne or "") for ligne in (ancienne, nouvelle)]
        mots = SequenceMatcher(None, *listes, False)
        if ancienne and nouvelle and mots.ratio() >= RESSEMBLANCE:
            yield tuple(_mots(mots, *listes))
        else:
            yield from (((s, li),) for s, li in ((OTE, ancienne), (MIS, nouvelle)) if li)


def _mots(compares: SequenceMatcher, avant: list[str], apres: list[str]) -> Iterator[tuple]:
    for geste, debut, fin, vers, jusqu_a in compares.get_opcodes():
        if geste == "equal":
            yield EGAL, "".join(avant[debut:fin])
        else:
            for signe, mots in ((OTE, avant[debut:fin]), (MIS, apres[vers:jusqu_a])):
                if mots:
                    yield signe, "".join(mots)
