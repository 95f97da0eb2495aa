"""A dated version of the tables."""

from django.db import models

from .version import Version


class Bareme(Version):
    """One version of the tables of the aid."""

    class Meta(Version.Meta):
        abstract = False
        verbose_name = "barème"
        verbose_name_plural = "barèmes"


CLE_BAREME = tuple(f"bareme__{champ}" for champ in Bareme.CLE)


def lien_bareme(nom: str) -> models.ForeignKey:
    """The foreign key of a cell to its barème, which it does not outlive."""
    return models.ForeignKey(
        Bareme, on_delete=models.CASCADE, related_name=nom, verbose_name="barème"
    )


def lien_specialite() -> models.ForeignKey:
    return models.ForeignKey(
        "eligibility.Specialite", on_delete=models.PROTECT, verbose_name="spécialité"
    )
