"""Medical specialties and their group in the rules."""

from django.db import models

from .base import Table, code_connu
from .choix import Groupe


class Specialite(Table):
    """A specialty. `groupe` decides which rules apply to it; `slug` is in people's links: fixed."""

    CLE = ("slug",)

    slug = models.SlugField(
        "identifiant", max_length=60, unique=True,
        help_text="Sert dans les adresses partagées : ne le changez pas une fois utilisé.",
    )  # fmt: skip
    libelle = models.CharField("libellé", max_length=150)
    groupe = models.CharField(
        "groupe", max_length=12, choices=Groupe,
        help_text="Le groupe décide des règles appliquées à la spécialité.",
    )  # fmt: skip
    synonymes = models.TextField(
        "synonymes", blank=True,
        help_text="Les mots que les médecins tapent pour la trouver, un par ligne.",
    )  # fmt: skip
    ordre = models.PositiveSmallIntegerField(
        "ordre", default=0, help_text="Rang dans les listes, le plus petit d’abord."
    )

    class Meta:
        verbose_name = "spécialité"
        verbose_name_plural = "spécialités"
        ordering = ["ordre", "slug"]
        constraints = [code_connu("groupe", Groupe, "specialite_groupe_connu")]

    def __str__(self) -> str:
        return self.libelle
