"""Who changed which cell, from what to what, when and why."""

from django.db import models

from .base import Signee


class Changement(Signee):
    """One row of one table of a version, before and after; null: the row was not there.

    Named by what stays when a draft is erased: `genre`, `version` (ISO date), `revision`, `table`, and
    `cle`, the row's key as its document writes it. `avant` and `apres`: the whole row, as in documents.
    A specialty or a source is a row of no version: `genre`, `version` and `revision` are empty.
    """

    genre = models.CharField("genre", max_length=9, blank=True)
    version = models.DateField("version", null=True, blank=True)
    revision = models.PositiveIntegerField("révision", null=True, blank=True)
    table = models.CharField("table", max_length=12)
    cle = models.JSONField("case")
    avant = models.JSONField("avant", null=True)
    apres = models.JSONField("après", null=True)
    pourquoi = models.TextField("pourquoi", blank=True)
    fait_le = models.DateTimeField("fait le", auto_now_add=True)

    class Meta:
        verbose_name = "changement"
        verbose_name_plural = "changements"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["genre", "version", "revision"], name="changement_version"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.cle}"
