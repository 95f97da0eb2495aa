"""A control case in the database, which is the master once the files have seeded it, and its history."""

from django.db import models
from django.db.models import Q

from eligibility.models.base import Signee, code_connu

EXEMPLES = "exemples"


class CasDeControle(models.Model):
    """The answers of a doctor, or of a group, and what must come out of them (fixtures/cas/LISEZMOI.md).

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


class AttenduEnAttente(Signee):
    """What a case will have to say once a version is public: that of a draft, or of one withdrawn since.

    Exactly one of `bareme` and `employeur`, named as the genre of the version; gone when it is erased.
    `nom`: the name that the case takes then, when its own would be false; empty, it keeps it.
    """

    cas = models.ForeignKey(CasDeControle, on_delete=models.CASCADE, related_name="attentes")
    bareme = models.ForeignKey(
        "eligibility.Bareme", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    employeur = models.ForeignKey(
        "eligibility.JeuEmployeur", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )  # fmt: skip
    attendu = models.JSONField("attendu")
    nom = models.CharField("nom", max_length=200, blank=True)
    raison = models.TextField("raison")
    faite_le = models.DateTimeField("faite le", auto_now=True)

    class Meta:
        app_label = "simulateur"
        verbose_name = "attendu en attente"
        verbose_name_plural = "attendus en attente"
        default_permissions = ()
        ordering = ["cas__theme", "cas__rang", "cas"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bareme__isnull=True) ^ Q(employeur__isnull=True),
                name="attendu_en_attente_une_version",
            ),
            models.UniqueConstraint(fields=["cas", "bareme"], name="attendu_en_attente_bareme"),
            models.UniqueConstraint(
                fields=["cas", "employeur"], name="attendu_en_attente_employeur"
            ),
        ]

    def __str__(self) -> str:
        return self.raison

    @property
    def version(self):
        return self.bareme or self.employeur


class Quoi(models.TextChoices):
    CREATION = "creation", "créé"
    MODIFICATION = "modification", "modifié"
    PUBLICATION = "publication", "attendu changé par la publication"
    RETRAIT = "retrait", "attendu rendu par le retour en arrière"
    SUPPRESSION = "suppression", "supprimé"


class ChangementDeCas(Signee):
    """One act on one case. `avant` and `apres`: the columns that changed, all of them at its two ends.

    `nom`: the name it had, kept once the case is erased. `publication`: the one that did it, if any.
    """

    cas = models.ForeignKey(
        CasDeControle, on_delete=models.SET_NULL, null=True, related_name="changements"
    )
    nom = models.CharField("nom", max_length=200)
    quoi = models.CharField("quoi", max_length=12, choices=Quoi)
    avant = models.JSONField("avant", null=True)
    apres = models.JSONField("après", null=True)
    raison = models.TextField("raison", blank=True)
    publication = models.ForeignKey(
        "eligibility.Publication", on_delete=models.PROTECT, null=True, related_name="+"
    )
    fait_le = models.DateTimeField("fait le", auto_now_add=True)

    class Meta:
        app_label = "simulateur"
        verbose_name = "changement de cas"
        verbose_name_plural = "changements de cas"
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [code_connu("quoi", Quoi, "changement_de_cas_quoi_connu")]

    def __str__(self) -> str:
        return f"{self.nom}, {self.get_quoi_display()}"
