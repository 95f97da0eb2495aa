"""Une base à soi pour chaque test, plusieurs connexions, et trois personnes qui y travaillent."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.db import connection, connections, transaction

from eligibility import actes, selectors
from simulateur.cpts import annuaire
from tests.atelier.conftest import brouillon, camille, connecter, creer, dominique, sans_cas
from tests.outils import bases

__all__ = ["brouillon", "camille", "dominique", "sans_cas"]

# Le temps de laisser quelqu'un buter sur un verrou. Trop court, sur une machine lente, un test passe
# sans rien éprouver ; il n'échoue pas à tort.
BUTER_S = 0.5


@pytest.fixture
def db(tmp_path, django_db_setup, django_db_blocker, settings):
    """À la place de celle de pytest-django : aucune transaction n'entoure le test."""
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    settings.REFERENTIEL_FRAICHEUR_S = 0
    with django_db_blocker.unblock(), bases.copie(tmp_path):
        selectors.oublier()
        annuaire.oublier()
        yield
    selectors.oublier()


@pytest.fixture
def redaction(camille):
    return connecter(camille)


@pytest.fixture
def redaction_bis(db):
    """Une autre personne de la rédaction."""
    return connecter(creer("Sacha", "Rédaction"))


@pytest.fixture
def publication(dominique):
    return connecter(dominique)


def _dans_son_fil(geste: Callable, depart: threading.Barrier | None = None):
    try:
        if depart is not None:
            connection.ensure_connection()
            depart.wait(10)
        return geste()
    finally:
        connections.close_all()


def ensemble(*gestes: Callable) -> list:
    """Chaque geste dans son fil, partis au même instant ; ce que chacun rend, ou l'exception qu'il lève."""
    depart = threading.Barrier(len(gestes))
    with ThreadPoolExecutor(len(gestes)) as fils:
        partis = [fils.submit(_dans_son_fil, geste, depart) for geste in gestes]
    return [parti.exception() or parti.result() for parti in partis]


def pendant(geste: Callable, autre: Callable) -> Future:
    """`autre` commence quand `geste` a écrit sans avoir validé ; `geste` valide quand l'autre attend."""
    with ThreadPoolExecutor(1) as fil, transaction.atomic():
        geste()
        parti = fil.submit(_dans_son_fil, autre)
        threading.Event().wait(BUTER_S)
    return parti


def auteur(compte) -> actes.Auteur:
    return actes.Auteur.de(compte)
