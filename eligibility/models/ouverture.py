"""Which options new contracts may take."""

from django.db import models

from .bareme import CLE_BAREME, lien_bareme
from .base import Sourcee, code_connu
from .choix import Etat, Fiabilite, Option


class OuvertureOption(Sourcee):
    """Whether a contract signed under this barème may take the option."""

    CLE = (*CLE_BAREME, "option")

    bareme = lien_bareme("options")
    option = models.CharField("option", max_length=3, choices=Option)
    etat = models.CharField("état", max_length=10, choices=Etat)

    class Meta:
        verbose_name = "ouverture d’une option"
        verbose_name_plural = "ouverture des options"
        ordering = ["-bareme__date_effet", "-bareme__revision", "option"]
        constraints = [
            models.UniqueConstraint(
                fields=["bareme", "option"],
                name="ouverture_une_case",
                violation_error_message="Cette option figure déjà dans ce barème.",
            ),
            models.CheckConstraint(
                condition=~models.Q(fiabilite=Fiabilite.A_COMPLETER),
                name="ouverture_remplie",
                violation_error_message="L’état d’une option est toujours connu : choisissez une "
                "autre fiabilité.",
            ),
            code_connu("option", Option, "ouverture_option_connue"),
            code_connu("etat", Etat, "ouverture_etat_connu"),
        ]

    def __str__(self) -> str:
        return f"{self.get_option_display()} : {self.get_etat_display()}"
