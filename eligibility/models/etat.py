"""The token by which each process knows that its copy of the tables is stale."""

import secrets

from django.db import models
from django.db.models import F

# Steps are random so that two histories which diverge (a rolled-back transaction, a restored
# backup) do not meet again on the same token with other figures.
PAS_MAXIMAL = 2**20


class EtatTables(models.Model):
    """One row: `jeton` moves at every write to any table."""

    UNIQUE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=UNIQUE, editable=False)
    jeton = models.BigIntegerField("jeton", default=0)

    class Meta:
        verbose_name = "état des tables"
        verbose_name_plural = "état des tables"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="etat_tables_ligne_unique"),
        ]

    def __str__(self) -> str:
        return f"jeton {self.jeton}"

    @classmethod
    def lire(cls) -> int:
        """The current token, 0 when nothing was ever written. One query."""
        return cls.objects.filter(pk=cls.UNIQUE).values_list("jeton", flat=True).first() or 0

    @classmethod
    def relever(cls) -> None:
        """Moves the token, within the caller's transaction."""
        pas = secrets.randbelow(PAS_MAXIMAL) + 1
        if not cls.objects.filter(pk=cls.UNIQUE).update(jeton=F("jeton") + pas):
            cls.objects.create(pk=cls.UNIQUE, jeton=pas)
