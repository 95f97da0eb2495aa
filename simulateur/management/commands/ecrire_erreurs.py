"""`ecrire_erreurs`: static/erreurs/, the pages that nginx serves without the site; commit what it writes."""

from django.core.management.base import BaseCommand

from simulateur.plateforme import mandataire


class Command(BaseCommand):
    help = (
        "Refait static/erreurs/, à ranger dans le dépôt : les pages d’erreur que nginx rend seul."
    )

    def handle(self, **options) -> None:
        mandataire.DOSSIER.mkdir(exist_ok=True)
        for nom, contenu in mandataire.fichiers():
            (mandataire.DOSSIER / nom).write_text(contenu, encoding="utf-8")
