"""The steps of a draft that change no cell and make nothing public."""

from django.db import models

from .base import Signee, code_connu
from .choix import Pas


class Etape(Signee):
    """One step: made, submitted to who publishes, sent back, caught up, erased. `mot`: what, or why.

    Named like a Changement by what stays when the draft is erased. `empreinte`: fingerprint of the draft
    when it was submitted; another one now says that it was changed since.
    """

    genre = models.CharField("genre", max_length=9)
    version = models.DateField("version")
    revision = models.PositiveIntegerField("révision")
    pas = models.CharField("pas", max_length=11, choices=Pas)
    mot = models.TextField("mot", blank=True)
    empreinte = models.CharField("empreinte", max_length=16, blank=True)
    faite_le = models.DateTimeField("faite le", auto_now_add=True)

    class Meta:
        verbose_name = "étape"
        verbose_name_plural = "étapes"
        ordering = ["-pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["genre", "version", "revision"], name="etape_version")]
        constraints = [code_connu("pas", Pas, "etape_pas_connu")]

    def __str__(self) -> str:
        return f"{self.version}, révision {self.revision} : {self.get_pas_display()}"
