"""Ce que chaque ouvrier de gunicorn dit de lui-même : la publication qu'il sert, la base qu'il a ou non."""

import os
import signal
import time

import pytest

from eligibility.models import Publication
from scripts.outils import serveurs
from tests.outils import bases
from tests.outils.gunicorn import Gunicorn
from tests.plateforme.test_surveillance import PORTEUR, deux_processus


@pytest.fixture
def db(tmp_path, django_db_setup, django_db_blocker):
    """Une copie de la base, que le serveur et le test écrivent pour de bon."""
    with django_db_blocker.unblock(), bases.copie(tmp_path) as connexion:
        yield connexion


def les_deux(gunicorn: Gunicorn) -> list[int]:
    """Les ouvriers, quand ils sont nés."""
    limite = time.monotonic() + 15
    while len(pids := serveurs.enfants(gunicorn.serveur.pid)) < 2 and time.monotonic() < limite:
        time.sleep(0.05)
    return pids


def chacun_seul(gunicorn: Gunicorn, adresse: str) -> None:
    """Chaque ouvrier répond une fois à cette adresse, les autres étant arrêtés net."""
    ouvriers = les_deux(gunicorn)
    for lui in ouvriers:
        autres = [pid for pid in ouvriers if pid != lui]
        for pid in autres:
            os.kill(pid, signal.SIGSTOP)
        try:
            assert gunicorn.demander(adresse).statut == 200
        finally:
            for pid in autres:
                os.kill(pid, signal.SIGCONT)


def jauges(gunicorn: Gunicorn) -> dict[str, float]:
    """Ce que sert chaque ouvrier, et si la base répond ; ni le maître, ni un mort n'y sont."""
    lignes = gunicorn.demander("/sante/metriques", **PORTEUR).texte.splitlines()
    noms = ("simulateur_publication", "simulateur_base_injoignable")
    return {
        nom: float(valeur)
        for nom, _, valeur in (ligne.rpartition(" ") for ligne in lignes)
        if nom.startswith(noms)
    }


@pytest.fixture
def gunicorn(tmp_path, db):
    adresse = f"sqlite:///{db.settings_dict['NAME']}"
    with deux_processus(tmp_path, DATABASE_URL=adresse, REFERENTIEL_FRAICHEUR_S="0.1") as serveur:
        yield serveur


def test_chaque_ouvrier_dit_la_publication_qu_il_sert(gunicorn):
    """Qu'il ait ou non répondu à la surveillance, et sans le maître ; un ouvrier mort ne dit plus rien."""

    def attendu(numero: int) -> dict[str, float]:
        return {"simulateur_base_injoignable": 0.0} | {
            f'simulateur_publication{{pid="{pid}"}}': numero for pid in les_deux(gunicorn)
        }

    chacun_seul(gunicorn, "/")
    publication = Publication.objects.first()
    assert jauges(gunicorn) == attendu(publication.pk)
    publication.pk, publication._state.adding = None, True
    publication.save()
    time.sleep(0.2)
    chacun_seul(gunicorn, "/")
    assert jauges(gunicorn) == attendu(publication.pk)

    mort, reste = serveurs.enfants(gunicorn.serveur.pid)
    os.kill(mort, signal.SIGKILL)
    limite = time.monotonic() + 15
    while f'pid="{mort}"' in str(dites := jauges(gunicorn)) and time.monotonic() < limite:
        time.sleep(0.05)
    assert f'simulateur_publication{{pid="{reste}"}}' in dites
    assert f'simulateur_publication{{pid="{mort}"}}' not in dites
