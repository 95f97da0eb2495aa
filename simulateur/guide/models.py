"""The pages of the guide as they are being written; what is public of them is in the last publication."""

from django.core.validators import RegexValidator
from django.db import models

from eligibility.models.base import Table
from simulateur.textes import guide_atelier as textes

INTERVALLE = 10  # between the ranks of two pages, room for others
_SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", textes.SLUG_REFUSE)


class Page(Table):
    """One page. `etiquettes`, `mots`, `ancres`: one a line. `corps`: Markdown, with its marks."""

    CLE = ("slug",)

    titre = models.CharField("titre", max_length=150)
    slug = models.CharField(
        "nom dans l’adresse", max_length=60, unique=True, validators=[_SLUG],
        help_text="Ce qui suit « /guide/ » dans son adresse : il ne change plus.",
        error_messages={"unique": textes.SLUG_PRIS},
    )  # fmt: skip
    resume = models.CharField("en une phrase", max_length=300)
    rubrique = models.CharField(
        "rubrique", max_length=80, help_text="Le titre sous lequel la liste des pages la range."
    )
    ordre = models.PositiveSmallIntegerField(
        "ordre", default=0, help_text="Rang dans le guide, le plus petit d’abord."
    )
    etiquettes = models.TextField("étiquettes", blank=True, help_text="Une par ligne.")
    mots = models.TextField(
        "autres mots", blank=True,
        help_text="Ce que les médecins tapent et que le texte ne dit pas, un par ligne.",
    )  # fmt: skip
    ancres = models.TextField(
        "ce qu’elle explique", blank=True,
        help_text="Les endroits du site qui ouvrent cette page, un par ligne : question:pmt.",
    )  # fmt: skip
    corps = models.TextField("texte", help_text=textes.AIDE_DU_TEXTE)

    class Meta:
        verbose_name = "page du guide"
        verbose_name_plural = "pages du guide"
        ordering = ["ordre", "slug"]

    def __str__(self) -> str:
        return self.titre
