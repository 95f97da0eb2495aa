"""`manage.py estimer` : des situations en JSON Lines, leurs estimations en JSON Lines."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from eligibility import selectors
from simulateur.api.lignes import traiter
from simulateur.plateforme import ramasse_miettes
from simulateur.textes.ecriture import nombre


class Command(BaseCommand):
    help = (
        "Estime des situations : une par ligne (JSON, les clés de l'API), une estimation par ligne, dans "
        'le même ordre. Une ligne fautive donne {"erreurs": …} ; une ligne vide ne donne rien.'
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "fichier",
            nargs="?",
            default="-",
            help="Le fichier à lire ; l'entrée standard à défaut.",
        )

    def handle(self, *args, fichier: str, **options) -> None:
        try:
            referentiel = selectors.tables().referentiel
        except selectors.TablesIndisponibles as indisponibles:
            raise CommandError(f"Impossible de calculer : {indisponibles}.") from indisponibles
        ramasse_miettes.espacer()
        progres = self._progres if self.stderr.isatty() else None
        try:
            with _ouvrir(fichier) as entree:
                ecrites = traiter(
                    entree, sys.stdout.buffer, referentiel, timezone.localdate(), progres
                )
        except BrokenPipeError:
            # Qui lisait n'en veut plus (« | head ») ; sans cela, Python se plaindrait en sortant.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if progres is not None:
            self.stderr.write(f"\r{nombre(ecrites)} lignes écrites.")

    def _progres(self, ecrites: int) -> None:
        self.stderr.write(f"\r{nombre(ecrites)} lignes…", ending="")
        self.stderr.flush()


def _ouvrir(fichier: str):
    if fichier == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(fichier).open("rb")
    except OSError as erreur:
        raise CommandError(f"Impossible de lire {fichier} : {erreur.strerror}.") from erreur
