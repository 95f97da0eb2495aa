"""`exporter_cas`: the control cases of the database, written back to fixtures/cas."""

from pathlib import Path

from django.core.management.base import BaseCommand

from simulateur.cas import corpus


class Command(BaseCommand):
    help = "Écrit les cas de contrôle de la base dans fixtures/cas, un fichier par thème."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dossier", type=Path, default=corpus.DOSSIER)

    def handle(self, *, dossier: Path, **options) -> None:
        self.stdout.write(f"Cas de contrôle écrits ({corpus.exporter(dossier)} fichiers).")
