"""Two documents of the same genre: what one has that the other has not, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from .formes import TABLES, VERSIONS, Document

Ligne = Mapping[str, Any]
# Column of a row that only moved in its list: the key of the row before it, empty at the top.
PLACE = "place"


class Difference(NamedTuple):
    """A row of `table` named by `cle`, before and after; None: it was not there, or is no longer."""

    table: str
    cle: tuple
    avant: Ligne | None
    apres: Ligne | None

    @property
    def colonnes(self) -> tuple[str, ...]:
        """Columns that differ; those of the whole row when it comes or goes."""
        if self.avant is None or self.apres is None:
            return tuple(self.avant or self.apres or ())
        return tuple(c for c in self.avant if self.avant[c] != self.apres.get(c))


def lignes_par_cle(document: Document, table: str) -> dict[tuple, Ligne]:
    """{key of the row: row} of one table."""
    colonnes = TABLES[document["genre"]][table]
    return {colonnes.cle_de(ligne): ligne for ligne in document[table]}


def differences(avant: Document, apres: Document) -> list[Difference]:
    """Rows that differ, table by table, in the order of their keys."""
    trouvees = []
    for table in TABLES[avant["genre"]]:
        anciennes, nouvelles = lignes_par_cle(avant, table), lignes_par_cle(apres, table)
        for cle in sorted(anciennes.keys() | nouvelles.keys()):
            ancienne, nouvelle = anciennes.get(cle), nouvelles.get(cle)
            if ancienne != nouvelle:
                trouvees.append(Difference(table, cle, ancienne, nouvelle))
    return trouvees


def appliquer(document: Document, changements: Iterable[Difference]) -> Document:
    """A new document in which these rows are as `apres` says."""
    resultat = copy(document)
    tables: dict[str, dict[tuple, Ligne]] = {}
    for table, cle, _, apres in changements:
        lignes = tables.setdefault(table, lignes_par_cle(document, table))
        if apres is None:
            lignes.pop(cle, None)
        else:
            lignes[cle] = apres
    for table, lignes in tables.items():
        resultat[table] = [lignes[cle] for cle in sorted(lignes)]
    return resultat


def differences_de_cliches(
    avant: Document, apres: Document
) -> Iterator[tuple[str, str, Difference]]:
    """(genre, version, row) of all that differs between two snapshots.

    A version that appears is compared with the one in force before it, that which disappears is not told
    row by row: its absence is enough.
    """
    for genre, cle in VERSIONS.items():
        anciennes = {document["version"]: document for document in avant[cle]}
        for document in apres[cle]:
            origine = anciennes.get(document["version"])
            if origine is None:
                precedentes = [v for v in anciennes if v < document["version"]]
                origine = anciennes[max(precedentes)] if precedentes else None
            if origine is not None:
                for difference in differences(origine, document):
                    yield genre, document["version"], difference


def differences_de_references(
    avant: Document, apres: Document, cles: Mapping[str, str]
) -> Iterator[Difference]:
    """Rows of no version that differ between two snapshots, order of the lists included.

    `cles`: {list: column that names its rows}; a snapshot made before a list was has none of its rows.
    """
    for table, cle in cles.items():
        anciennes, nouvelles = (
            {ligne[cle]: ligne for ligne in cliche.get(table, ())} for cliche in (avant, apres)
        )
        deplacees = _deplacees(list(anciennes), list(nouvelles))
        for nom in sorted(anciennes.keys() | nouvelles.keys()):
            ancienne, nouvelle = anciennes.get(nom), nouvelles.get(nom)
            if nom in deplacees:
                ancienne, nouvelle = (
                    {**ligne, PLACE: place}
                    for ligne, place in zip((ancienne, nouvelle), deplacees[nom], strict=True)
                )
            if ancienne != nouvelle:
                yield Difference(table, (nom,), ancienne, nouvelle)


def _deplacees(avant: list[str], apres: list[str]) -> dict[str, tuple[str, str]]:
    """{row that moved among those of both lists: (the one before it, then and now)}."""
    gardees, voulues = set(avant) & set(apres), {}
    listes = [[nom for nom in liste if nom in gardees] for liste in (avant, apres)]
    for geste, debut, fin, _, _ in SequenceMatcher(None, *listes, autojunk=False).get_opcodes():
        if geste in ("delete", "replace"):
            for nom in listes[0][debut:fin]:
                voulues[nom] = (_precedente(listes[0], nom), _precedente(listes[1], nom))
    return voulues


def _precedente(liste: list[str], nom: str) -> str:
    rang = liste.index(nom)
    return liste[rang - 1] if rang else ""
