"""Warnings that somebody looked at and accepted, and why."""

from django.conf import settings
from django.db import models


class AvertissementAccepte(models.Model):
    """One warning of one version. `anomalie`: what was accepted, figures included, in its one spelling.

    Should the cell change, the warning is another one, and has to be looked at again.
    """

    genre = models.CharField("genre", max_length=9)
    version = models.DateField("version")
    revision = models.PositiveIntegerField("révision")
    anomalie = models.TextField("anomalie")
    raison = models.TextField("raison")
    accepte_le = models.DateTimeField("accepté le", auto_now_add=True)
    auteur = models.CharField("auteur", max_length=150)
    compte = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True,
        editable=False, related_name="+",
    )  # fmt: skip

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
