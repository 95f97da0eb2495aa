"""Une installation neuve, dans un dossier qui disparaît : rien de l'installation locale ne s'y voit."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from simulateur.plateforme import limites

# Un essai parle d'une seule adresse, et beaucoup.
SANS_LIMITE = {debit.reglage: "0" for debit in limites.DEBITS}


@contextmanager
def installation_neuve(nom: str, **reglages: str) -> Iterator[Path]:
    """Son dossier : une base neuve, les tables livrées, les fichiers statiques.

    Elle est celle de ce processus et de ceux qu'il lance, par l'environnement : rien ne doit y avoir lu un
    réglage du site avant.
    """
    with tempfile.TemporaryDirectory(prefix=f"{nom}-") as dossier:
        ou = {"VAR_DIR": dossier, "DJANGO_SETTINGS_MODULE": "simulateur.settings"}
        os.environ.update(ou | reglages)
        for commande in (["preparer"], ["collectstatic", "--no-input", "--verbosity=0"]):
            subprocess.run(
                [sys.executable, "manage.py", *commande], check=True, stdout=subprocess.DEVNULL
            )
        django.setup()
        yield Path(dossier)
