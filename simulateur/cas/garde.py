"""Nothing goes public while a control case says that something else must come out."""

from eligibility.actes import ActeRefuse
from eligibility.documents import objets
from eligibility.documents.formes import Document
from eligibility.models.version import Version

from . import attente
from .controle import echecs

PREMIERS = 3


def refuser_les_ecarts(cliche: Document, version: Version | None) -> None:
    """Raises ActeRefuse(`cas_en_echec`) with the first ones of the cases that fail on this snapshot.

    A case is held to what waits for the draft, when something does.
    """
    if rates := echecs(objets.referentiel(cliche), attente.attendus(version)):
        premiers = ", ".join(f"« {rate.cas.nom} »" for rate in rates[:PREMIERS])
        suite = "…" if len(rates) > PREMIERS else ""
        raise ActeRefuse("cas_en_echec", combien=len(rates), premiers=premiers + suite)
