"""`sauvegarder FICHIER`: the whole database in one file, while the site runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from simulateur.plateforme import sauvegarde


class Command(BaseCommand):
    help = "Écrit toute la base dans un fichier neuf, sans arrêter le site."

    def add_arguments(self, parser) -> None:
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier: Path, **options) -> None:
        try:
            sauvegarde.sauvegarder(fichier)
        except sauvegarde.SauvegardeRefusee as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(
            f"Base sauvegardée dans {fichier} ({fichier.stat().st_size // 1024} Kio)."
        )
