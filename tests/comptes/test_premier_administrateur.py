"""Le premier administrateur se crée d'une commande, une seule fois."""

import getpass
import io

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from tests.comptes.conftest import MOT_DE_PASSE

pytestmark = pytest.mark.django_db


def lancer(**options) -> str:
    sortie = io.StringIO()
    call_command("premier_administrateur", stdout=sortie, stderr=sortie, **options)
    return sortie.getvalue()


@pytest.fixture
def environnement(monkeypatch):
    monkeypatch.setenv("ADMINISTRATEUR_MOT_DE_PASSE", MOT_DE_PASSE)
    return monkeypatch


def test_sans_terminal(environnement, rf):
    dit = lancer(nom="agnes")
    assert "http://127.0.0.1:8000/admin/" in dit
    compte = authenticate(rf.post("/admin/"), username="agnes", password=MOT_DE_PASSE)
    assert compte.is_superuser
    assert compte.is_staff


def test_en_production_l_adresse_est_celle_du_site(environnement, settings):
    settings.PRODUCTION, settings.ALLOWED_HOSTS = True, [".exemple.fr", "autre.fr"]
    assert "https://exemple.fr/admin/" in lancer(nom="agnes")


def test_une_seule_fois(environnement):
    lancer(nom="agnes")
    dit = lancer(nom="basile")
    assert "Un administrateur existe déjà" in dit
    assert get_user_model().objects.count() == 1


def test_un_administrateur_ferme_ne_compte_pas(environnement, compte):
    compte.is_active = False
    compte.save()
    lancer(nom="basile")
    assert get_user_model().objects.count() == 2


@pytest.mark.parametrize("mauvais", ["court", "password1234", "135792468013", "agnes-martin1"])
def test_mot_de_passe_verifie(environnement, mauvais):
    environnement.setenv("ADMINISTRATEUR_MOT_DE_PASSE", mauvais)
    with pytest.raises(CommandError, match="Mot de passe"):
        lancer(nom="agnes-martin")
    assert get_user_model().objects.count() == 0


@pytest.mark.parametrize("nom", ["a b", "x" * 151, "pris"])
def test_nom_verifie(environnement, nom):
    get_user_model().objects.create_user("pris")
    with pytest.raises(CommandError):
        lancer(nom=nom)


def test_sans_terminal_ni_environnement(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match="ADMINISTRATEUR_NOM"):
        lancer()


@pytest.fixture
def terminal(monkeypatch):
    """terminal(["nom"], ["mot de passe", …]) : ce que la personne tape."""

    def taper(noms: list[str], mots: list[str]) -> None:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda invite: noms.pop(0))
        monkeypatch.setattr(getpass, "getpass", lambda invite: mots.pop(0))

    return taper


def test_au_terminal_on_recommence_jusqu_au_bon(terminal):
    terminal(["a b", "agnes"], ["court", MOT_DE_PASSE, "autre-chose", MOT_DE_PASSE, MOT_DE_PASSE])
    dit = lancer()
    assert "Nom de connexion :" in dit
    assert "trop court" in dit
    assert "diffèrent" in dit
    assert get_user_model().objects.get().username == "agnes"


def test_au_terminal_on_peut_renoncer(terminal, monkeypatch):
    terminal(["agnes"], [])

    def interrompre(invite):
        raise KeyboardInterrupt

    monkeypatch.setattr(getpass, "getpass", interrompre)
    with pytest.raises(CommandError, match="aucun compte"):
        lancer()
