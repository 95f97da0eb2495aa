"""What went public, when, by whom: each line holds all that the site reads from that moment on."""

from typing import Any

from django.db import models
from django.db.models import Max
from django.utils import timezone

from .base import Signee, code_connu
from .choix import Acte

JOURNAL_PUBLIC = 50


class PublicationImmuable(Exception):
    """A publication is history: it is added, never changed nor erased."""


class PublicationQuerySet(models.QuerySet):
    def update(self, **kwargs) -> int:
        raise PublicationImmuable

    update.alters_data = True

    def delete(self) -> None:
        raise PublicationImmuable

    delete.alters_data = True
    delete.queryset_only = True


class Publication(Signee):
    """One snapshot of the published tables. The last one is what the public site reads.

    `contenu`: the snapshot's document in its one spelling; `empreinte`: its fingerprint. `genre`,
    `version`, `revision`: the version concerned; empty when the references alone changed. `changements`:
    rows that differ from what was public before: {genre, version, table, cle, avant, apres}; `genre` and
    `version` are empty for specialties, sources and parts.
    """

    acte = models.CharField("acte", max_length=12, choices=Acte)
    genre = models.CharField("genre", max_length=9, blank=True)
    version = models.DateField("version", null=True, blank=True)
    revision = models.PositiveIntegerField("révision", null=True, blank=True)
    motif = models.TextField("motif", blank=True)
    faite_le = models.DateTimeField("faite le", auto_now_add=True)
    changements = models.JSONField("changements", default=list, editable=False)
    empreinte = models.CharField("empreinte", max_length=16, editable=False)
    contenu = models.TextField("contenu", editable=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "publication"
        verbose_name_plural = "publications"
        ordering = ["-pk"]
        constraints = [code_connu("acte", Acte, "publication_acte_connu")]
        default_permissions = ("view",)
        permissions = [
            ("lire", "Lire l’atelier des barèmes"),
            ("rediger", "Rédiger des brouillons"),
            ("publier", "Publier et revenir en arrière"),
        ]

    def __str__(self) -> str:
        return f"n° {self.pk}, {self.get_acte_display()}"

    def save(self, *args, **kwargs) -> None:
        """Takes the number after the last one, without a hole: a sequence would skip those undone.

        Whoever publishes is alone to do so (`actes.en_file`).
        """
        if self.pk is not None and not self._state.adding:
            raise PublicationImmuable
        if self.pk is None:
            self.pk = (type(self).objects.aggregate(dernier=Max("pk"))["dernier"] or 0) + 1
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> None:
        raise PublicationImmuable

    @property
    def objet(self) -> str:
        """The version concerned, in words."""
        return f"{self.version}, révision {self.revision}" if self.version else ""

    @classmethod
    def journal(cls, jusqu_a: int) -> list[dict[str, Any]]:
        """The last publications up to that number, newest first, as the public page of news tells them."""
        return [
            {
                "numero": p.pk,
                "jour": timezone.localdate(p.faite_le).isoformat(),
                "acte": p.acte,
                "genre": p.genre,
                "version": p.version.isoformat() if p.version else "",
                "revision": p.revision or 0,
                "motif": p.motif,
                "changements": [c for c in p.changements if c["genre"]],
            }
            for p in cls.objects.filter(pk__lte=jusqu_a).defer("contenu")[:JOURNAL_PUBLIC]
        ]
