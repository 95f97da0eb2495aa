"""`premier_administrateur`: the first account that may do everything, then silence."""

import getpass
import os
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

NOM, MOT_DE_PASSE = "ADMINISTRATEUR_NOM", "ADMINISTRATEUR_MOT_DE_PASSE"


class Command(BaseCommand):
    help = (
        "Crée le premier administrateur, s’il n’y en a aucun. Demande son nom et son mot de passe, "
        f"ou les lit dans l’environnement ({NOM}, {MOT_DE_PASSE})."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--nom", default=os.environ.get(NOM, ""), help="nom de connexion")

    def handle(self, *, nom: str, **options) -> None:
        comptes = get_user_model().objects
        if comptes.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write(
                "Un administrateur existe déjà : rien n’est changé.\n"
                f"Les autres comptes se créent dans l’administration : {adresse()}\n"
                "Mot de passe oublié : manage.py changepassword NOM"
            )
            return
        try:
            nom = self._nom(nom)
            mot_de_passe = self._mot_de_passe(nom)
        except (KeyboardInterrupt, EOFError):
            raise CommandError("Abandon : aucun compte n’est créé.") from None
        comptes.create_superuser(nom, password=mot_de_passe)
        self.stdout.write(
            f"L’administrateur « {nom} » est créé. Ouvrez {adresse()}\n"
            "puis « Second facteur », en haut de la page, pour protéger ce compte."
        )

    def _nom(self, donne: str) -> str:
        if donne:
            return _nom_valable(donne)
        _exiger_un_terminal()
        while True:
            try:
                return _nom_valable(input("Nom de connexion : "))
            except CommandError as refus:
                self.stderr.write(str(refus))

    def _mot_de_passe(self, nom: str) -> str:
        if donne := os.environ.get(MOT_DE_PASSE):
            return _mot_de_passe_valable(donne, nom)
        _exiger_un_terminal()
        while True:
            premier = getpass.getpass("Mot de passe (12 caractères au moins) : ")
            try:
                _mot_de_passe_valable(premier, nom)
            except CommandError as refus:
                self.stderr.write(str(refus))
                continue
            if getpass.getpass("Le même, encore une fois : ") == premier:
                return premier
            self.stderr.write("Les deux mots de passe diffèrent.")


def _exiger_un_terminal() -> None:
    if not sys.stdin.isatty():
        raise CommandError(f"Sans terminal, donnez {NOM} et {MOT_DE_PASSE} dans l’environnement.")


def _nom_valable(nom: str) -> str:
    modele = get_user_model()
    nom = modele.normalize_username(nom.strip())
    try:
        modele._meta.get_field("username").clean(nom, None)
    except ValidationError as refus:
        raise CommandError("Nom de connexion : " + " ".join(refus.messages)) from None
    if modele.objects.filter(username=nom).exists():
        raise CommandError("Ce nom est déjà celui d’un compte : choisissez-en un autre.")
    return nom


def _mot_de_passe_valable(mot_de_passe: str, nom: str) -> str:
    try:
        validate_password(mot_de_passe, get_user_model()(username=nom))
    except ValidationError as refus:
        raise CommandError("Mot de passe : " + " ".join(refus.messages)) from None
    return mot_de_passe


def adresse() -> str:
    """Where the administration opens: this machine, or the first name of the site in production."""
    if settings.PRODUCTION:
        origine = f"https://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
    else:
        origine = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
    return f"{origine}/{settings.ADMIN_CHEMIN}"
