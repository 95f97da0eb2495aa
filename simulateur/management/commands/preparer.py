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

SANS_BASE = (
    "Base injoignable : le site public part de sa copie locale, l'administration attend. Rien n'est à "
    "mettre à jour, cette version avait déjà préparé cette base."
)
RIEN = (
    "Base injoignable, et rien ici pour s'en passer : aucune copie locale, ou celle d'une autre version "
    "du site, dont la base est peut-être à mettre à jour."
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
        copie_locale.remplacer(_temoin(), VERSION)

    def _sans_base(self, erreur: OperationalError) -> None:
        temoin = _temoin()
        preparee = temoin.exists() and temoin.read_text(encoding="utf-8") == VERSION
        if not preparee or copie_locale.lire() is None:
            raise CommandError(RIEN) from erreur
        self.stderr.write(SANS_BASE)


def _temoin() -> Path:
    """Beside the local copy: which release last made this database ready."""
    return Path(settings.COPIE_LOCALE).with_name("preparee")
