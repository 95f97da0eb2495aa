"""What an assistant costs, dated on its own: wages and rates do not move with the aid's barèmes."""

from django.core.validators import MinValueValidator
from django.db import models

from eligibility.regles.employeur import CLES

from .base import Cellule, code_connu
from .choix_employeur import CleEmployeur, UniteEmployeur
from .version import Version


class JeuEmployeur(Version):
    """All the employer's parameters in force from a day on."""

    class Meta(Version.Meta):
        abstract = False
        verbose_name = "barème employeur"
        verbose_name_plural = "barèmes employeur"


class ParametreEmployeur(Cellule):
    """One wage, rate or threshold, in the unit that the rules expect for its key."""

    CLE = (*(f"jeu__{champ}" for champ in JeuEmployeur.CLE), "cle")

    jeu = models.ForeignKey(
        JeuEmployeur,
        on_delete=models.CASCADE,
        related_name="parametres",
        verbose_name="barème employeur",
    )
    cle = models.CharField("paramètre", max_length=40, choices=CleEmployeur)
    # Four decimals: 0,3981 in the reduction's formula, 0,016 % of dialogue social.
    valeur = models.DecimalField(
        "valeur",
        max_digits=10,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "La valeur ne peut pas être négative.")],
        help_text="Laissez vide tant que la valeur n’est pas connue : elle n’est jamais devinée.",
    )

    class Meta(Cellule.Meta):
        abstract = False
        verbose_name = "paramètre employeur"
        verbose_name_plural = "paramètres employeur"
        ordering = ["-jeu__date_effet", "-jeu__revision", "cle"]
        constraints = [
            *Cellule.Meta.constraints,
            models.UniqueConstraint(
                fields=["jeu", "cle"],
                name="parametreemployeur_une_case",
                violation_error_message="Ce paramètre existe déjà dans ce barème.",
            ),
            code_connu("cle", CleEmployeur, "parametreemployeur_cle_connue"),
        ]

    def __str__(self) -> str:
        return self.get_cle_display()

    @property
    def unite(self) -> str:
        """The unit belongs to the key, nobody chooses it."""
        return UniteEmployeur(CLES[self.cle]).label
