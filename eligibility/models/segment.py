"""Objectives by segments of starting patientele (annexe 10)."""

from django.db import models
from django.db.models import F, Q

from .bareme import CLE_BAREME, lien_bareme, lien_specialite
from .base import Sourcee, code_connu
from .choix import Fiabilite, Indicateur, Option


class SegmentObjectif(Sourcee):
    """Patients to gain for a start in [debut, fin[: linear between its ends, or constant."""

    CLE = (*CLE_BAREME, "specialite__slug", "option", "indicateur", "debut")

    bareme = lien_bareme("objectifs")
    specialite = lien_specialite()
    option = models.CharField("option", max_length=3, choices=Option)
    indicateur = models.CharField("indicateur", max_length=3, choices=Indicateur)
    debut = models.PositiveIntegerField(
        "patientèle de départ, de", help_text="Borne incluse, en patients."
    )
    fin = models.PositiveIntegerField(
        "à", null=True, blank=True, help_text="Borne exclue. Vide : sans limite."
    )
    patients_debut = models.PositiveIntegerField(
        "patients à gagner", help_text="À la borne de départ, ou sur tout le segment."
    )
    patients_fin = models.PositiveIntegerField(
        "patients à gagner à la fin", null=True, blank=True,
        help_text="À la borne de fin, en ligne droite depuis le départ. Vide : nombre constant.",
    )  # fmt: skip

    class Meta:
        verbose_name = "segment d’objectif"
        verbose_name_plural = "segments d’objectif"
        ordering = [
            "-bareme__date_effet", "-bareme__revision",
            "specialite__ordre", "specialite__slug", "option", "-indicateur", "debut",
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["bareme", "specialite", "option", "indicateur", "debut"],
                name="segment_un_debut",
                violation_error_message="Un segment commence déjà à cette patientèle.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=F("debut")),
                name="segment_bornes",
                violation_error_message="La fin d’un segment est au-dessus de son début.",
            ),
            models.CheckConstraint(
                condition=Q(patients_fin__isnull=True) | Q(fin__isnull=False),
                name="segment_pente_bornee",
                violation_error_message="Un nombre à la fin demande une borne de fin.",
            ),
            models.CheckConstraint(
                condition=~Q(fiabilite=Fiabilite.A_COMPLETER),
                name="segment_rempli",
                violation_error_message="Un segment porte toujours un nombre : il n’est pas "
                "« à compléter ». Sans nombre connu, n’ajoutez pas de segment.",
            ),
            code_connu("option", Option, "segment_option_connue"),
            code_connu("indicateur", Indicateur, "segment_indicateur_connu"),
        ]

    def __str__(self) -> str:
        fin = "et plus" if self.fin is None else f"à {self.fin}"
        suite = f"{self.get_indicateur_display()}, de {self.debut} {fin}"
        return f"{self.specialite}, {self.get_option_display()}, {suite}"
