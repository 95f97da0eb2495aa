"""Un site neuf à mesurer : VAR_DIR et DJANGO_SETTINGS_MODULE sont posés avant."""

import subprocess
import sys

# Un essai parle d'une seule adresse, et beaucoup.
SANS_LIMITE = {"API_PAR_MINUTE": "0", "ENVOIS_PAR_MINUTE": "0", "PAGES_PAR_MINUTE": "0"}


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
