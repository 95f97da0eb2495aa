"""Publier des chiffres inventés : leurs avertissements sont acceptés, comme à l'atelier."""

from eligibility import avertissements, cycle, models
from eligibility.documents import base
from tests.tables.outils import AUTEUR, ecrire, en_vigueur

VERSION = "2026-02-25"


def mettre_en_ligne(version, motif: str = "un essai") -> models.Publication:
    noms = [
        examinee.nom
        for examinee in avertissements.examiner(version, base.document(version))
        if examinee.bloque
    ]
    avertissements.accepter(version, noms, "un essai", AUTEUR)
    return cycle.publier(version, AUTEUR, motif)


def corriger(table: str, *cle, **valeurs) -> models.Bareme:
    """Une correction du barème en vigueur, publiée."""
    brouillon = cycle.copier(en_vigueur(), AUTEUR)
    ecrire(brouillon, table, *cle, **valeurs)
    mettre_en_ligne(brouillon)
    return brouillon


def retirer(version) -> None:
    cycle.retirer(version, AUTEUR, "montant mal lu")
