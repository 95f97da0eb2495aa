"""Thresholds: percentiles of the national distribution of each specialty."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from eligibility.regles.vocabulaire import indicateurs

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

    def clean(self) -> None:
        super().clean()
        if self.bareme_id is None or self.specialite_id is None:
            return
        if self.indicateur not in indicateurs(self.specialite.groupe):
            raise ValidationError(
                {"indicateur": "Cette spécialité se lit sur la file active seulement."}
            )
        if self.valeur is not None:
            self._verifie_croissance()

    def _verifie_croissance(self) -> None:
        """A higher percentile never has fewer patients than a lower one."""
        contraires = (
            Seuil.objects.filter(
                bareme=self.bareme_id, specialite=self.specialite_id, indicateur=self.indicateur
            )
            .exclude(pk=self.pk)
            .filter(
                Q(percentile__lt=self.percentile, valeur__gt=self.valeur)
                | Q(percentile__gt=self.percentile, valeur__lt=self.valeur)
            )
        )
        autre = contraires.order_by("percentile").first()
        if autre is None:
            return
        sens = "plus grand" if autre.percentile < self.percentile else "plus petit"
        message = (
            f"P{autre.percentile} ({autre.valeur}) est {sens} que P{self.percentile} "
            f"({self.valeur}) : un percentile plus haut ne peut pas compter moins de patients."
        )
        raise ValidationError({"valeur": message})
