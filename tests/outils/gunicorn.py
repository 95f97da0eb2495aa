"""Un vrai gunicorn sur la boucle locale, tel que `make run` le lance, et ce qu'il écrit."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.outils import client, serveurs

# pytest-django dit où sont les réglages ; un visiteur qui lance le site, non.
DE_TOUS = {nom: valeur for nom, valeur in os.environ.items() if nom != "DJANGO_SETTINGS_MODULE"}


@dataclass
class Gunicorn:
    serveur: serveurs.Serveur
    sorties: Path

    @property
    def port(self) -> int:
        return self.serveur.port

    def demander(self, adresse: str, *args, **en_tetes) -> client.Reponse:
        return client.demander(self.port, adresse, *args, **en_tetes)

    def envoyer(self, octets: bytes) -> str:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as prise:
            prise.sendall(octets)
            prise.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: prise.recv(65536), b"")).decode()

    def finir(self) -> str:
        self.serveur.arreter()
        assert self.serveur.processus.returncode == 0
        return self.sorties.read_text()


@contextmanager
def lance(sorties: Path, **environnement: str) -> Iterator[Gunicorn]:
    """`sorties` : le fichier où il écrit. Un seul processus, à moins que l'environnement n'en dise plus."""
    tout = DE_TOUS | {"WEB_CONCURRENCY": "1"} | environnement
    with (
        sorties.open("w+b") as fichier,
        serveurs.lancer(["tests.plateforme.serveur_wsgi"], tout, sorties=fichier) as serveur,
    ):
        yield Gunicorn(serveur, sorties)
