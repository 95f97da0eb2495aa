"""`importer_bareme FILE`: a draft from a file that `exporter_bareme` wrote."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eligibility import echanges
from eligibility.actes import SYSTEME
from simulateur.textes import fichiers as textes


class Command(BaseCommand):
    help = "Lit un fichier de barème et en fait un brouillon ; rien n’est écrit si tout n’est pas juste."

    def add_arguments(self, parser) -> None:
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier: Path, **options) -> None:
        try:
            texte = fichier.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise CommandError("Ce fichier ne se lit pas.") from None
        try:
            version = echanges.importer(echanges.lire(texte), SYSTEME)
        except echanges.FichierRefuse as refus:
            raise CommandError("\n".join(textes.refus(refus.defauts))) from refus
        self.stdout.write(f"Brouillon créé : {version}.")
