"""Warnings that somebody looked at and accepted, and why."""

from django.db import models

from .base import Signee


class AvertissementAccepte(Signee):
    """One warning of one version. `anomalie`: what was accepted, figures included, in its one spelling.

    Should the cell change, the warning is another one, and has to be looked at again.
    """

    genre = models.CharField("genre", max_length=9)
    version = models.DateField("version")
    revision = models.PositiveIntegerField("révision")
    anomalie = models.TextField("anomalie")
    raison = models.TextField("raison")
    accepte_le = models.DateTimeField("accepté le", auto_now_add=True)

    class Meta:
        verbose_name = "avertissement accepté"
        verbose_name_plural = "avertissements acceptés"
        constraints = [
            models.UniqueConstraint(
                fields=["genre", "version", "revision", "anomalie"],
                name="avertissement_accepte_une_fois",
            ),
        ]

    def __str__(self) -> str:
        return self.raison
