"""Un vrai gunicorn sur la boucle locale, tel que `make run` le lance, et ce qu'il écrit."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
DEMARRAGE_S = 20
# pytest-django dit où sont les réglages ; un visiteur qui lance le site, non.
DE_TOUS = {nom: valeur for nom, valeur in os.environ.items() if nom != "DJANGO_SETTINGS_MODULE"}


@dataclass
class Gunicorn:
    processus: subprocess.Popen
    port: int
    sorties: Path

    def demander(self, adresse, methode="GET", corps=None, **en_tetes):
        connexion = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            en_tetes = {nom.replace("_", "-"): valeur for nom, valeur in en_tetes.items()}
            connexion.request(methode, adresse, body=corps, headers=en_tetes)
            reponse = connexion.getresponse()
            return reponse.status, reponse.headers, reponse.read().decode()
        finally:
            connexion.close()

    def envoyer(self, octets: bytes) -> str:
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as prise:
            prise.sendall(octets)
            prise.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: prise.recv(65536), b"")).decode()

    def finir(self) -> str:
        self.processus.terminate()
        self.processus.wait(timeout=30)
        return self.sorties.read_text()


@contextmanager
def lance(sorties: Path, **environnement: str) -> Iterator[Gunicorn]:
    """`sorties` : le fichier où il écrit. Un seul processus, à moins que l'environnement n'en dise plus."""
    with sorties.open("wb") as fichier:
        processus = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "tests.plateforme.serveur_wsgi"],
            cwd=RACINE,
            env=DE_TOUS | {"BIND": "127.0.0.1:0", "WEB_CONCURRENCY": "1"} | environnement,
            stdout=fichier,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Gunicorn(processus, _port(processus, sorties), sorties)
    finally:
        if processus.poll() is None:
            processus.terminate()
            processus.wait(timeout=30)


def _port(processus: subprocess.Popen, sorties: Path) -> int:
    limite = time.monotonic() + DEMARRAGE_S
    while time.monotonic() < limite:
        # Le port n'existe qu'une fois choisi par le noyau, et la page 414 qu'après le fork.
        if ecoute := re.search(r"127\.0\.0\.1:(\d+) ", sorties.read_text()):
            return int(ecoute[1])
        assert processus.poll() is None, sorties.read_text()
        time.sleep(0.1)
    raise AssertionError(sorties.read_text())
