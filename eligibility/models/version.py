"""What is dated and published: the life shared by the aid's barèmes and the employer's."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from .base import Table, code_connu
from .choix import Statut


class Version(Table):
    """One version, named by the day it takes effect; its corrections raise `revision`."""

    CLE = ("date_effet", "revision")

    date_effet = models.DateField(
        "date d’effet", help_text="Premier jour où ce barème s’applique : elle lui donne son nom."
    )
    revision = models.PositiveIntegerField(
        "révision", default=1, validators=[MinValueValidator(1)],
        help_text="Monte à chaque correction d’un barème publié.",
    )  # fmt: skip
    statut = models.CharField(
        "statut", max_length=9, choices=Statut, default=Statut.BROUILLON,
        help_text="Seuls les barèmes publiés servent aux calculs du site.",
    )  # fmt: skip
    intitule = models.CharField("intitulé", max_length=200)
    source = models.ForeignKey(
        "eligibility.Source", on_delete=models.PROTECT, null=True, blank=True,
        verbose_name="source", help_text="Le texte qui fixe ce barème.",
    )  # fmt: skip
    redacteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True,
        editable=False, related_name="+", verbose_name="rédigé par",
    )  # fmt: skip
    publie_le = models.DateTimeField("publié le", null=True, blank=True, editable=False)
    empreinte = models.CharField(
        "empreinte", max_length=16, blank=True, editable=False,
        help_text="De ce qui a été publié : une version publiée ne change plus.",
    )  # fmt: skip
    verifie_le = models.DateField(
        "vérifié le", null=True, blank=True,
        help_text="Jour où le texte du barème a été relu. Vide : « non vérifié ».",
    )  # fmt: skip
    commentaire = models.TextField("commentaire", blank=True)
    # What was public when the draft was made, or last caught up: what its own changes are counted from.
    origine_version = models.DateField("version d’origine", null=True, editable=False)
    origine_revision = models.PositiveIntegerField("révision d’origine", null=True, editable=False)
    origine_empreinte = models.CharField(
        "empreinte d’origine", max_length=16, blank=True, editable=False
    )

    class Meta:
        abstract = True
        default_permissions = ()  # the workshop's own: see Publication
        ordering = ["-date_effet", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["date_effet", "revision"],
                name="%(class)s_date_revision",
                violation_error_message="Ce barème a déjà une révision de ce numéro.",
            ),
            models.UniqueConstraint(
                fields=["date_effet"],
                condition=Q(statut=Statut.PUBLIE),
                name="%(class)s_un_publie_par_date",
                violation_error_message="Un barème est déjà publié à cette date d’effet.",
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="%(class)s_revision_positive"
            ),
            code_connu("statut", Statut, "%(class)s_statut_connu"),
        ]

    def __str__(self) -> str:
        return f"{self.version}, révision {self.revision}"

    @property
    def version(self) -> str:
        """The public name of the version: its date of effect, ISO."""
        return self.date_effet.isoformat()
