"""What the band weighs: the next threshold, and what the bands still possible would give."""

from eligibility.regles.estimation import Estimation
from eligibility.regles.vocabulaire import NON_ELIGIBLE
from simulateur.textes import comparaison as textes
from simulateur.textes import tranche as textes_tranche
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import TRANCHES

from .comparaison import demandes, ligne_d_annee, titrer
from .portee import portee


def tranches(e: Estimation) -> dict:
    """`paliers`: how far the next thresholds are; `lignes` is empty when the band is known."""
    option = e.choisie
    colonnes = [option, *option.alternatives] if option.alternatives else []
    annees = zip(*(colonne.annees for colonne in colonnes), strict=True)
    lignes = [_ligne(*ligne_d_annee(par_tranche)) for par_tranche in annees]
    if lignes:
        totaux = [euros(colonne.total) for colonne in colonnes]
        portees = [portee(colonne.annees) for colonne in colonnes]
        lignes.append(_ligne(*titrer(textes.TOTAL_DES_ANNEES, totaux, portees)))
        demande = [demandes(e, colonne.objectif) for colonne in colonnes]
        lignes.append(_ligne(textes.ENGAGEMENT, demande))
    return {
        # Under a refusal, a threshold above would read as a way out.
        "paliers": [] if e.verdict == NON_ELIGIBLE else textes_tranche.paliers(e.tranche),
        "colonnes": [textes.SANS_MAJORATION, *(TRANCHES[a.tranche] for a in option.alternatives)],
        "lignes": lignes,
    }


def _ligne(libelle: str, cellules: list[list[str]]) -> dict:
    return {"libelle": libelle, "cellules": cellules}
