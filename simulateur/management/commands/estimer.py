"""`manage.py estimer` : des situations et des groupes en JSON Lines, ou un tableau ; leurs estimations."""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from eligibility import selectors
from simulateur.api.lignes import ecrire, traiter
from simulateur.lot import commande
from simulateur.lot.calcul import calculer, en_json
from simulateur.lot.refus import FichierRefuse
from simulateur.lot.tableau import ouvrir
from simulateur.plateforme import preparation, ramasse_miettes
from simulateur.textes import pannes
from simulateur.textes.ecriture import nombre


class Command(BaseCommand):
    help = (
        "Estime des situations, une par ligne : du JSON (les clés de l'API), ou un CSV ou un XLSX avec "
        "leurs intitulés en première ligne. Une ligne de JSON qui a des « medecins » est un groupe, celui de "
        "POST /api/v1/groupe. Rend une estimation en JSON par ligne, dans le même ordre. Une ligne fautive "
        'donne {"erreurs": …} ; une ligne vide ne donne rien.'
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
            panne = f"Impossible de calculer : {pannes.tables_indisponibles(indisponibles.manque)}."
            raise CommandError(preparation.manque() or panne) from indisponibles
        ramasse_miettes.espacer()
        progres = self._progres if self.stderr.isatty() else None
        jour = timezone.localdate()
        try:
            with _ouvrir(fichier) as entree:
                octets = commande.tableau_en_entree(fichier, entree)
                if octets is None:
                    ecrites = traiter(entree, sys.stdout.buffer, referentiel, jour, progres)
                else:
                    tableau = ouvrir(octets)
                    self._dire_ignorees(tableau.colonnes.ignorees)
                    lignes = calculer(tableau.colonnes, tableau.rangs, referentiel, jour)
                    ecrites = ecrire(map(en_json, lignes), sys.stdout.buffer, progres)
        except FichierRefuse as refuse:
            raise CommandError(refuse.message) from None
        except BrokenPipeError:
            # Qui lisait n'en veut plus (« | head ») ; sans cela, Python se plaindrait en sortant.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return
        if progres is not None:
            self.stderr.write(f"\r{nombre(ecrites)} lignes écrites.")

    def _dire_ignorees(self, ignorees: tuple[str, ...]) -> None:
        if ignorees:
            self.stderr.write(f"Colonnes ignorées : {', '.join(ignorees)}.")

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
