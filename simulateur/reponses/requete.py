"""The query string: the state of the site. One spelling for one set of answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
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


@dataclass(frozen=True, slots=True)
class Modele:
    """Answers encoded once, from which every link of a page is made: (key, « key=value »), sorted."""

    codees: tuple[tuple[str, str], ...]

    def avec(self, **changes: str) -> str:
        """A query string without « ? », sorted; a change replaces its key, an empty one drops it."""
        codees = [codee for codee in self.codees if codee[0] not in changes]
        codees += [(cle, urlencode({cle: valeur})) for cle, valeur in changes.items() if valeur]
        codees.sort(key=itemgetter(0))  # by key only: the values of a repeated key are in order
        return "&".join([texte for _, texte in codees])


def modele(lecture: Lecture) -> Modele:
    return Modele(tuple([(cle, urlencode({cle: valeur})) for cle, valeur in paires(lecture)]))


def requete(lecture: Lecture, presentation: Mapping[str, str] | None = None, **changes: str) -> str:
    """The query string of a reading; `changes` replaces the text of some answers."""
    return modele(lecture).avec(**(presentation or {}), **changes)
