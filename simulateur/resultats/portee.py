"""How sure the amounts of some years are together: at most, at supposed levels, or sure."""

from collections.abc import Sequence

from eligibility.regles.annees import GARANTI, MAXIMUM, SUPPOSE, AnneeContrat


def portee(annees: Sequence[AnneeContrat]) -> str:
    if any(annee.au_plus for annee in annees):
        return MAXIMUM
    return SUPPOSE if any(annee.certitude == SUPPOSE for annee in annees) else GARANTI
