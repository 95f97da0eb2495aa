"""`charger_cpts`: the example of fixtures/cpts, once, in a database that never held a CPTS."""

from django.core.management.base import BaseCommand

from simulateur.cpts import livraison


class Command(BaseCommand):
    help = "Charge la CPTS d’exemple dans une base qui n’en a jamais eu. Ne remplace jamais rien."

    def handle(self, **options) -> None:
        try:
            nombre = livraison.charger()
        except livraison.CptsDejaPresentes:
            self.stdout.write("Des CPTS sont ou ont été là : rien n’est changé.")
            return
        self.stdout.write(f"CPTS d’exemple chargée ({nombre}).")
