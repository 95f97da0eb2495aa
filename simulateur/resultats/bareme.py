"""A link carries the barème seen when it was made: what moved since, for who opens it."""

from eligibility.selectors import Tables
from simulateur.baremes import journal
from simulateur.textes import baremes as textes

from .lecture import Resultat


def depuis_ce_lien(resultat: Resultat, tables: Tables) -> str:
    """One sentence when the barème in force is no longer that of the link; empty when it is."""
    bareme = resultat.estimation.bareme
    vue = resultat.adresse.presentation.get("bareme", resultat.version_vue)
    if vue == resultat.version_vue:
        return ""
    version, _, revision = vue.rpartition(".")
    if version != bareme.version or not revision.isdecimal():
        return textes.AUTRE_BAREME
    moi = resultat.estimation.situation.specialite
    changes = journal.depuis(tables, version, int(revision))
    if changes is None:
        return textes.BAREME_CORRIGE
    # Thresholds of other specialties are counted, not told.
    miens = [c.phrase for c in changes.chiffres if c.specialite in ("", moi)]
    return textes.depuis_ce_lien(miens, len(changes.chiffres))
