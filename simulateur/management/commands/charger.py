"""`charger`: what comes with the site, in a database that never held any."""

from django.core.management.base import BaseCommand, CommandError

from simulateur.livraison import LIVRAISONS, NOMS, charger


class Command(BaseCommand):
    help = (
        "Charge ce qui est livré avec le site (cas de contrôle, guide, tables, CPTS d’exemple) dans "
        "une base qui n’en a jamais eu. Ne remplace jamais rien."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("quoi", nargs="*", help=f"{', '.join(NOMS)} ; sinon, tout")

    def handle(self, *, quoi: list[str], **options) -> None:
        if inconnus := set(quoi).difference(NOMS):
            raise CommandError(f"Rien de ce nom n’est livré : {', '.join(sorted(inconnus))}.")
        for livraison in LIVRAISONS:
            if not quoi or livraison.nom in quoi:
                self.stdout.write(charger(livraison))
