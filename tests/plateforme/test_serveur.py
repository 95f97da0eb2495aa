"""Derrière un vrai gunicorn : aucun chiffre dans ses sorties, des refus lisibles en français."""

import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress

import pytest
from django.conf import settings
from django.test import Client
from gunicorn import version_info
from gunicorn.glogging import Logger
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from scripts.outils import RACINE
from simulateur.plateforme import serveur, visiteurs_lents
from tests.outils.gunicorn import lance

CHIFFRE = "13171317"
VISITEUR = "198.51.100.17"


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Un dossier var/ complet, préparé comme le fait make setup."""
    var = tmp_path_factory.mktemp("var")
    (var / "staticfiles").symlink_to(settings.STATIC_ROOT)
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=RACINE,
        env=os.environ | {"VAR_DIR": str(var)},
        check=True,
    )
    return var


@pytest.fixture
def lancer(installation, tmp_path):
    with ExitStack() as pile:
        yield lambda **environnement: pile.enter_context(
            lance(tmp_path / "sorties", VAR_DIR=str(installation), **environnement)
        )


@pytest.mark.parametrize(
    "environnement",
    [
        {},
        {
            "JOURNAL_ACCES": "oui",
            "JOURNAL_NIVEAU": "DEBUG",
            "GUNICORN_CMD_ARGS": "--log-level debug",
        },
    ],
    ids=["par défaut", "bavard"],
)
def test_aucun_chiffre_dans_les_sorties(lancer, environnement):
    gunicorn = lancer(**environnement)
    requete = f"pmt={CHIFFRE}"
    referer = {"Referer": f"http://localhost/?{requete}", "X_Forwarded_For": VISITEUR}
    statuts = {
        nom: gunicorn.demander(adresse, **(referer | options)).statut
        for nom, adresse, options in [
            ("vivant", f"/sante/vivant?{requete}", {}),
            ("page introuvable", f"/nulle-part/?{requete}", {}),
            ("lien abîmé", f"/simulation/resultats/&{requete}", {}),
            ("panne", f"/casse/?{requete}", {}),
            ("panne avec corps", "/casse/", {"methode": "POST", "corps": requete}),
            ("panne hors de Django", f"/hors-django/?{requete}", {}),
            ("hôte inconnu", f"/?{requete}", {"Host": f"h{CHIFFRE}.exemple"}),
            ("trop longue pour nous", f"/?{requete}&{'a' * 7500}", {}),
            ("trop longue pour gunicorn", f"/?{requete}&{'a' * 9000}", {}),
            ("en-tête trop long", f"/?{requete}", {"X_Long": CHIFFRE * 2000}),
        ]
    }
    for octets in (
        f"GET /?{requete} HTTP/9.9\r\nHost: localhost\r\n\r\n",
        f"G{{}} /?{requete} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        f"GET /?{requete}\r\n\r\n",
        f"GET /?{requete} HTTP/1.1\r\nmauvais en-tête {CHIFFRE}\r\n\r\n",
        f"POST /casse/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {CHIFFRE}\r\n\r\n",
        f"POST /casse/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nz{CHIFFRE}",
        f"{CHIFFRE}",
    ):
        assert CHIFFRE not in gunicorn.envoyer(octets.encode())
    sorties = gunicorn.finir()
    assert statuts == {
        "vivant": 200,
        "page introuvable": 404,
        "lien abîmé": 404,
        "panne": 500,
        "panne avec corps": 500,
        "panne hors de Django": 500,
        "hôte inconnu": 400,
        "trop longue pour nous": 414,
        "trop longue pour gunicorn": 414,
        "en-tête trop long": 431,
    }
    assert CHIFFRE not in sorties
    assert VISITEUR not in sorties
    # Rien n'est muet pour autant : chaque panne a laissé sa classe et ses cadres.
    assert "builtins.ValueError" in sorties
    assert "serveur_routes.py" in sorties
    assert "builtins.RuntimeError" in sorties
    assert "LimitRequestLine" in sorties
    assert "Traceback" not in sorties
    assert all(ligne.startswith("{") for ligne in sorties.splitlines())
    assert ('"duree_ms"' in sorties) == bool(environnement)


@pytest.mark.parametrize("longueur", [7_500, 8_100, 9_000, 60_000])
def test_adresse_trop_longue(lancer, longueur):
    reponse = lancer().demander(f"/simulation/profil/?q={'a' * longueur}")
    page, en_tetes = reponse.texte, reponse.en_tetes
    assert reponse.statut == 414
    assert '<html lang="fr">' in page
    assert "Adresse trop longue" in page
    assert re.search(r'href="/static/css/site\.[0-9a-f]+\.css"', page)
    assert "default-src 'none'" in en_tetes["Content-Security-Policy"]
    assert en_tetes["Referrer-Policy"] == "no-referrer"
    assert en_tetes["Set-Cookie"] is None


def test_un_refus_du_serveur_dit_hsts_comme_une_page(settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    refus = serveur._reponse_http(431).decode().splitlines()
    page = Client().get("/sante/vivant", secure=True)
    hsts = "Strict-Transport-Security"
    for nom in (hsts, "Cross-Origin-Opener-Policy", "Referrer-Policy", "X-Content-Type-Options"):
        assert f"{nom}: {page.headers[nom]}" in refus
    assert f"{hsts}: max-age=31536000; includeSubDomains; preload" in refus


def test_un_visiteur_ne_deplace_pas_le_site(lancer):
    """gunicorn croit d'ordinaire SCRIPT_NAME et PATH_INFO de qui lui parle, et casse ou change nos liens."""
    gunicorn = lancer()
    for entete in ("SCRIPT_NAME: /sante", "SCRIPT_NAME: /ailleurs", "PATH_INFO: /nulle-part/"):
        demande = f"GET /sante/vivant HTTP/1.1\r\nHost: localhost\r\n{entete}\r\nConnection: close\r\n\r\n"
        assert gunicorn.envoyer(demande.encode()).startswith("HTTP/1.1 200 OK"), entete


CONTREBANDES = {
    "longueur et morceaux": "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "espace avant les deux-points": "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "codage inconnu": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "deux longueurs": "Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
    "longueur signée": "Content-Length: +4\r\n\r\nabcd",
}


@pytest.mark.parametrize("corps", CONTREBANDES.values(), ids=CONTREBANDES)
def test_une_demande_n_en_cache_pas_une_autre(lancer, corps):
    """Ce qu'un mandataire et nous lirions différemment se refuse, et rien de ce qui suit n'est servi."""
    suite = "GET /sante/vivant HTTP/1.1\r\nHost: localhost\r\n\r\n"
    tete = "POST /api/v1/estimation HTTP/1.1\r\nHost: localhost\r\n"
    reponse = lancer().envoyer(f"{tete}{corps}{suite}".encode())
    assert re.findall(r"HTTP/1\.1 (\d+)", reponse) == ["400"]


@pytest.mark.parametrize("annonces", ["99999999", "00000000000099999999"])
def test_un_corps_trop_gros_est_refuse_sans_l_attendre(lancer, annonces):
    """gunicorn laisse passer des zéros devant la longueur ; aucun octet n'est envoyé, la réponse vient."""
    tete = "POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
    reponse = lancer().envoyer(f"{tete}Content-Length: {annonces}\r\n\r\n".encode())
    assert reponse.startswith("HTTP/1.1 413 ")


LENTS = {
    "en-têtes": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Lent: ",
    "corps": b"POST /api/v1/estimation HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500\r\n\r\n{",
}


@pytest.mark.parametrize("lent", LENTS)
def test_des_visiteurs_lents_ne_tiennent_pas_les_fils(lancer, lent):
    """Dix connexions au compte-gouttes pour quatre fils : chacune a son temps, puis laisse la place."""
    gunicorn = lancer(RECEPTION_S="1")
    with ExitStack() as pile:
        prises = [
            pile.enter_context(socket.create_connection(("127.0.0.1", gunicorn.port)))
            for _ in range(10)
        ]
        fin = time.monotonic() + 12
        for prise in prises:
            prise.sendall(LENTS[lent])
        with ThreadPoolExecutor(1) as autre:
            visite = autre.submit(gunicorn.demander, "/sante/vivant")
            while not visite.done() and time.monotonic() < fin:
                for prise in prises:
                    with suppress(OSError):
                        prise.send(b"a")
                time.sleep(0.2)
            attendu = time.monotonic() - (fin - 12)
            for prise in prises:
                prise.close()
            assert visite.result().statut == 200
    assert attendu < 10
    assert "Traceback" not in gunicorn.finir()


def test_un_visiteur_qui_ne_dit_rien_ne_prend_pas_de_fil(lancer):
    gunicorn = lancer()
    with ExitStack() as pile:
        for _ in range(10):
            pile.enter_context(socket.create_connection(("127.0.0.1", gunicorn.port)))
        debut = time.monotonic()
        assert gunicorn.demander("/sante/vivant").statut == 200
        assert time.monotonic() - debut < 2


def test_ce_que_nous_redefinissons_de_gunicorn_a_ete_relu():
    """La décision 24 dit pour quelle version, et nomme chaque méthode."""
    decision = (RACINE / "docs/adr/0024-un-ouvrier-redefini.md").read_text()
    majeure, mineure, _ = version_info
    assert f"relu pour gunicorn {majeure}.{mineure} ;" in decision
    assert f"\ngunicorn~={majeure}.{mineure}.0 " in (RACINE / "requirements.in").read_text()
    dites = set(re.findall(r"^\| `(?:Logger\.)?(\w+)`", decision, re.MULTILINE))
    redefinies = {
        nom
        for notre, base in [
            (serveur.Ouvrier, ThreadWorker),
            (visiteurs_lents.OuvrierPresse, ThreadWorker),
            (serveur.Journaliste, Logger),
        ]
        for nom in vars(notre)
        if not nom.startswith("__") and hasattr(base, nom)
    }
    assert dites == redefinies


def test_refus_de_production_avant_d_ouvrir_le_port(installation):
    resultat = subprocess.run(
        [sys.executable, "-m", "gunicorn", "simulateur.wsgi"],
        cwd=RACINE,
        env=os.environ | {"VAR_DIR": str(installation), "BIND": "127.0.0.1:0", "PRODUCTION": "oui"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert resultat.returncode != 0
    assert "Démarrage refusé (PRODUCTION=oui)" in resultat.stderr
    assert "Listening" not in resultat.stderr


@pytest.mark.parametrize(
    ("exception", "statut"),
    [
        (errors.LimitRequestLine(9000, 8190), 414),
        (errors.LimitRequestHeaders("x"), 431),
        (errors.InvalidRequestLine("x"), 400),
        (errors.InvalidHeaderName("x"), 400),
        (errors.InvalidResponseHeader("x"), 500),
        (errors.ConfigurationProblem("x"), 500),
        (ValueError("x"), 500),
    ],
    ids=lambda valeur: type(valeur).__name__,
)
def test_statut_de(exception, statut):
    assert serveur.statut_de(exception) == statut
