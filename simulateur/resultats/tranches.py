"""What the band weighs: the next threshold, and what the bands still possible would give."""

from eligibility.regles.estimation import Estimation
from eligibility.regles.vocabulaire import NON_ELIGIBLE, TRANCHE_P90, TRANCHE_P95
from simulateur.textes import comparaison as textes
from simulateur.textes import resultat as textes_resultat
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


def situer(e: Estimation) -> list[str]:
    """What is known of the band, as its step found it, and what it does to the amounts."""
    tranche, situation = e.tranche, e.situation
    sans_chiffre = situation.pmt is None and situation.file_active is None
    phrases = []
    if tranche.valeur is not None:
        cle = "majoree" if tranche.valeur in (TRANCHE_P90, TRANCHE_P95) else "connue"
    else:
        phrases.append(textes_tranche.constat(tranche, sans_chiffre) or textes_resultat.INCONNUE)
        if not tranche.alternatives:
            cle = "exclue"
        else:
            cle = "possible" if e.choisie.alternatives else "inconnue"
    explication = textes_resultat.EXPLICATION_TRANCHE[cle]
    phrases.append(explication.format(tranche=TRANCHES[tranche.valeur]))
    phrases.append("" if sans_chiffre else textes_tranche.absents(tranche))
    return [phrase for phrase in phrases if phrase]


def _ligne(libelle: str, cellules: list[list[str]]) -> dict:
    return {"libelle": libelle, "cellules": cellules}
