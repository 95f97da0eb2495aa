"""Dates and obligations in words."""

from eligibility.regles.annees import INCONNU, MAXIMUM, PROBABLE, SUPPOSE
from eligibility.regles.echeances import Echeance
from simulateur.textes.ecriture import typographier

from .mots import remplir

LIBELLES = typographier(
    {
        "signature": "Signature du contrat avec la CPAM",
        "anniversaire": "Début de l'année {annee} du contrat",
        "versement.totalite": "Versement de l'année {annee} : {montant}, au plus tard ce jour",
        "versement.acompte": "Acompte de l'année {annee} : {montant}",
        "versement.solde": "Solde de l'année {annee} : {montant}, au plus tard ce jour",
        "versement.solde.maximum": "Solde de l'année {annee} : jusqu'à {montant}, au plus tard ce jour",
        "versement.solde.suppose": (
            "Solde de l'année {annee} : {montant} aux niveaux supposés, au plus tard ce jour"
        ),
        "versement.solde.inconnu": "Solde de l'année {annee}, au plus tard ce jour : montant pas encore connu",
        "objectif": "Lecture de votre patientèle : l'objectif doit être atteint",
        "objectif.maintien": "Lecture de votre patientèle : elle doit être maintenue",
        "objectif.p50": "Médecin nouvellement installé : le 50e percentile doit être atteint",
        "objectif.second": "Médecin nouvellement installé : second objectif à atteindre",
        "reconduction": "Reconduction tacite du contrat : rien à signer",
        "prolongation": "Dernier jour pour signer l'avenant qui prolonge le contrat ; sans lui, il prend fin",
        "fin_contrat": "Fin du contrat de départ",
        "fin_contrat.prolonge": "Fin du contrat prolongé",
        "formation": "Date limite du titre d'assistant médical (CQP ou FAE) : {mois} mois après l'embauche",
        "secretariat.debut": "Début de la période où une secrétaire qui part doit être remplacée",
        "secretariat.fin": "Fin de la période où une secrétaire qui part doit être remplacée",
        "carence": "Fin du délai de carence : un nouveau contrat est possible",
    }
)


def libelle(echeance: Echeance) -> str:
    return remplir(LIBELLES[_variante(echeance)], echeance.detail)


# A balance that depends on what is still to be read, granted or supposed.
_VARIANTES = {MAXIMUM: "maximum", PROBABLE: "maximum", INCONNU: "inconnu", SUPPOSE: "suppose"}


def _variante(echeance: Echeance) -> str:
    variante = _VARIANTES.get(echeance.detail.get("certitude"))
    return echeance.code if variante is None else f"{echeance.code}.{variante}"
