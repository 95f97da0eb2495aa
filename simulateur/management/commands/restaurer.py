"""`restaurer FICHIER`: a backup takes the place of the database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from simulateur.plateforme import sauvegarde

QUESTION = "Toute la base sera remplacée par {fichier}. Tapez « oui » pour continuer : "


class Command(BaseCommand):
    help = "Remplace toute la base par une sauvegarde. Le site doit être arrêté."
    requires_system_checks = []  # the database may be the one that no longer works

    def add_arguments(self, parser) -> None:
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--oui", action="store_true", help="ne demande pas de confirmation")

    def handle(self, *, fichier: Path, oui: bool, **options) -> None:
        try:
            sauvegarde.examiner(fichier)
            if not oui and not _confirme(fichier):
                raise CommandError("Abandon : rien n’est changé.")
            gardee = sauvegarde.restaurer(fichier)
        except sauvegarde.SauvegardeRefusee as refus:
            raise CommandError(str(refus)) from refus
        self.stdout.write(f"Base restaurée depuis {fichier}.")
        if gardee is not None:
            self.stdout.write(f"Celle d’avant est gardée : {gardee}.")
        self.stdout.write(
            "Si la sauvegarde est d’une version précédente du site : manage.py migrate."
        )


def _confirme(fichier: Path) -> bool:
    try:
        return input(QUESTION.format(fichier=fichier)).strip().lower() == "oui"
    except EOFError:
        return False
