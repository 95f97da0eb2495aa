"""Writes to the tables that are more than one `save()`."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from eligibility.models import Bareme, JeuEmployeur, Source, Specialite
from eligibility.models.choix import Statut
from eligibility.models.version import Version

TABLES_LIVREES = Path(settings.RACINE) / "fixtures" / "tables"


class TablesDejaPresentes(Exception):
    """The database already holds tables: nothing is loaded over them."""


@transaction.atomic
def charger_tables(dossier: Path = TABLES_LIVREES) -> int:
    """Loads the shipped tables into a database that holds none; the number of files loaded.

    Raises TablesDejaPresentes and writes nothing when a barème, source or specialty exists.
    `publie_le` is the moment when the barèmes become public in this database.
    """
    if any(modele.objects.exists() for modele in (Bareme, JeuEmployeur, Source, Specialite)):
        raise TablesDejaPresentes
    fichiers = sorted(dossier.glob("*.jsonl"))
    call_command("loaddata", *map(str, fichiers), verbosity=0)
    for modele in (Bareme, JeuEmployeur):
        publies = modele.objects.filter(statut=Statut.PUBLIE, publie_le=None)
        publies.update(publie_le=timezone.now())
    return len(fichiers)


def prochaine_revision(date_effet: date, modele: type[Version] = Bareme) -> int:
    """The first revision number that no version of that date bears yet."""
    soeurs = modele.objects.filter(date_effet=date_effet)
    return (soeurs.aggregate(plus_haute=Max("revision"))["plus_haute"] or 0) + 1


@transaction.atomic
def relever_revisions(versions: Iterable[int], modele: type[Version] = Bareme) -> list[Version]:
    """Raises the revision of those of these versions (primary keys) that are published; returns them.

    Links and prints carry the version and revision they were made with: the number must move with
    the figures. A revision number already taken at the same date is skipped.
    """
    releves = list(
        modele.objects.select_for_update().filter(pk__in=set(versions), statut=Statut.PUBLIE)
    )
    for version in releves:
        version.revision = prochaine_revision(version.date_effet, modele)
        version.save(update_fields=["revision"])
    return releves
