"""`charger_guide`: the pages of fixtures/guide, once, in a database that never held one."""

from django.core.management.base import BaseCommand

from simulateur.guide import livraison


class Command(BaseCommand):
    help = "Charge le guide livré dans une base qui n’en a jamais eu. Ne remplace jamais rien."

    def handle(self, **options) -> None:
        try:
            nombre = livraison.charger()
        except livraison.GuideDejaPresent:
            self.stdout.write("Des pages du guide sont ou ont été là : rien n’est changé.")
            return
        self.stdout.write(f"Guide chargé ({nombre} pages).")
