"""Two states of a long text: the lines that differ, each with one neighbour."""

from difflib import SequenceMatcher
from typing import NamedTuple

EGALE, OTEE, MISE, SAUT = "egale", "otee", "mise", "saut"
AUTOUR = 1


class Comparaison(NamedTuple):
    """`lignes`: (sign, line), in order; SAUT stands for lines that are the same and are not told."""

    lignes: tuple[tuple[str, str], ...]


def comparer(avant: str, apres: str) -> Comparaison:
    """Empty lines, which separate paragraphs, are not told."""
    anciennes, nouvelles = (
        [ligne for ligne in texte.split("\n") if ligne.strip()] for texte in (avant, apres)
    )
    trouvees: list[tuple[str, str]] = []
    suite = 0
    for groupe in SequenceMatcher(None, anciennes, nouvelles, False).get_grouped_opcodes(AUTOUR):
        if groupe[0][1] > suite:
            trouvees.append((SAUT, ""))
        for geste, debut, fin, vers, jusqu_a in groupe:
            if geste == "equal":
                trouvees += [(EGALE, ligne) for ligne in anciennes[debut:fin]]
            else:
                trouvees += [(OTEE, ligne) for ligne in anciennes[debut:fin]]
                trouvees += [(MISE, ligne) for ligne in nouvelles[vers:jusqu_a]]
        suite = groupe[-1][2]
    if suite < len(anciennes):
        trouvees.append((SAUT, ""))
    return Comparaison(tuple(trouvees))
