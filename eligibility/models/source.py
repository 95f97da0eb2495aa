"""Where figures come from."""

from django.db import models

from .base import Table
from .choix import Lecture


class Source(Table):
    """A text or a page, named by a short key. An unknown link is empty, never guessed."""

    CLE = ("cle",)

    cle = models.CharField(
        "clé", max_length=40, unique=True, help_text="Nom court, par exemple AMELI-AIDE."
    )
    libelle = models.CharField("libellé", max_length=300)
    lien = models.URLField(
        "lien", max_length=500, blank=True,
        help_text="Adresse publique du document. Vide si elle n’est pas connue.",
    )  # fmt: skip
    date = models.DateField("date du document", null=True, blank=True)
    lecture = models.CharField(
        "lecture", max_length=10, choices=Lecture, blank=True,
        help_text="Ce qui a été lu du document lui-même. Vide : non précisé.",
    )  # fmt: skip
    verifie_le = models.DateField(
        "vérifiée le", null=True, blank=True,
        help_text="Jour de la dernière lecture. Vide : « non vérifié ».",
    )  # fmt: skip

    class Meta:
        verbose_name = "source"
        verbose_name_plural = "sources"
        ordering = ["cle"]

    def __str__(self) -> str:
        return self.cle
