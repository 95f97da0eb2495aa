"""Lancé en production : https pour tous, et un arrêt qui ne coupe personne ni n'attend personne."""

import http.client
import secrets
import socket
import time
from contextlib import closing

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.outils.gunicorn import Gunicorn, lance

CHIFFRE = {"X_Forwarded_Proto": "https"}
pytestmark = pytest.mark.django_db
MEDECINS = "nom;specialite;secteur;pmt;file_active\n" + "".join(
    f"M{rang};medecine-generale;1;{900 + rang};{1300 + rang}\n" for rang in range(1500)
)


@pytest.fixture
def site(tmp_path):
    """Il sert la copie locale des tests, sans base."""
    with lance(
        tmp_path / "sorties",
        PRODUCTION="oui",
        SECRET_KEY=secrets.token_urlsafe(64),
        ALLOWED_HOSTS="localhost",
        SECURE_PROXY_SSL_HEADER="X-Forwarded-Proto",
        VAR_DIR=str(tmp_path),
        STATIC_ROOT=str(settings.STATIC_ROOT),
        COPIE_LOCALE=str(settings.COPIE_LOCALE),
        DATABASE_URL=f"sqlite:///{tmp_path}/nulle-part/db.sqlite3",
    ) as un:
        yield un


def demander_l_arret(site: Gunicorn) -> float:
    site.serveur.processus.terminate()
    return time.monotonic()


def test_tout_passe_en_https_et_qui_se_tait_ne_retient_pas_l_arret(site):
    clair = site.demander("/guide/?q=pmt")
    assert (clair.statut, clair.en_tetes["Location"]) == (301, "https://localhost/guide/?q=pmt")
    assert clair.en_tetes["Strict-Transport-Security"] is None
    assert site.demander("/sante/vivant").statut == 200, "une sonde parle en clair, par adresse"
    chiffre = site.demander("/guide/?q=pmt", **CHIFFRE)
    assert chiffre.statut == 200
    assert chiffre.en_tetes["Strict-Transport-Security"] == "max-age=31536000"

    with (
        closing(http.client.HTTPConnection("127.0.0.1", site.port)) as gardee,
        socket.create_connection(("127.0.0.1", site.port)) as muette,
    ):
        gardee.request("GET", "/sante/vivant")
        assert gardee.getresponse().read() == b"vivant"
        debut = demander_l_arret(site)
        assert site.serveur.processus.wait(20) == 0
        # keepalive : cinq secondes ; une demande en chemin en aurait vingt.
        assert time.monotonic() - debut < 12
        assert muette.recv(1) == b""


def test_un_fichier_en_chemin_se_finit_avant_l_arret(site):
    """Arrêté pendant qu'il calcule, le site envoie la page jusqu'au bout, puis s'en va."""
    fichier = SimpleUploadedFile("m.csv", MEDECINS.encode())
    corps = encode_multipart(BOUNDARY, {"fichier": fichier, "resultat": "ecran"})
    en_tetes = {
        "Content-Type": MULTIPART_CONTENT,
        "Host": "localhost",
        "X-Forwarded-Proto": "https",
    }
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)) as envoi:
        envoi.request("POST", "/groupe/fichier/", corps, en_tetes)
        reponse = envoi.getresponse()
        debut = reponse.read(100)
        demander_l_arret(site)
        time.sleep(0.1)
        assert site.serveur.processus.poll() is None, "le fichier était déjà calculé"
        page = (debut + reponse.read()).decode()
    assert reponse.status == 200
    assert "M199" in page, "le bilan vient après la dernière ligne"
    assert page.rstrip().endswith("</html>")
    assert site.serveur.processus.wait(20) == 0
