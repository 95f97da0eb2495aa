"""`charger_cas`: the control cases of fixtures/cas, once, in a database that has none."""

from django.core.management.base import BaseCommand

from simulateur.cas import corpus


class Command(BaseCommand):
    help = (
        "Charge les cas de contrôle livrés dans une base qui n’en a pas. Ne remplace jamais rien."
    )

    def handle(self, **options) -> None:
        try:
            nombre = corpus.charger()
        except corpus.CasDejaPresents:
            self.stdout.write("Les cas de contrôle sont déjà là : rien n’est changé.")
            return
        self.stdout.write(f"Cas de contrôle chargés ({nombre}).")
