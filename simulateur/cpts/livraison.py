"""The example that comes with the site: a made-up CPTS, without phone or address, to try links with."""

from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from .models import Cpts, Modification

FICHIER = Path(settings.RACINE) / "fixtures" / "cpts" / "exemple.yaml"


class CptsDejaPresentes(Exception):
    """The database holds a CPTS, or held one: nothing is loaded over it."""


@transaction.atomic
def charger() -> int:
    """Loads the file into a database that never held any CPTS; how many. Raises CptsDejaPresentes."""
    if Cpts.objects.exists() or Modification.objects.exists():
        raise CptsDejaPresentes
    lignes = yaml.safe_load(FICHIER.read_text(encoding="utf-8"))
    for ligne in lignes:
        Cpts(**ligne).save()
    return len(lignes)
