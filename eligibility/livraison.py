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


class TablesDejaPresentes(Exception):
    """The database already holds tables: nothing is loaded over them."""


@transaction.atomic
def charger_tables(dossier: Path = TABLES_LIVREES) -> int:
    """Loads and publishes the shipped tables in a database that holds none; the number of files.

    Raises TablesDejaPresentes and writes nothing when a version, source or specialty exists.
    """
    if any(modele.objects.exists() for modele in (Bareme, JeuEmployeur, Source, Specialite)):
        raise TablesDejaPresentes
    fichiers = sorted(dossier.glob("*.jsonl"))
    call_command("loaddata", *map(str, fichiers), verbosity=0)
    cycle.mettre_en_ligne(SYSTEME, "Tables livrées avec le site.", Acte.LIVRAISON)
    return len(fichiers)


def assurer_publication() -> bool:
    """Publishes what a former release had published without a snapshot; False when there is one."""
    if Publication.objects.exists() or not Bareme.objects.filter(statut=Statut.PUBLIE).exists():
        return False
    cycle.mettre_en_ligne(SYSTEME, "Première publication des tables déjà là.", Acte.LIVRAISON)
    return True
