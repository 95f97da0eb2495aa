"""The computation on paper: the lines of the option chosen, those alike but for the year in one."""

from collections.abc import Iterable

from eligibility.regles.annees import AnneeContrat
from eligibility.regles.bareme import Referentiel, Source
from eligibility.regles.options import OptionEstimee
from eligibility.regles.trace import LigneTrace
from simulateur.resultats import calcul
from simulateur.resultats.lecture import Resultat
from simulateur.textes import trace as textes
from simulateur.textes.ecriture import enumeration, euros, pourcentage

SECTIONS = (calcul.ANNEES, calcul.ENGAGEMENT, calcul.SUIVI, calcul.COUT)
# What the sheet shows elsewhere, formula included: its heading and the columns of its tables.
DEJA_DITES = frozenset(
    (
        "bareme.en_vigueur",
        "total.annees",
        "total.a_venir",
        "total.alternative",
        "cout.reste",
        "cout.a_venir",
    )
)


def detailler(annees: list[dict], option: OptionEstimee) -> list[dict]:
    """Years of the result's table, with the amount of the barème and the rate that give theirs."""
    return [
        {
            **ecrite,
            "prevu": "" if annee.montant_maximal is None else euros(annee.montant_maximal),
            "taux": _taux(annee),
        }
        for ecrite, annee in zip(annees, option.annees, strict=True)
    ]


def _taux(annee: AnneeContrat) -> str:
    if annee.montant is None:
        return ""
    if annee.taux is None:
        return f"{pourcentage(annee.taux_min)} à {pourcentage(annee.taux_max)}"
    return pourcentage(annee.taux)


def lignes_a_imprimer(resultat: Resultat) -> list[dict[str, str]]:
    """Lines that explain the option chosen, as the « trace » component shows them."""
    sections = calcul.par_section(resultat.estimation)
    lignes = [ligne for section in SECTIONS for ligne in sections[section]]
    groupes = regrouper(ligne for ligne in lignes if ligne.code not in DEJA_DITES)
    return [_ecrire(groupe, resultat.referentiel) for groupe in groupes]


def regrouper(lignes: Iterable[LigneTrace]) -> list[list[LigneTrace]]:
    """Lines that read the same, but for their contract year, together."""
    groupes: dict[tuple, list[LigneTrace]] = {}
    for ligne in lignes:
        sans_annee = ligne._replace(detail={**ligne.detail, "annee": ""})
        cle = (textes.formule(sans_annee), textes.valeur(ligne), ligne.source, ligne.fiabilite)
        groupes.setdefault(cle, []).append(ligne)
    return list(groupes.values())


def _ecrire(groupe: list[LigneTrace], referentiel: Referentiel) -> dict[str, str]:
    (ecrite,) = calcul.presenter(groupe[:1], referentiel)
    annees = [ligne.detail["annee"] for ligne in groupe if "annee" in ligne.detail]
    if len(annees) > 1:
        une, plusieurs = f"nnée {annees[0]}", f"nnées {enumeration(annees)}"
        ecrite["formule"] = ecrite["formule"].replace(une, plusieurs, 1)
    return ecrite


def sources_citees(resultat: Resultat, lignes: Iterable[dict[str, str]]) -> list[Source]:
    """Sources whose key the sheet shows, in the order of the tables."""
    citees = {critere.source for critere in resultat.estimation.criteres}
    citees |= {ligne["source"] for ligne in lignes}
    return [source for cle, source in resultat.referentiel.sources.items() if cle in citees]
