"""« D'où viennent ces chiffres »: the trace, each line in the section of the page that it explains."""

from collections.abc import Iterable

from eligibility.regles.bareme import Referentiel
from eligibility.regles.estimation import Estimation
from eligibility.regles.trace import LigneTrace
from simulateur.textes import trace as textes

ANNEES, OPTIONS, ENGAGEMENT, SUIVI = "annees", "options", "engagement", "suivi"
COUT, CALENDRIER, RAISONS = "cout", "calendrier", "raisons"
SECTIONS = (ANNEES, OPTIONS, ENGAGEMENT, SUIVI, COUT, CALENDRIER, RAISONS)
PAR_ETAPE = {
    "bareme": ANNEES,
    "tranche": ANNEES,
    "montant": ANNEES,
    "total": ANNEES,
    "objectif": ENGAGEMENT,
    "suivi": SUIVI,
    "versement": SUIVI,
    "cout": COUT,
    "echeance": CALENDRIER,
    "critere": RAISONS,
}
PREFIXE = "calcul-"


def section_visee(cible: str | None) -> str | None:
    """The section that an exchange asks for, by the id of its target."""
    section = (cible or "").removeprefix(PREFIXE)
    return section if section in SECTIONS and cible != section else None


def par_section(e: Estimation) -> dict[str, list[LigneTrace]]:
    """Every line of the trace, once: what is about another option goes with the comparison."""
    sections: dict[str, list[LigneTrace]] = {section: [] for section in SECTIONS}
    for ligne in e.trace:
        section = PAR_ETAPE[ligne.etape]
        if ligne.detail.get("option", e.situation.option) != e.situation.option:
            section = OPTIONS
        sections[section].append(ligne)
    return sections


def presenter(lignes: Iterable[LigneTrace], referentiel: Referentiel) -> list[dict[str, str]]:
    """Lines as the « trace » component shows them."""
    return [_ligne(ligne, referentiel) for ligne in lignes]


def _ligne(ligne: LigneTrace, referentiel: Referentiel) -> dict[str, str]:
    formule, valeur = textes.mots(ligne)
    return {
        "etape": textes.ETAPES[ligne.etape],
        "formule": formule,
        "valeur": valeur,
        "source": ligne.source,
        "lien": referentiel.source(ligne.source).lien,
        "fiabilite": ligne.fiabilite,
    }
