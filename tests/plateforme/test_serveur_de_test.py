"""Le serveur des essais : une connexion oubliée ne retient pas toute la suite."""

import socket
import time
from urllib.parse import urlsplit

import pytest

from tests.outils import navigateur


@pytest.mark.usefixtures("db")
def test_une_connexion_oubliee_ne_retient_pas_la_fin(settings, monkeypatch):
    monkeypatch.setattr(navigateur, "SILENCE_S", 0.2)
    serveur = navigateur.site.__wrapped__(None, settings)
    adresse = urlsplit(next(serveur))
    with socket.create_connection((adresse.hostname, adresse.port)) as oubliee:
        oubliee.sendall(b"GET /sante/vivant HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert oubliee.recv(1024).startswith(b"HTTP/1.1 200")
        debut = time.monotonic()
        with pytest.raises(StopIteration):
            next(serveur)
        assert time.monotonic() - debut < 10
