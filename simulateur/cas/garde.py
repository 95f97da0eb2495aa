"""Nothing goes public while a control case says that something else must come out."""

from eligibility.cycle import ActeRefuse
from eligibility.documents import objets
from eligibility.documents.formes import Document

from .controle import echecs


def refuser_les_ecarts(cliche: Document) -> None:
    """Raises ActeRefuse(`cas_en_echec`) with the first of the cases that fail on this snapshot."""
    if rates := echecs(objets.referentiel(cliche)):
        raise ActeRefuse("cas_en_echec", combien=len(rates), premier=rates[0].cas.nom)
