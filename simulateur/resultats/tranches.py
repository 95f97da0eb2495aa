"""What the band weighs: the next threshold, and what the bands still possible would give."""

from eligibility.regles.estimation import Estimation
from simulateur.textes import comparaison as textes
from simulateur.textes import tranche as textes_tranche
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import TRANCHES

from .comparaison import demandes, montant, titre


def tranches(e: Estimation) -> dict:
    """`paliers`: how far the next thresholds are; `lignes` is empty when the band is known."""
    option = e.choisie
    colonnes = [option, *option.alternatives] if option.alternatives else []
    annees = zip(*(colonne.annees for colonne in colonnes), strict=True)
    lignes = [
        {"libelle": titre(par_tranche), "cellules": [[montant(a)] for a in par_tranche]}
        for par_tranche in annees
    ]
    if lignes:
        totaux = [[euros(colonne.total)] for colonne in colonnes]
        demande = [demandes(colonne.objectif) for colonne in colonnes]
        lignes.append({"libelle": textes.TOTAL_DES_ANNEES, "cellules": totaux})
        lignes.append({"libelle": textes.ENGAGEMENT, "cellules": demande})
    return {
        "paliers": textes_tranche.paliers(e.tranche),
        "colonnes": [textes.SANS_MAJORATION, *(TRANCHES[a.tranche] for a in option.alternatives)],
        "lignes": lignes,
    }
