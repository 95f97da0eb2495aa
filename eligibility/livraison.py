"""The shipped tables, in a database that holds none."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from eligibility import cycle
from eligibility.actes import SYSTEME
from eligibility.models import Bareme, JeuEmployeur, Publication, Source, Specialite
from eligibility.models.choix import Acte, Statut

TABLES_LIVREES = Path(settings.RACINE) / "fixtures" / "tables"


class DejaLa(Exception):
    """The database holds, or held, some of what comes with the site: nothing is loaded over it."""


@transaction.atomic
def charger_tables(dossier: Path = TABLES_LIVREES) -> int:
    """Loads and publishes the shipped tables in a database that holds none; the number of files.

    Loads nothing when a version, source or specialty exists: raises DejaLa, or publishes what a former
    release had published without a snapshot.
    """
    if any(modele.objects.exists() for modele in (Bareme, JeuEmployeur, Source, Specialite)):
        if not _assurer_publication():
            raise DejaLa
        return 0
    fichiers = sorted(dossier.glob("*.jsonl"))
    call_command("loaddata", *map(str, fichiers), verbosity=0)
    cycle.mettre_en_ligne(SYSTEME, "Tables livrées avec le site.", Acte.LIVRAISON)
    return len(fichiers)


def _assurer_publication() -> bool:
    """False when there is a snapshot already, or nothing to make one of."""
    if Publication.objects.exists() or not Bareme.objects.filter(statut=Statut.PUBLIE).exists():
        return False
    cycle.mettre_en_ligne(SYSTEME, "Première publication des tables déjà là.", Acte.LIVRAISON)
    return True
