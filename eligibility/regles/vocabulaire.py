"""Vocabulary of the rules: the closed lists of codes that everything else is written with.

Codes only. What a person reads for each of them lives in `simulateur/textes/`.
"""

# Bands of the starting patientele, lowest first; the order is the law's (docs/regles.md, section 2).
TRANCHES = ("<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
RANG_TRANCHE = {tranche: rang for rang, tranche in enumerate(TRANCHES)}
TRANCHE_P90, TRANCHE_P95 = "P90-P95", ">=P95"
TRANCHE_INCONNUE = "inconnue"

# A percentile opens the band of that rank: a patientele equal to it belongs to the upper band.
RANG_PERCENTILE = {30: 1, 50: 2, 90: 3, 95: 4}
PERCENTILES = tuple(RANG_PERCENTILE)

# Rows of the amounts table: the base row, and the two rows of uplift.
BASE = "base"
LIGNES_MONTANT = (BASE, TRANCHE_P90, TRANCHE_P95)

OPTIONS = ("1/3", "0.5", "1", "1.5", "2")
OPTIONS_COURANTES = ("0.5", "1")
OPTIONS_SECOND_ASSISTANT = ("1.5", "2")
OPTION_TIERS_TEMPS = "1/3"

PMT, FA = "pmt", "fa"

GENERALISTE, MEP, PEDIATRIE = "generaliste", "mep", "pediatrie"
CLINIQUE_80, EXCLUE, A_VERIFIER, AUTRE = "clinique_80", "excluee", "a_verifier", "autre"
# The specialty that the first of these groups is made of, as the table of specialties names it.
SLUG_GENERALISTE = "medecine-generale"
# Specialties whose patientele is read on both indicators; the others on the file active alone.
GROUPES_DEUX_INDICATEURS = frozenset((GENERALISTE, MEP, PEDIATRIE))
# Specialties whose minimum activity is read on the PMT (pediatricians: on the file active).
GROUPES_ACTIVITE_PMT = frozenset((GENERALISTE, MEP))

OFFICIEL, SECONDAIRE, HYPOTHESE, A_COMPLETER = "officiel", "secondaire", "hypothese", "a_completer"
FIABILITES = (OFFICIEL, SECONDAIRE, HYPOTHESE, A_COMPLETER)

# Sources that the rules themselves cite, when no cell of a table does: rows of the table of sources.
AMELI, AVENANT_7, SYNDICAT_FMF = "AMELI-AIDE", "AV7", "FMF"
COLLECTIF26 = "COLLECTIF26"

ELIGIBLE, NON_ELIGIBLE, A_CONFIRMER = "eligible", "non_eligible", "a_confirmer"
OK, BLOQUANT = "ok", "bloquant"  # the third state of a criterion is A_VERIFIER

AUCUN, EN_COURS, TERMINE = "aucun", "en-cours", "termine"


def indicateur_minimal(groupe: str) -> str:
    """The indicator on which the minimum activity of this group of specialties is read."""
    return PMT if groupe in GROUPES_ACTIVITE_PMT else FA


def indicateurs(groupe: str) -> tuple[str, ...]:
    """Indicators on which the patientele of this group of specialties is read."""
    return (PMT, FA) if groupe in GROUPES_DEUX_INDICATEURS else (FA,)
