"""Un site neuf à mesurer : VAR_DIR et DJANGO_SETTINGS_MODULE sont posés avant."""

import subprocess
import sys


def preparer() -> None:
    """Une base neuve, les tables livrées, les fichiers statiques : rien de l'installation locale."""
    for commande in (
        ["preparer"],
        ["collectstatic", "--no-input", "--verbosity=0"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *commande], check=True, stdout=subprocess.DEVNULL
        )
    import django

    django.setup()
