"""No version goes public while a control case says that something else must come out."""

from eligibility import selectors
from eligibility.cycle import ActeRefuse
from eligibility.documents.formes import Document

from .controle import echecs


def refuser_les_ecarts(document: Document) -> None:
    """Raises ActeRefuse(`cas_en_echec`) with the names of the cases that fail on this document."""
    try:
        referentiel = selectors.avec(document).referentiel
    except selectors.TablesIndisponibles:
        return  # the very first publication: nothing to hold it to
    if rates := echecs(referentiel):
        raise ActeRefuse("cas_en_echec", combien=len(rates), premier=rates[0].cas.nom)
