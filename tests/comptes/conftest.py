"""Un compte de l'équipe, son téléphone, et une horloge qu'on avance."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from simulateur.comptes import second_facteur

MOT_DE_PASSE = "velours-crayon-42"
CONNEXION = "/admin/login/"
CODE = "/admin/comptes/code/"


@pytest.fixture
def compte(db):
    return get_user_model().objects.create_superuser("agnes", password=MOT_DE_PASSE)


@pytest.fixture
def horloge(monkeypatch):
    """L'heure des codes : elle n'avance que si le test le veut."""
    heure = SimpleNamespace(maintenant=1_800_000_015.0)
    faux = SimpleNamespace(time=lambda: heure.maintenant)
    monkeypatch.setattr("django_otp.plugins.otp_totp.models.time", faux)
    return heure


@pytest.fixture
def telephone(horloge):
    """telephone(appareil) : le code qu'il affiche maintenant ; `plus_tard` en fait naître un autre."""

    def lire(appareil: TOTPDevice, *, plus_tard: int = 0) -> str:
        horloge.maintenant += plus_tard
        calcul = TOTP(appareil.bin_key)
        calcul.time = horloge.maintenant
        return f"{calcul.token():06d}"

    return lire


@pytest.fixture
def protege(compte, horloge):
    """Le compte avec un second facteur : `appareil` et ses `codes` de secours."""
    appareil = second_facteur.preparer(compte)
    codes = second_facteur.confirmer(appareil)
    return SimpleNamespace(compte=compte, appareil=appareil, codes=codes)


def mot_de_passe(client: Client, nom: str = "agnes", valeur: str = MOT_DE_PASSE, **extra):
    suite = extra.pop("suite", "/admin/")
    return client.post(CONNEXION, {"username": nom, "password": valeur, "next": suite}, **extra)


def entre(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def laisser_passer(appareil, secondes: int) -> None:
    """Comme si le dernier code faux datait de `secondes` de plus."""
    type(appareil).objects.filter(pk=appareil.pk).update(
        throttling_failure_timestamp=timezone.now() - timedelta(seconds=secondes)
    )
