"""Documents kept with a source: the PDF that was read, as it was that day."""

from django.db import models

from .base import Signee

TAILLE_MAXIMALE = 15_000_000
PDF = b"%PDF-"


class PieceJointe(Signee):
    """A PDF, in the database: every copy of the site sees it, and a backup holds it."""

    source = models.ForeignKey(
        "eligibility.Source", on_delete=models.CASCADE, related_name="pieces", verbose_name="source"
    )
    nom = models.CharField("nom du fichier", max_length=150)
    contenu = models.BinaryField("contenu")
    ajoutee_le = models.DateTimeField("ajoutée le", auto_now_add=True)

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.nom
