"""Thresholds: percentiles of the national distribution of each specialty."""

from django.core.validators import MinValueValidator
from django.db import models

from .bareme import CLE_BAREME, lien_bareme, lien_specialite
from .base import Cellule, code_connu
from .choix import Indicateur, Percentile


class Seuil(Cellule):
    """Patients at a percentile, for a specialty and an indicator."""

    CLE = (*CLE_BAREME, "specialite__slug", "indicateur", "percentile")

    bareme = lien_bareme("seuils")
    specialite = lien_specialite()
    indicateur = models.CharField("indicateur", max_length=3, choices=Indicateur)
    percentile = models.PositiveSmallIntegerField("percentile", choices=Percentile)
    valeur = models.DecimalField(
        "patients", max_digits=6, decimal_places=0, null=True, blank=True,
        validators=[MinValueValidator(0, "La valeur ne peut pas être négative.")],
        help_text="Nombre de patients. Laissez vide tant qu’il n’est pas connu.",
    )  # fmt: skip

    class Meta(Cellule.Meta):
        abstract = False
        verbose_name = "seuil de patientèle"
        verbose_name_plural = "seuils de patientèle"
        ordering = [
            "-bareme__date_effet", "-bareme__revision",
            "specialite__ordre", "specialite__slug", "-indicateur", "percentile",
        ]  # fmt: skip
        constraints = [
            *Cellule.Meta.constraints,
            models.UniqueConstraint(
                fields=["bareme", "specialite", "indicateur", "percentile"],
                name="seuil_une_case",
                violation_error_message="Ce seuil existe déjà dans ce barème.",
            ),
            code_connu("indicateur", Indicateur, "seuil_indicateur_connu"),
            code_connu("percentile", Percentile, "seuil_percentile_connu"),
        ]

    def __str__(self) -> str:
        return f"{self.specialite}, {self.get_indicateur_display()}, P{self.percentile}"
