"""`preparer`: all that comes before serving, safe to repeat and to launch from several replicas at once."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from eligibility import selectors
from simulateur.cpts import annuaire
from simulateur.plateforme.preparation import chacun_son_tour


class Command(BaseCommand):
    help = (
        "Met la base à jour, charge ce qui est livré dans une base neuve, et garde une copie locale de "
        "ce qui est public. À lancer avant de servir ; la répéter, ou la lancer à plusieurs, est sans danger."
    )

    def handle(self, *, verbosity: int, **options) -> None:
        with chacun_son_tour():
            call_command("migrate", interactive=False, verbosity=max(0, verbosity - 1))
            call_command("charger", stdout=self.stdout)
        # A worker born while the database is away starts from these.
        selectors.revoir()
        annuaire.revoir()
