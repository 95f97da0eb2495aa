"""A control case in the database, which is the master once the files have seeded it."""

from django.db import models

EXEMPLES = "exemples"


class CasDeControle(models.Model):
    """A doctor's answers, and what must come out of them (fixtures/cas/LISEZMOI.md).

    `theme`: the file it is written back to; those of `exemples` are on the home page. `reponses`: keys of
    the API, as JSON; `attendu`: what the case checks, and that alone.
    """

    nom = models.CharField("nom", max_length=200, unique=True)
    theme = models.SlugField("thème", max_length=60, help_text="Le fichier où il s’exporte.")
    rang = models.PositiveIntegerField("rang", default=0)
    reponses = models.JSONField("réponses")
    attendu = models.JSONField("attendu")
    source = models.CharField(
        "source", max_length=300, blank=True,
        help_text="Le paragraphe des règles et la source officielle d’où vient l’attendu.",
    )  # fmt: skip

    class Meta:
        app_label = "simulateur"
        verbose_name = "cas de contrôle"
        verbose_name_plural = "cas de contrôle"
        ordering = ["theme", "rang", "pk"]

    def __str__(self) -> str:
        return self.nom
