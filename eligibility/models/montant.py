"""Amounts of the aid."""

from django.db import models

from .bareme import CLE_BAREME, lien_bareme
from .base import Cellule, code_connu
from .choix import AnneeContrat, LigneMontant, Option


class Montant(Cellule):
    """€ per contract year, for an option, a row and a contract year (3: year 3 and after)."""

    CLE = (*CLE_BAREME, "option", "ligne", "annee")

    bareme = lien_bareme("montants")
    option = models.CharField("option", max_length=3, choices=Option)
    ligne = models.CharField(
        "ligne", max_length=7, choices=LigneMontant,
        help_text="Le montant de base, ou une majoration selon la patientèle de départ.",
    )  # fmt: skip
    annee = models.PositiveSmallIntegerField("année", choices=AnneeContrat)

    class Meta(Cellule.Meta):
        abstract = False
        verbose_name = "montant"
        verbose_name_plural = "montants"
        ordering = ["-bareme__date_effet", "-bareme__revision", "option", "ligne", "annee"]
        constraints = [
            *Cellule.Meta.constraints,
            models.UniqueConstraint(
                fields=["bareme", "option", "ligne", "annee"],
                name="montant_une_case",
                violation_error_message="Ce montant existe déjà dans ce barème.",
            ),
            code_connu("option", Option, "montant_option_connue"),
            code_connu("ligne", LigneMontant, "montant_ligne_connue"),
            code_connu("annee", AnneeContrat, "montant_annee_connue"),
        ]

    def __str__(self) -> str:
        ligne = self.get_ligne_display()
        return f"{self.get_option_display()}, {ligne}, {self.get_annee_display()}"
