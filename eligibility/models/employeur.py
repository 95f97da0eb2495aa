"""What an assistant costs, dated on its own: wages and rates do not move with the aid's barèmes."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

from eligibility.regles.employeur import CLES, ENTIERES, POURCENT

from .base import Cellule, code_connu
from .choix import Statut
from .choix_employeur import CleEmployeur, UniteEmployeur
from .version import Version


class JeuEmployeur(Version):
    """All the employer's parameters in force from a day on."""

    NECESSAIRES = len(CLES)

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
    unite = models.CharField("unité", max_length=12, choices=UniteEmployeur, editable=False)
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
            code_connu("unite", UniteEmployeur, "parametreemployeur_unite_connue"),
        ]

    def __str__(self) -> str:
        return self.get_cle_display()

    def save(self, *args, **kwargs) -> None:
        # The unit belongs to the key, nobody chooses it.
        self.unite = CLES.get(self.cle, self.unite)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.valeur is None:
            if self.jeu_id is not None and self.jeu.statut == Statut.PUBLIE:
                raise ValidationError(
                    {"valeur": "Le calcul a besoin de ce paramètre : un barème publié ne peut pas "
                     "le laisser vide."}
                )  # fmt: skip
            return
        if CLES.get(self.cle) == POURCENT and self.valeur > 100:
            raise ValidationError({"valeur": "Un pourcentage ne dépasse pas 100."})
        if self.cle in ENTIERES and self.valeur != int(self.valeur):
            raise ValidationError({"valeur": "Indiquez un nombre entier, par exemple 12."})
        if self.cle in SANS_ZERO and not self.valeur:
            raise ValidationError(
                {"valeur": "Cette valeur divise les autres : elle n’est pas nulle."}
            )


# Divisors of the formulas.
SANS_ZERO = frozenset({"heures_annuelles", "jours_travailles", "tarif_consultation"})
