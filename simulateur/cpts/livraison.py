"""The example that comes with the site: a made-up CPTS, without phone or address, to try links with."""

from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from eligibility.livraison import DejaLa

from .models import Cpts, Modification

FICHIER = Path(settings.RACINE) / "fixtures" / "cpts" / "exemple.yaml"


@transaction.atomic
def charger() -> int:
    """Loads the file into a database that never held any CPTS; how many. Raises DejaLa."""
    if Cpts.objects.exists() or Modification.objects.exists():
        raise DejaLa
    lignes = yaml.safe_load(FICHIER.read_text(encoding="utf-8"))
    for ligne in lignes:
        Cpts(**ligne).save()
    return len(lignes)
