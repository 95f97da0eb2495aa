"""Trois répliques se lancent ensemble sur une base PostgreSQL vide : une seule la prépare à la fois."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from eligibility.models import Publication
from scripts.outils import RACINE
from simulateur.plateforme import preparation
from tests.outils import bases

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="le verrou de PostgreSQL")
LONGTEMPS_S = 60


@pytest.fixture
def db(tmp_path, django_db_setup, django_db_blocker):
    """À la place de celle de pytest-django : une base sans aucune table."""
    with django_db_blocker.unblock(), bases.vide(tmp_path):
        yield


@pytest.fixture
def preparer(db, tmp_path):
    """Lance une préparation de cette base, comme le fait chaque réplique ; tuée à la fin du test."""
    serveur = os.environ["DATABASE_URL"].rpartition("/")[0]
    lances = []

    def lancer() -> subprocess.Popen:
        var = tmp_path / f"var-{len(lances)}"
        environnement = os.environ | {
            "DATABASE_URL": f"{serveur}/{connection.settings_dict['NAME']}",
            "DJANGO_SETTINGS_MODULE": "simulateur.settings",
            "VAR_DIR": str(var),
        }
        commande = [sys.executable, "manage.py", "preparer"]
        lances.append(
            subprocess.Popen(
                commande, cwd=RACINE, env=environnement, text=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
        return lances[-1]

    yield lancer
    for processus in lances:
        processus.kill()
        processus.communicate()


def issue(processus: subprocess.Popen) -> tuple[int, str]:
    erreurs = processus.communicate(timeout=LONGTEMPS_S)[1]
    return processus.returncode, erreurs


def verrous(accordes: bool) -> int:
    """Combien de processus tiennent, ou attendent, leur tour sur cette base."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [preparation.CLE, accordes],
        )
        return curseur.fetchone()[0]


def attendre(combien: int, accordes: bool) -> None:
    limite = time.monotonic() + LONGTEMPS_S
    while verrous(accordes) != combien:
        assert time.monotonic() < limite
        time.sleep(0.02)


def test_trois_repliques_ensemble(preparer):
    """Elles attendent derrière le même verrou, partent donc au même instant, et réussissent toutes."""
    with preparation.chacun_son_tour():
        repliques = [preparer() for _ in range(3)]
        attendre(3, accordes=False)
    assert [issue(replique) for replique in repliques] == [(0, "")] * 3
    assert Publication.objects.count() == 1


def test_celle_qui_meurt_laisse_son_tour(preparer):
    """Tuée au milieu, elle n'a rien validé à demi, et la suivante n'attend personne."""
    tuee = preparer()
    attendre(1, accordes=True)
    suivante = preparer()
    attendre(1, accordes=False)
    tuee.send_signal(signal.SIGKILL)
    assert issue(suivante) == (0, "")
    assert tuee.wait() == -signal.SIGKILL
    assert Publication.objects.count() == 1
