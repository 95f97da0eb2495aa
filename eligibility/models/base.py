"""What every table shares: natural keys, the source and mark of each cell."""

from functools import reduce
from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from .choix import Fiabilite


class TableManager(models.Manager):
    def get_by_natural_key(self, *valeurs):
        return self.get(**dict(zip(self.model.CLE, valeurs, strict=True)))


class Table(models.Model):
    """A table of the referentiel. `CLE`: lookups that name a row, its natural key."""

    CLE: ClassVar[tuple[str, ...]]

    objects = TableManager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple:
        return tuple(reduce(getattr, chemin.split("__"), self) for chemin in self.CLE)


def lignes_pleines(texte: str) -> list[str]:
    """The elements of a list written one a line, without empty lines."""
    return [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]


class Sourcee(Table):
    """A row that says where it comes from, how sure it is and when somebody last checked it."""

    source = models.ForeignKey(
        "eligibility.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="source",
        help_text="Le texte ou la page qui donne cette valeur. Vide si elle n’est pas connue.",
    )
    fiabilite = models.CharField(
        "fiabilité",
        max_length=12,
        choices=Fiabilite,
        help_text="Officiel : la convention, un arrêté ou une page d’ameli.fr. "
        "Secondaire : une seule source indirecte. "
        "Hypothèse : notre lecture là où les textes laissent un choix. "
        "À compléter : la case existe dans la convention, mais sa valeur n’est pas connue.",
    )
    verifie_le = models.DateField(
        "vérifié le",
        null=True,
        blank=True,
        help_text="Jour où la valeur a été relue dans sa source. Vide : « non vérifié ».",
    )
    note = models.TextField(
        "note", blank=True, help_text="Une précision pour les lecteurs : choix, réserve, contexte."
    )

    class Meta:
        abstract = True


def contraintes_cellule() -> list[models.BaseConstraint]:
    """A figure is never negative, and it is empty exactly when it is marked « à compléter »."""
    vide = Q(valeur__isnull=True)
    a_completer = Q(fiabilite=Fiabilite.A_COMPLETER)
    return [
        models.CheckConstraint(
            condition=vide | Q(valeur__gte=0),
            name="%(class)s_valeur_positive",
            violation_error_message="La valeur ne peut pas être négative.",
        ),
        models.CheckConstraint(
            condition=(vide & a_completer) | (~vide & ~a_completer),
            name="%(class)s_vide_a_completer",
            violation_error_message="Une case vide est « à compléter », une case "
            "remplie ne l’est pas.",
        ),
    ]


class Cellule(Sourcee):
    """One figure. `valeur` None is the state « à compléter »: unknown, never zero."""

    valeur = models.DecimalField(
        "valeur",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "La valeur ne peut pas être négative.")],
        help_text="Laissez vide tant que la valeur n’est pas connue : elle n’est jamais devinée.",
    )

    class Meta:
        abstract = True
        constraints = contraintes_cellule()


def code_connu(champ: str, codes: type[models.Choices], nom: str) -> models.CheckConstraint:
    """A stored code belongs to its list, whoever writes it."""
    return models.CheckConstraint(condition=Q(**{f"{champ}__in": codes.values}), name=nom)


class Signee(models.Model):
    """A row that says who made it: a name that outlives the account, and the account."""

    auteur = models.CharField("auteur", max_length=150, blank=True)
    compte = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True
