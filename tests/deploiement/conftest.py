"""Le vrai site, deux processus de gunicorn, derrière nginx tel qu’il est livré."""

import gzip
import http.client
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from scripts.banc import serveurs
from scripts.banc.nginx import Nginx, devant


@dataclass(frozen=True)
class Reponse:
    statut: int
    en_tetes: http.client.HTTPMessage
    corps: bytes

    @property
    def cache(self) -> str | None:
        return self.en_tetes["X-Cache"]

    @property
    def lu(self) -> bytes:
        comprime = self.en_tetes["Content-Encoding"] == "gzip"
        return gzip.decompress(self.corps) if comprime else self.corps


def demander(port: int, adresse: str, methode: str = "GET", corps=None, **en_tetes) -> Reponse:
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    noms = {nom.replace("_", "-"): valeur for nom, valeur in en_tetes.items()}
    connexion.request(methode, adresse, corps, {"Host": "localhost"} | noms)
    recue = connexion.getresponse()
    reponse = Reponse(recue.status, recue.headers, recue.read())
    connexion.close()
    return reponse


@dataclass(frozen=True)
class Service:
    nginx: Nginx
    site: int
    environnement: dict[str, str]

    def demander(self, adresse: str, *args, **en_tetes) -> Reponse:
        return demander(self.nginx.port, adresse, *args, **en_tetes)

    def directement(self, adresse: str, **en_tetes) -> Reponse:
        """Au site, sans passer par nginx."""
        return demander(self.site, adresse, **en_tetes)


@pytest.fixture(scope="module")
def environnement(tmp_path_factory, django_db_setup, django_db_blocker) -> dict[str, str]:
    """Une installation neuve : la base des tests, copiée dans un fichier."""
    var = tmp_path_factory.mktemp("installation")
    environnement = {
        "VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "STATIC_ROOT": str(settings.STATIC_ROOT),
        "API_ADRESSE": "X-Forwarded-For",
        "CONTACT_SECURITE": "securite@exemple.invalid",
    }
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), sqlite3.connect(var / "db.sqlite3") as copie:
            connection.ensure_connection()
            connection.connection.backup(copie)
        copie.close()
    else:
        lancer(["manage.py", "preparer"], environnement)
    return environnement


def lancer(commande: list[str], environnement: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, *commande],
        cwd=serveurs.RACINE, env=os.environ | environnement, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def servir(environnement: dict[str, str], dossier: Path) -> Iterator[Service]:
    with (
        serveurs.site(environnement) as site,
        devant([site.port], settings.STATIC_ROOT, dossier) as nginx,
    ):
        yield Service(nginx, site.port, environnement)


@pytest.fixture(scope="module")
def service(environnement, tmp_path_factory) -> Iterator[Service]:
    with servir(environnement | {"WEB_CONCURRENCY": "2"}, tmp_path_factory.mktemp("nginx")) as un:
        yield un
