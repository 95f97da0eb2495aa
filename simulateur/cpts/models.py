"""A CPTS, what was changed of it, and the results opened through its link."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.validators import RegexValidator, URLValidator
from django.db import models, transaction

from eligibility.actes import SYSTEME, Auteur, en_file
from eligibility.models.base import Signee
from simulateur.textes import cpts as textes

from . import logo, origines

_SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", textes.SLUG_REFUSE)
_TELEPHONE = RegexValidator(r"^\+?[0-9][0-9 .]{2,18}\Z", textes.TELEPHONE_REFUSE)
_LIEN = URLValidator(schemes=("https", "http"))


class Cpts(models.Model):
    """What a CPTS shows beside a result, all but its name optional; empty texts where nothing is known.

    `logo`: the bytes of a picture that `logo.lire` knows. `origines`: one a line.
    """

    slug = models.CharField(
        "nom dans l’adresse", max_length=60, unique=True, validators=[_SLUG],
        help_text="Ce qui suit « ?cpts= » dans ses liens : il ne change plus.",
    )  # fmt: skip
    nom = models.CharField("nom", max_length=120)
    logo = models.BinaryField("logo", blank=True, default=b"")
    telephone = models.CharField("téléphone", max_length=20, blank=True, validators=[_TELEPHONE])
    courriel = models.EmailField("adresse électronique", blank=True)
    site = models.URLField("site", blank=True, validators=[_LIEN])
    cpam_service = models.CharField(
        "service de la CPAM", max_length=120, blank=True,
        help_text="Qui répond aux médecins, par exemple un délégué ou une plateforme.",
    )  # fmt: skip
    cpam_telephone = models.CharField(
        "téléphone de la CPAM", max_length=20, blank=True, validators=[_TELEPHONE]
    )
    cpam_courriel = models.EmailField("adresse électronique de la CPAM", blank=True)
    cpam_lien = models.URLField("page de la CPAM", blank=True, validators=[_LIEN])
    origines = models.TextField(
        "sites qui peuvent intégrer le simulateur", blank=True, validators=[origines.valider],
        help_text=textes.AIDE_ORIGINES,
    )  # fmt: skip
    equipe = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, verbose_name="comptes de cette CPTS",
        help_text="Ils changent son nom, son logo et ses contacts, et rien d’autre.",
    )  # fmt: skip

    class Meta:
        verbose_name = "CPTS"
        verbose_name_plural = "CPTS"
        ordering = ["nom"]
        permissions = [("administrer_cpts", "Peut ouvrir une CPTS et dire qui l’intègre")]

    def __str__(self) -> str:
        return self.nom

    @transaction.atomic
    def save(self, *, auteur: Auteur = SYSTEME, **options) -> None:
        """Writes the row and what changed of it, in the name of `auteur`.

        One at a time: the numbers of modifications follow each other as they become visible, and a process
        that has read the last one has read them all.
        """
        en_file()
        avant = {} if self.pk is None else lisible(type(self).objects.filter(pk=self.pk).first())
        super().save(**options)
        self._noter(avant, lisible(self), auteur)

    @transaction.atomic
    def delete(self, *, auteur: Auteur = SYSTEME, **options):
        en_file()
        avant = lisible(self) | {EQUIPE: self.comptes}
        efface = super().delete(**options)
        self._noter(avant, {}, auteur)
        return efface

    @property
    def comptes(self) -> str:
        """The accounts of its team, one a line, as history keeps them: two people may have the same name."""
        return "\n".join(sorted(map(_nomme, self.equipe.all())))

    @transaction.atomic
    def noter_equipe(self, avant: str, auteur: Auteur) -> None:
        """What `auteur` changed of its team; `avant`: its `comptes` before."""
        en_file()
        self._noter({EQUIPE: avant}, {EQUIPE: self.comptes}, auteur)

    def _noter(self, avant: dict[str, str], apres: dict[str, str], auteur: Auteur) -> None:
        Modification.objects.bulk_create(
            Modification(
                cpts=self.slug, champ=champ, avant=avant.get(champ, ""), apres=apres.get(champ, ""),
                auteur=auteur.nom, compte=auteur.compte,
            )
            for champ in CHAMPS_NOTES
            if avant.get(champ, "") != apres.get(champ, "")
        )  # fmt: skip


def _nomme(compte: AbstractBaseUser) -> str:
    nom, identifiant = Auteur.de(compte).nom, compte.get_username()
    return nom if nom == identifiant else f"{nom} ({identifiant})"


CHAMPS_PUBLICS = (
    "slug", "nom", "telephone", "courriel", "site",
    "cpam_service", "cpam_telephone", "cpam_courriel", "cpam_lien", "origines",
)  # fmt: skip
EQUIPE = "equipe"
CHAMPS_NOTES = (*CHAMPS_PUBLICS, "logo", EQUIPE)


def lisible(cpts: Cpts | None) -> dict[str, str]:
    """Each field as history keeps it: of a logo, only its name and size."""
    if cpts is None:
        return {}
    image = logo.lire(bytes(cpts.logo))
    return {champ: getattr(cpts, champ) for champ in CHAMPS_PUBLICS} | {"logo": str(image or "")}


class Modification(Signee):
    """One field of a CPTS, before and after. The last one tells each process that it must read again."""

    cpts = models.CharField("CPTS", max_length=60)
    champ = models.CharField("champ", max_length=20)
    avant = models.TextField("avant", blank=True)
    apres = models.TextField("après", blank=True)
    fait_le = models.DateTimeField("fait le", auto_now_add=True)

    class Meta:
        verbose_name = "modification"
        verbose_name_plural = "modifications"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["cpts"], name="modification_cpts")]

    def __str__(self) -> str:
        return f"{self.cpts}, {self.champ}"

    @property
    def libelle(self) -> str:
        return Cpts._meta.get_field(self.champ).verbose_name


class Ouvertures(models.Model):
    """How many results a CPTS's link opened in a month; `mois`: its first day. Nothing of who did."""

    cpts = models.ForeignKey(Cpts, models.CASCADE, related_name="ouvertures")
    mois = models.DateField("mois")
    nombre = models.PositiveIntegerField("résultats ouverts", default=0)

    class Meta:
        verbose_name = "résultats ouverts"
        verbose_name_plural = "résultats ouverts"
        ordering = ["-mois"]
        constraints = [models.UniqueConstraint(fields=["cpts", "mois"], name="ouvertures_du_mois")]

    def __str__(self) -> str:
        return f"{self.cpts}, {self.mois:%Y-%m}"
