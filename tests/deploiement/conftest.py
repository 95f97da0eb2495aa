"""Le vrai site, deux processus de gunicorn, derrière nginx tel qu’il est livré."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from scripts.outils import serveurs
from scripts.outils.client import Reponse, demander
from scripts.outils.nginx import Nginx, devant
from tests.outils import bases


def defaut(reglage: str) -> float:
    """Ce que vaut ce nombre dans une installation qui n’en dit rien ; les tests, eux, le changent."""
    reglages = (settings.RACINE / "simulateur" / "settings.py").read_text()
    return float(re.search(rf'"{reglage}", default=([0-9.]+)', reglages)[1])


@dataclass(frozen=True)
class Service:
    nginx: Nginx
    site: int

    def demander(self, adresse: str, *args, **en_tetes) -> Reponse:
        return demander(self.nginx.port, adresse, *args, **en_tetes)

    def directement(self, adresse: str, **en_tetes) -> Reponse:
        """Au site, sans passer par nginx."""
        return demander(self.site, adresse, **en_tetes)


@pytest.fixture(scope="module")
def environnement(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[dict[str, str]]:
    """Une installation neuve, dont la base est aussi celle des tests du module."""
    var = tmp_path_factory.mktemp("installation")
    with django_db_blocker.unblock(), bases.copie(var) as connexion:
        nom = connexion.settings_dict["NAME"]
        serveur = os.environ.get("DATABASE_URL", "").rpartition("/")[0]
        yield {
            "VAR_DIR": str(var),
            "DATABASE_URL": f"sqlite:///{nom}"
            if connexion.vendor == "sqlite"
            else f"{serveur}/{nom}",
            "STATIC_ROOT": str(settings.STATIC_ROOT),
            "ENTETE_ADRESSE": "X-Forwarded-For",
            "CONTACT_SECURITE": "securite@exemple.invalid",
        }


@pytest.fixture
def db(environnement):
    """À la place de celle de pytest-django : ce qu’un test publie, le site le voit."""


@contextmanager
def servir(environnement: dict[str, str], dossier: Path) -> Iterator[Service]:
    with (
        serveurs.site(**environnement) as site,
        devant([site.port], settings.STATIC_ROOT, dossier) as nginx,
    ):
        yield Service(nginx, site.port)


@pytest.fixture(scope="module")
def service(environnement, tmp_path_factory) -> Iterator[Service]:
    with servir(environnement | {"WEB_CONCURRENCY": "2"}, tmp_path_factory.mktemp("nginx")) as un:
        yield un
