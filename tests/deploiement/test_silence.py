"""nginx, tel que livré, n’écrit nulle part ce qu’un visiteur a tapé, quoi qu’il arrive."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from scripts.outils.nginx import Nginx
from tests.deploiement.faux_site import demande, envoyer, nginx_devant_un_faux_site

pytestmark = pytest.mark.nginx
CHIFFRE, NOM = "13871387", "Dupontel"
TAPE = f"?pmt={CHIFFRE}&nom={NOM}"
MORCEAU = f"{CHIFFRE};{NOM}\n".encode()

# Ce qui arrive → la demande, le statut répondu, et ce que nginx en dirait si on le laissait parler.
INCIDENTS = {
    "site muet": (demande(f"/muet/{TAPE}"), 504, "upstream timed out"),
    "site coupé": (demande(f"/coupe/{TAPE}"), 502, "prematurely closed"),
    "réponse insensée": (demande(f"/faux/{TAPE}"), 502, "upstream sent invalid header"),
    "réponse interrompue": (demande(f"/interrompu/{TAPE}"), 200, "upstream prematurely closed"),
    "envoi trop gros": (
        demande(f"/groupe/fichier/{TAPE}", "POST", MORCEAU * 200_000),
        413,
        "intended to send too large body",
    ),
    "envoi qui n’arrive pas": (
        demande(f"/groupe/fichier/{TAPE}", "POST", Content_Length="2000") + MORCEAU,
        408,
        None,
    ),
    "adresse trop longue": (demande(f"/{TAPE}&q={'a' * 20_000}"), 414, "too long URI"),
    "en-tête trop long": (demande(f"/{TAPE}", Referer=CHIFFRE * 2_000), 431, "too large"),
    "méthode insensée": (f"G{{}} /{TAPE} HTTP/1.1\r\n\r\n".encode(), 400, "invalid method"),
    "protocole inconnu": (f"GET /{TAPE} HTTP/9.9\r\n\r\n".encode(), 505, "invalid version"),
    "sans hôte": (f"GET /{TAPE} HTTP/1.1\r\n\r\n".encode(), 400, 'without "Host"'),
    "encodage inconnu": (
        demande(f"/{TAPE}", "POST", Transfer_Encoding=CHIFFRE),
        501,
        'unknown "Transfer-Encoding"',
    ),
    "morceau insensé": (
        demande(f"/{TAPE}", "POST", Transfer_Encoding="chunked") + b"z" + MORCEAU,
        400,
        "invalid chunked body",
    ),
    "fichier absent": (demande(f"/static/rien-{CHIFFRE}.css{TAPE}"), 200, "No such file"),
    "dossier demandé": (demande(f"/static/css/{TAPE}"), 200, "is forbidden"),
    "méthode refusée": (demande(f"/{TAPE}", "TRACE"), 405, None),
    "chemin qui sort": (demande(f"/../../{CHIFFRE}{TAPE}"), 400, "invalid request"),
}


@pytest.fixture
def nginx(tmp_path) -> Iterator[Nginx]:
    with nginx_devant_un_faux_site(tmp_path / "nginx") as lance:
        yield lance


@pytest.fixture
def bavard(tmp_path) -> Iterator[Nginx]:
    """Le même, qui dit ses erreurs : la preuve que chaque incident en est un."""
    journal = tmp_path / "nginx" / "journaux" / "bavard.log"
    change = {"error_log /dev/null emerg;": f"error_log {journal} info;"}
    with nginx_devant_un_faux_site(tmp_path / "nginx", **change) as lance:
        yield lance


def statuts(nginx: Nginx) -> dict[str, int]:
    """Ce que chaque incident répond."""
    return {
        nom: int(recu.split(b" ")[1]) if (recu := envoyer(nginx.port, octets)) else 408
        for nom, (octets, _, _) in INCIDENTS.items()
    }


def ecrit(nginx: Nginx) -> list[str]:
    """Les fichiers de nginx où se lit ce qui a été tapé."""
    cherches = (CHIFFRE.encode(), NOM.encode())
    return [
        str(fichier.relative_to(nginx.dossier))
        for fichier in nginx.dossier.rglob("*")
        if fichier.is_file() and any(cherche in fichier.read_bytes() for cherche in cherches)
    ]


def ouverts(nginx: Nginx) -> list[str]:
    """Les fichiers que ses ouvriers tiennent ouverts, effacés ou non, hors journaux."""
    pids = Path(f"/proc/{nginx.pid}/task/{nginx.pid}/children").read_text().split()
    liens = [str(p.readlink()) for pid in pids for p in Path(f"/proc/{pid}/fd").iterdir()]
    ailleurs = ("/dev/", str(nginx.dossier / "journaux"))
    return [lien for lien in liens if lien.startswith("/") and not lien.startswith(ailleurs)]


def test_aucun_incident_n_ecrit_ce_qui_a_ete_tape(nginx):
    assert statuts(nginx) == {nom: statut for nom, (_, statut, _) in INCIDENTS.items()}
    assert ecrit(nginx) == []
    # Rien n'est muet pour autant : chaque incident a sa ligne, avec son statut, et sans visiteur.
    acces = nginx.journal("acces")
    assert all(f" {statut} cache=" in acces for _, statut, _ in INCIDENTS.values())
    assert "site=504" in acces
    assert "127.0.0.1" not in acces


def test_chaque_incident_en_est_un(bavard):
    statuts(bavard)
    dit = bavard.journal("bavard")
    assert [nom for nom, (_, _, phrase) in INCIDENTS.items() if phrase and phrase not in dit] == []
    assert "Connection refused" in dit
    assert ecrit(bavard) == ["journaux/bavard.log"]


# Le chemin, la méthode, ce qu'une adresse peut demander d'un coup.
DEBITS = {
    "API": ("/api/v1/estimation", "GET", 601),
    "envois": ("/groupe/fichier/", "POST", 61),
    "connexion": ("/admin/login/", "POST", 31),
}


@pytest.mark.parametrize("debit", DEBITS)
def test_un_debit_depasse_se_dit_et_ne_s_ecrit_pas(nginx, debit):
    chemin, methode, permises = DEBITS[debit]
    connexion = HTTPConnection("127.0.0.1", nginx.port, timeout=20)
    statuts = []
    while 429 not in statuts and len(statuts) < permises + 100:
        connexion.request(methode, f"{chemin}{TAPE}", headers={"Host": "exemple.fr"})
        reponse = connexion.getresponse()
        page = reponse.read().decode()
        statuts.append(reponse.status)
    connexion.close()
    # Pendant qu'on demandait, un peu de débit est revenu.
    assert permises <= len(statuts) - 1 <= permises + 40
    assert set(statuts) == {200, 429}
    assert reponse.headers["Retry-After"] == "60"
    assert "Trop de demandes viennent de votre adresse" in page
    assert page.startswith('{"erreurs"' if debit == "API" else "<!DOCTYPE html>")
    assert ecrit(nginx) == []


def test_lire_ne_compte_pas_comme_envoyer(nginx):
    recus = [envoyer(nginx.port, demande("/admin/login/")) for _ in range(60)]
    assert all(recu.startswith(b"HTTP/1.1 200") for recu in recus)


@contextmanager
def en_cours(nginx: Nginx, octets: bytes) -> Iterator[socket.socket]:
    """Une demande que le visiteur abandonne ; pendant le bloc, nginx en a reçu ce qu'il pouvait."""
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        prise.settimeout(20)
        prise.connect(("127.0.0.1", nginx.port))
        prise.sendall(octets)
        time.sleep(0.3)
        yield prise


PEU_A_PEU = demande(f"/groupe/fichier/{TAPE}", "POST", Transfer_Encoding="chunked")
LENTS = {
    "lecture lente": demande(f"/gros/{TAPE}"),
    "envoi lent": demande(f"/groupe/fichier/{TAPE}", "POST", Content_Length="2900000")
    + MORCEAU * 150_000,
    "envoi par morceaux": PEU_A_PEU + (b"%x\r\n%s\r\n" % (len(MORCEAU), MORCEAU)) * 140_000,
}


@pytest.mark.parametrize("cas", LENTS)
def test_ce_qui_est_lent_reste_en_memoire(nginx, cas):
    with en_cours(nginx, LENTS[cas]):
        assert ouverts(nginx) == []
        assert ecrit(nginx) == []
    time.sleep(0.1)  # parti au milieu
    assert ecrit(nginx) == []


def test_ce_qui_est_lent_irait_sur_le_disque(tmp_path):
    """La preuve que le test d’avant voit un fichier temporaire, même effacé."""
    changes = {
        "proxy_max_temp_file_size 0;": "",
        "client_body_buffer_size 4m": "client_body_buffer_size 8k",
    }
    with nginx_devant_un_faux_site(tmp_path / "nginx", **changes) as nginx:
        for octets in (LENTS["lecture lente"], LENTS["envoi lent"]):
            with en_cours(nginx, octets):
                assert ouverts(nginx) != []
