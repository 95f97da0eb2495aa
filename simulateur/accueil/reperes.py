"""Les montants en bref de l'accueil, lus dans un barème : aucun n'est écrit dans un gabarit."""

from eligibility.regles.bareme import ANNEES_DU_TABLEAU, Bareme
from eligibility.regles.vocabulaire import BASE, OPTIONS_COURANTES
from simulateur.textes.ecriture import euros
from simulateur.textes.mots import OPTIONS, OPTIONS_LONGUES


def montants_en_bref(bareme: Bareme) -> list[dict]:
    """Une ligne par option ouverte à tous ; une option dont une case est vide n'y paraît pas."""
    lignes = []
    for option in OPTIONS_COURANTES:
        cellules = [bareme.montants.get((option, BASE, annee)) for annee in ANNEES_DU_TABLEAU]
        if all(cellule and cellule.valeur is not None for cellule in cellules):
            lignes.append(
                {
                    "libelle": OPTIONS[option],
                    "precision": OPTIONS_LONGUES[option],
                    "montants": [
                        {"texte": euros(cellule.valeur), "fiabilite": cellule.fiabilite}
                        for cellule in cellules
                    ],
                }
            )
    return lignes
