"""`retirer_second_facteur`: for who lost both the phone and the recovery codes."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from simulateur.comptes import second_facteur


class Command(BaseCommand):
    help = "Retire le second facteur d’un compte dont le téléphone et les codes sont perdus."

    def add_arguments(self, parser) -> None:
        parser.add_argument("nom", help="nom de connexion")

    def handle(self, *, nom: str, **options) -> None:
        compte = get_user_model().objects.filter(username=nom).first()
        if compte is None:
            raise CommandError("Aucun compte ne porte ce nom.")
        if second_facteur.retirer(compte):
            self.stdout.write("Le second facteur est retiré : le mot de passe suffit pour entrer.")
        else:
            self.stdout.write("Ce compte n’a pas de second facteur : rien n’est changé.")
