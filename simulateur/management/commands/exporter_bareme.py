"""`exporter_bareme VERSION`: one version in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from eligibility import echanges


class Command(BaseCommand):
    help = (
        "Écrit une version dans un fichier JSON : 2026-02-25 (celle qui est publiée), 2026-02-25.2 "
        "(une révision), employeur/2026-06-01."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("version")
        parser.add_argument("--fichier", type=Path, help="sinon, sur la sortie standard")

    def handle(self, *, version: str, fichier: Path | None, **options) -> None:
        try:
            texte = echanges.exporter(echanges.trouver(version))
        except LookupError:
            raise CommandError(f"La version « {version} » n’existe pas.") from None
        if fichier is None:
            self.stdout.write(texte, ending="")
            return
        try:
            fichier.write_text(texte, encoding="utf-8")
        except OSError as erreur:
            raise CommandError(f"Impossible d’écrire le fichier : {erreur.strerror}.") from erreur
        self.stdout.write(f"Version {version} écrite.")
