"""A link carries the barème seen when it was made: what moved since, for who opens it."""

from collections.abc import Collection

from eligibility.regles.bareme import Bareme
from eligibility.selectors import Tables
from simulateur.textes import baremes as textes

from . import journal


def version_vue(bareme: Bareme) -> str:
    """Version and revision of the barème, as links carry them."""
    return f"{bareme.version}.{bareme.revision}"


def depuis_ce_lien(vue: str, bareme: Bareme, specialites: Collection[str], tables: Tables) -> str:
    """One sentence when the barème in force is no longer that of the link; empty when it is.

    `vue`: what the link carries, empty when it carries nothing. Figures of other specialties than
    `specialites` are counted, not told.
    """
    if not vue or vue == version_vue(bareme):
        return ""
    version, _, revision = vue.rpartition(".")
    if version != bareme.version or not revision.isdecimal():
        return textes.AUTRE_BAREME
    if int(revision) not in range(1, journal.derniere_revision(tables, bareme) + 1):
        return textes.LIEN_INCONNU
    changes = journal.depuis(tables, version, int(revision))
    if changes is None:
        return textes.BAREME_CORRIGE
    miens = [c.phrase for c in changes.chiffres if c.specialite in ("", *specialites)]
    return textes.depuis_ce_lien(miens, len(changes.chiffres))
