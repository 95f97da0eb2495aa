"""The query string: the state of the site. One spelling for one set of answers."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from .declaration import PAR_CLE
from .lecture import Lecture
from .types import Plusieurs

Paires = list[tuple[str, str]]


def paires(lecture: Lecture, sauf: Iterable[str] = ()) -> Paires:
    """(key, text) of the answers to keep, sorted: understood ones rewritten, bad ones as typed.

    Answers to questions that are not asked are dropped.
    """
    ecartees = frozenset(sauf)
    resultat: Paires = []
    for cle, textes in lecture.textes.items():
        if cle in ecartees or not (cle in lecture.posees or cle in lecture.suspendues):
            continue
        question = PAR_CLE[cle]
        if cle not in lecture.valeurs:
            resultat.extend((cle, texte) for texte in _telles_quelles(cle, textes))
        elif isinstance(question.type, Plusieurs):
            resultat.extend((cle, valeur) for valeur in lecture.valeurs[cle])
        elif question.type is None:
            resultat.append((cle, lecture.valeurs[cle]))
        else:
            resultat.append((cle, question.type.ecrire_texte(lecture.valeurs[cle])))
    return sorted(resultat)


def _telles_quelles(cle: str, textes: tuple[str, ...]) -> tuple[str, ...]:
    """A bad value stays as it was typed, so that it can be mended in its field."""
    if isinstance(PAR_CLE[cle].type, Plusieurs):
        return tuple(dict.fromkeys(textes))
    return textes[-1:]


def chaine(paires_: Paires, **presentation: str) -> str:
    """A query string without « ? », sorted; empty presentation keys are left out."""
    tout = [*paires_, *((cle, valeur) for cle, valeur in presentation.items() if valeur)]
    return urlencode(sorted(tout))


def requete(lecture: Lecture, presentation: Mapping[str, str] | None = None, **changes: str) -> str:
    """The query string of a reading; `changes` replaces the text of some answers."""
    tout = paires(lecture, sauf=changes)
    tout.extend((cle, valeur) for cle, valeur in changes.items() if valeur)
    return chaine(tout, **(presentation or {}))
