"""Écrire et publier comme l'atelier le fait, en une ligne."""

from datetime import date

from eligibility import actes, cycle, ecriture, models
from eligibility.documents import base
from eligibility.documents.differences import Difference, lignes_par_cle

AUTEUR = actes.Auteur("Camille")
EN_VIGUEUR = date(2026, 2, 25)


def en_vigueur() -> models.Bareme:
    return models.Bareme.objects.get(date_effet=EN_VIGUEUR, statut="publie")


def ligne(version, table: str, *cle):
    return lignes_par_cle(base.document(version), table).get(cle)


def ecrire(version, table: str, *cle, **valeurs) -> int:
    """Change une case d'un brouillon, les autres colonnes gardées."""
    avant = ligne(version, table, *cle)
    return ecriture.ecrire(
        version, [Difference(table, cle, avant, {**avant, **valeurs})], AUTEUR, "un essai"
    )


def publier(version) -> models.Publication:
    return cycle.publier(version, AUTEUR, "un essai")


def corriger_et_publier(table: str, *cle, **valeurs) -> models.Bareme:
    """Une correction du barème en vigueur, publiée."""
    brouillon = cycle.copier(en_vigueur(), AUTEUR)
    ecrire(brouillon, table, *cle, **valeurs)
    publier(brouillon)
    return brouillon
