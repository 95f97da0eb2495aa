"""The constants of the rules."""

from django.db import models

from eligibility.regles.parametres import CONSTANTES

from .bareme import CLE_BAREME, lien_bareme
from .base import Cellule, code_connu
from .choix import CleParametre, Unite


class Parametre(Cellule):
    """One constant, in the unit that the rules expect for its key."""

    CLE = (*CLE_BAREME, "cle")

    bareme = lien_bareme("parametres")
    cle = models.CharField("paramètre", max_length=40, choices=CleParametre)

    class Meta(Cellule.Meta):
        abstract = False
        verbose_name = "paramètre"
        verbose_name_plural = "paramètres"
        ordering = ["-bareme__date_effet", "-bareme__revision", "cle"]
        constraints = [
            *Cellule.Meta.constraints,
            models.UniqueConstraint(
                fields=["bareme", "cle"],
                name="parametre_une_case",
                violation_error_message="Ce paramètre existe déjà dans ce barème.",
            ),
            code_connu("cle", CleParametre, "parametre_cle_connue"),
        ]

    def __str__(self) -> str:
        return self.get_cle_display()

    @property
    def unite(self) -> str:
        """The unit belongs to the key, nobody chooses it."""
        return Unite(CONSTANTES[self.cle]).label
