"""Trois personnes de l'équipe, un brouillon, et un processus qui naît à chaque test."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from eligibility import actes, cycle, selectors
from tests.tables.outils import en_vigueur

MOT_DE_PASSE = "un long mot de passe"


@pytest.fixture(autouse=True)
def processus_neuf(settings, tmp_path):
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    settings.REFERENTIEL_FRAICHEUR_S = 0
    selectors.oublier()
    yield
    selectors.oublier()


def creer(nom: str, groupe: str) -> User:
    personne = User.objects.create_user(
        nom.lower(), password=MOT_DE_PASSE, is_staff=True, first_name=nom
    )
    personne.groups.add(Group.objects.get(name=groupe))
    return personne


@pytest.fixture
def camille(db):
    return creer("Camille", "Rédaction")


@pytest.fixture
def dominique(db):
    return creer("Dominique", "Publication")


def connecter(personne: User) -> Client:
    client = Client()
    client.force_login(personne)
    return client


@pytest.fixture
def redaction(camille):
    return connecter(camille)


@pytest.fixture
def publication(dominique):
    return connecter(dominique)


@pytest.fixture
def lecture(db):
    return connecter(creer("Léa", "Lecture"))


@pytest.fixture
def brouillon(camille):
    return cycle.copier(en_vigueur(), actes.Auteur("Camille", camille))


@pytest.fixture
def sans_cas(monkeypatch):
    """Des chiffres inventés, qu'aucun cas de contrôle ne retient."""
    monkeypatch.setattr(cycle, "GARDES", [])
