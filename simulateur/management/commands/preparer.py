"""`preparer`: all that comes before serving, safe to repeat and to launch from several replicas at once."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from eligibility import copie_locale, selectors
from simulateur.cpts import annuaire
from simulateur.plateforme.preparation import chacun_son_tour
from simulateur.plateforme.version import VERSION
from simulateur.textes.pannes import tables_indisponibles

SANS_BASE = (
    "Base injoignable : le site public part de sa copie locale, l'administration attend. Rien n'est à "
    "mettre à jour, cette version avait déjà préparé cette base."
)
RIEN = (
    "Base injoignable, et rien ici pour s'en passer : aucune copie locale, ou celle d'une autre version "
    "du site, dont la base est peut-être à mettre à jour."
)
INSUFFISANT = (
    "Ce qui est public ne suffit pas à cette version du site : {manque}. Elle répondrait 503 partout, "
    "l'administration à part. Remettez la version d'avant, qui sert encore cette base."
)
SANS_TEMOIN = (
    "Le disque refuse d'écrire : le site sert, mais ne saura pas redémarrer sans sa base tant que "
    "« manage.py preparer » n'y aura pas écrit."
)


class Command(BaseCommand):
    help = (
        "Met la base à jour, charge ce qui est livré dans une base neuve, et garde une copie locale de "
        "ce qui est public. À lancer avant de servir ; la répéter, ou à plusieurs, est sans danger. "
        "Base injoignable, elle laisse servir si cette version l'avait déjà préparée."
    )

    def handle(self, *, verbosity: int, **options) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as erreur:
            self._sans_base(erreur)
            return
        with chacun_son_tour():
            call_command("migrate", interactive=False, verbosity=max(0, verbosity - 1))
            call_command("charger", stdout=self.stdout)
        # A worker born while the database is away starts from these.
        selectors.revoir()
        annuaire.revoir()
        self._exiger_de_quoi_calculer()
        self._temoigner()

    def _temoigner(self) -> None:
        """Says that this release prepared this database; a full disk does not keep the site from serving."""
        if _lu(_temoin()) == VERSION:
            return
        try:
            copie_locale.remplacer(_temoin(), VERSION)
        except OSError:
            self.stderr.write(SANS_TEMOIN)

    @staticmethod
    def _exiger_de_quoi_calculer() -> None:
        """A constant that only this release reads stops the deployment, not the visitors."""
        try:
            selectors.tables()
        except selectors.TablesIndisponibles as indisponibles:
            manque = tables_indisponibles(indisponibles.manque)
            raise CommandError(INSUFFISANT.format(manque=manque)) from indisponibles

    def _sans_base(self, erreur: OperationalError) -> None:
        if _lu(_temoin()) != VERSION or copie_locale.lire() is None:
            raise CommandError(RIEN) from erreur
        self.stderr.write(SANS_BASE)


def _temoin() -> Path:
    """Beside the local copy: which release last made this database ready."""
    return Path(settings.COPIE_LOCALE).with_name("preparee")


def _lu(fichier: Path) -> str:
    try:
        return fichier.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
