"""The computation on paper: what explains the option chosen and that no table of the sheet says."""

from collections.abc import Iterable

from eligibility.regles.bareme import Source
from eligibility.regles.estimation import Estimation
from eligibility.regles.trace import LigneTrace
from simulateur.resultats import calcul
from simulateur.resultats.lecture import Resultat
from simulateur.textes import trace as textes
from simulateur.textes.ecriture import INSECABLE, enumeration

SECTIONS = (calcul.ANNEES, calcul.ENGAGEMENT, calcul.SUIVI, calcul.COUT)
# What the sheet shows elsewhere, formula included: its heading, its lists, the columns of its tables. Left
# to the page, so that the sheet keeps its two: the hours of training, already in the cost, and the formulas
# behind its rates.
DEJA_DITES = (
    "bareme.",
    "montant.",
    "total.",
    "objectif.regle.",
    "objectif.inconnu",
    "cout.reste",
    "cout.a_venir",
    "cout.formation",
    "cout.formule_",
    "cout.actes",
)
DEUX_POINTS = f"{INSECABLE}: "


def lignes_a_imprimer(e: Estimation) -> list[LigneTrace]:
    """Lines of the trace to print, in the order of the page; of the cost, its first year only."""
    sections = calcul.par_section(e)
    lignes = [
        ligne
        for section in SECTIONS
        for ligne in sections[section]
        if not ligne.code.startswith(DEJA_DITES) and not _d_une_autre_tranche(ligne, e)
    ]
    premieres = {_sorte(ligne): ligne for ligne in reversed(lignes)}
    return [ligne for ligne in lignes if ligne.etape != "cout" or ligne is premieres[_sorte(ligne)]]


def _sorte(ligne: LigneTrace) -> tuple[str, int | None]:
    """Lines alike but for their year; each assistant has his own."""
    return ligne.code, ligne.detail.get("salarie")


def _d_une_autre_tranche(ligne: LigneTrace, e: Estimation) -> bool:
    """Follow-up, payments and objective of a band that the doctor may not be in."""
    if ligne.etape in ("suivi", "versement"):
        return ligne.detail["ligne"] not in {annee.ligne for annee in e.choisie.annees}
    regle = ligne.code.removeprefix("objectif.")
    return regle in textes.REGLES and regle != e.choisie.objectif.regle


def paragraphes(lignes: Iterable[LigneTrace], resultat: Resultat) -> list[dict]:
    """Lines as the page writes them; those that begin alike share their beginning."""
    trouves: dict[str, list[dict[str, str]]] = {}
    for groupe in _semblables(lignes):
        (ecrite,) = calcul.presenter(groupe[:1], resultat.referentiel)
        debut, _, suite = _formule(groupe, ecrite["formule"]).partition(DEUX_POINTS)
        trouves.setdefault(debut, []).append({**ecrite, "formule": suite})
    return [{"debut": debut, "lignes": suites} for debut, suites in trouves.items()]


def _semblables(lignes: Iterable[LigneTrace]) -> list[list[LigneTrace]]:
    """Lines that read the same but for their contract year, together; a cost lasts from its year on."""
    groupes: dict[tuple, list[LigneTrace]] = {}
    for ligne in lignes:
        lue = ligne
        if ligne.etape != "cout":
            lue = ligne._replace(detail={**ligne.detail, "annee": ""})
        cle = (textes.formule(lue), textes.valeur(ligne), ligne.source, ligne.fiabilite)
        groupes.setdefault(cle, []).append(ligne)
    return list(groupes.values())


def _formule(groupe: list[LigneTrace], formule: str) -> str:
    """The formula of the first line, about the years of all."""
    if len(groupe) == 1:
        return formule
    annees = [ligne.detail["annee"] for ligne in groupe]
    return formule.replace(f"année {annees[0]}", f"années {enumeration(annees)}", 1)


def sources_citees(lignes: Iterable[LigneTrace], resultat: Resultat) -> list[Source]:
    """Sources whose key the sheet shows, in the order of the tables."""
    e = resultat.estimation
    citees = {cite.source for cite in (*e.criteres, *lignes)}
    citees |= {annee.source for option in e.options for annee in option.annees}
    return [source for cle, source in resultat.referentiel.sources.items() if cle in citees]
