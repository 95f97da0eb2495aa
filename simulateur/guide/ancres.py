"""Where the site opens a page of the guide: under a question, a criterion, a part of the result.

A page declares the anchors it explains; the site shows its link there, and only there.
"""

from simulateur.reponses.declaration import PAR_CLE
from simulateur.textes import criteres
from simulateur.textes.guide import SECTIONS

QUESTION, CRITERE, SECTION = "question:", "critere:", "section:"

# By name, what an anchor is about, as the workshop lists it.
ANCRES: dict[str, str] = {
    **{f"{QUESTION}{cle}": question.intitule for cle, question in PAR_CLE.items()},
    **{f"{CRITERE}{id_}": titre for id_, titre in criteres.TITRES.items()},
    **{f"{SECTION}{id_}": titre for id_, titre in SECTIONS.items()},
}


def inconnues(ancres: tuple[str, ...]) -> list[str]:
    """Those of these names that no place of the site bears."""
    return [ancre for ancre in ancres if ancre not in ANCRES]
