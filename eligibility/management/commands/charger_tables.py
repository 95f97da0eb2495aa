"""`charger_tables`: the shipped tables, once, in an empty database."""

from django.core.management.base import BaseCommand

from eligibility import livraison


class Command(BaseCommand):
    help = "Charge les barèmes livrés dans une base vide. Ne remplace jamais ce qui y est déjà."

    def handle(self, **options) -> None:
        try:
            nombre = livraison.charger_tables()
        except livraison.TablesDejaPresentes:
            if livraison.assurer_publication():
                self.stdout.write("Les tables étaient là : elles sont publiées.")
            else:
                self.stdout.write("Les tables sont déjà là : rien n’est changé.")
            return
        self.stdout.write(f"Tables chargées ({nombre} fichiers).")
