"""`exporter_guide`: the pages of the database, public or not, written back to fixtures/guide."""

from pathlib import Path

from django.core.management.base import BaseCommand

from simulateur.guide import livraison


class Command(BaseCommand):
    help = "Écrit les pages du guide de la base dans fixtures/guide, une par fichier."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dossier", type=Path, default=livraison.DOSSIER)

    def handle(self, *, dossier: Path, **options) -> None:
        self.stdout.write(f"Guide écrit ({livraison.exporter(dossier)} pages).")
