"""Where figures come from, said once: the provenance most common in a table, and a letter for the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any, NamedTuple

from eligibility.documents.differences import Ligne
from eligibility.documents.formes import PROVENANCE

from . import versions


class Note(NamedTuple):
    """One provenance: `lettre` is that of its calls, empty for the common one of a table."""

    lettre: str
    marque: str
    source: dict[str, str] | None
    verifie_le: str
    note: str


class Provenances:
    """The notes of one table; `lignes`: its rows in the order in which they are read."""

    def __init__(self, lignes: Iterable[Ligne], sources: Mapping[str, Any]) -> None:
        # What is missing and has nothing more to say needs no note.
        cles = [_cle(ligne) for ligne in lignes if ligne["fiabilite"] != "a_completer"]
        self._lettres: dict[tuple, str] = {}
        self.commune: Note | None = None
        self._commune = Counter(cles).most_common(1)[0][0] if cles else None
        self._sources = sources
        autres = dict.fromkeys(
            _cle(ligne)
            for ligne in lignes
            if _cle(ligne) != self._commune
            and (ligne["fiabilite"] != "a_completer" or ligne["note"])
        )
        self._lettres = {cle: _lettre(rang) for rang, cle in enumerate(autres)}
        if self._commune is not None:
            self.commune = self._note("", self._commune)
        self.notes = [self._note(lettre, cle) for cle, lettre in self._lettres.items()]

    def lettre(self, ligne: Ligne) -> str:
        """The call beside this figure; empty when the common provenance is its own."""
        return self._lettres.get(_cle(ligne), "")

    def marque(self, ligne: Ligne) -> str:
        """The mark to show beside this figure: its own, when it is not that of the whole table."""
        commune = None if self.commune is None else self.commune.marque
        return "" if ligne["fiabilite"] == commune else ligne["fiabilite"]

    def _note(self, lettre: str, cle: tuple) -> Note:
        source, marque, verifie_le, note = cle
        return Note(
            lettre,
            marque,
            versions.source(self._sources.get(source)),
            versions.en_lettres(verifie_le),
            note,
        )


def _cle(ligne: Ligne) -> tuple:
    return tuple(ligne[colonne] for colonne in PROVENANCE)


def _lettre(rang: int) -> str:
    """a, b… z, aa, ab…"""
    tour, reste = divmod(rang, len(ascii_lowercase))
    return (_lettre(tour - 1) if tour else "") + ascii_lowercase[reste]
