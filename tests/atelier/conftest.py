"""Trois personnes de l'équipe, un brouillon, et un processus qui naît à chaque test."""

import pickle

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from eligibility import accompagnement, actes, cycle, selectors
from eligibility.documents import formes
from simulateur.cas import controle
from tests.tables.outils import en_vigueur

MOT_DE_PASSE = "un long mot de passe"


@pytest.fixture(autouse=True)
def processus_neuf(settings, tmp_path):
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    settings.REFERENTIEL_FRAICHEUR_S = 0
    selectors.oublier()
    yield
    selectors.oublier()


@pytest.fixture(scope="session")
def calculs_faits():
    """calculer(reponses, referentiel), une fois pour les mêmes réponses, les mêmes tables, le même jour.

    Ces tests jugent des centaines de fois tous les cas de contrôle, presque toujours avec les
    tables livrées. Les règles ne lisent rien d'autre que ces trois-là, et le site garde déjà ce
    qu'un cliché a donné sur la même foi. La clé est le contenu (`repr`), jamais l'objet, et chaque
    appel reçoit un résultat tout neuf : aucun test ne voit ce qu'un autre a fait.
    """
    calculer, faits, tables = controle.calculer, {}, {}

    def une_fois(reponses, referentiel):
        # L'objet est gardé avec sa clé : son `id` ne peut pas servir à un autre entre-temps.
        connu = tables.get(id(referentiel))
        if connu is None:
            connu = tables[id(referentiel)] = (referentiel, formes.condense(repr(referentiel)))
        while len(tables) > 4:
            del tables[next(iter(tables))]
        cle = (formes.ecrire(reponses), connu[1], controle.timezone.localdate())
        if cle not in faits:
            faits[cle] = pickle.dumps(calculer(reponses, referentiel))
        return pickle.loads(faits[cle])  # noqa: S301 (écrit deux lignes plus haut)

    return une_fois


@pytest.fixture(autouse=True)
def cas_calcules_une_fois(calculs_faits, monkeypatch):
    """Pour `examiner` seulement : un cas qu'on saisit ou qu'on propose se calcule pour de vrai."""
    monkeypatch.setattr(controle, "calculer", calculs_faits)


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
    monkeypatch.setattr(accompagnement.du_site, "garder", accompagnement.sans_garde)
