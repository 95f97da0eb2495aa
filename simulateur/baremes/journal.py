"""The journal of publications read for visitors: news, corrections of a version, what moved since a link."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from eligibility.documents.differences import Difference
from eligibility.documents.formes import BAREME, VERSIONS
from eligibility.models.choix import Acte
from eligibility.regles.bareme import Bareme
from eligibility.selectors import Tables
from simulateur.textes import baremes as textes

from . import changements
from .changements import Changements
from .versions import adresse, en_lettres

# What the page of news shows of one publication, and that of a version without being asked.
CHIFFRES_MAX = 12


class Entree(NamedTuple):
    """A line of the journal; `genre` and `version` are empty when it is of no version."""

    numero: int
    jour: str
    acte: str
    motif: str
    genre: str
    version: str
    revision: int
    differences: list[Difference]

    @property
    def premiere(self) -> bool:
        """A version comes out, rather than a correction of one."""
        return self.acte == Acte.PUBLICATION and self.revision == 1


def entrees(tables: Tables) -> Iterator[Entree]:
    """Newest first."""
    for ligne in tables.journal:
        yield Entree(
            ligne["numero"],
            ligne["jour"],
            ligne["acte"],
            ligne["motif"],
            ligne["genre"],
            ligne["version"],
            ligne["revision"],
            [
                Difference(c["table"], tuple(c["cle"]), c["avant"], c["apres"])
                for c in ligne["changements"]
                if (c["genre"], c["version"]) == (ligne["genre"], ligne["version"])
            ],
        )


def nouvelles(tables: Tables) -> list[dict[str, Any]]:
    """What the page of news tells."""
    return [_nouvelle(entree, tables) for entree in entrees(tables)]


def _nouvelle(entree: Entree, tables: Tables) -> dict[str, Any]:
    return {
        "numero": entree.numero,
        "jour": en_lettres(entree.jour),
        "titre": textes.titre_de_nouvelle(
            entree.acte, entree.genre, en_lettres(entree.version or None), entree.revision
        ),
        "motif": entree.motif,
        "changements": _lire(entree, tables).abreges(CHIFFRES_MAX),
        "adresse": _adresse(entree, tables),
    }


def corrections(tables: Tables, genre: str, version: str) -> list[dict[str, Any]]:
    """What was published again under the same date, newest first."""
    return [
        _correction(entree, tables)
        for entree in entrees(tables)
        if (entree.genre, entree.version) == (genre, version) and not entree.premiere
    ]


def _correction(entree: Entree, tables: Tables) -> dict[str, Any]:
    changes = _lire(entree, tables)
    combien = len(changes.chiffres)
    return {
        "jour": en_lettres(entree.jour),
        "retrait": entree.acte == Acte.RETRAIT,
        "motif": entree.motif,
        "changements": changes.abreges(changements.CHIFFRES_MAX),
        "replie": textes.chiffres(combien) if combien > CHIFFRES_MAX else "",
    }


def derniere_revision(tables: Tables, bareme: Bareme) -> int:
    """The highest revision of this barème that was ever public, as far as the journal goes back."""
    siennes = (e for e in entrees(tables) if (e.genre, e.version) == (BAREME, bareme.version))
    return max((bareme.revision, *(entree.revision for entree in siennes)))


def depuis(tables: Tables, version: str, revision: int) -> Changements | None:
    """What moved in this barème since that revision was published; None when the journal cannot tell.

    Figures that moved and came back are not told.
    """
    nettes: dict[tuple, Difference] = {}
    for entree in entrees(tables):
        if (entree.genre, entree.version) != (BAREME, version):
            continue
        if entree.acte == Acte.PUBLICATION and entree.revision == revision:
            break
        for difference in entree.differences:
            cle = (difference.table, difference.cle)
            plus_recente = nettes.get(cle, difference)
            nettes[cle] = plus_recente._replace(avant=difference.avant)
    else:
        # Delivered with the site, unless the journal no longer goes back that far.
        if not tables.journal or tables.journal[-1]["acte"] != Acte.LIVRAISON:
            return None
    return changements.lire(BAREME, [d for d in nettes.values() if d.avant != d.apres], tables)


def _lire(entree: Entree, tables: Tables) -> Changements:
    if not entree.genre:
        return Changements([], 0)
    return changements.lire(entree.genre, entree.differences, tables)


def _publiee(tables: Tables, genre: str, version: str) -> bool:
    return any(document["version"] == version for document in tables.cliche[VERSIONS[genre]])


def _adresse(entree: Entree, tables: Tables) -> str:
    """The page of the version, while there is one."""
    if entree.genre and _publiee(tables, entree.genre, entree.version):
        return adresse(entree.genre, entree.version)
    return ""
