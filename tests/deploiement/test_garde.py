"""Ce que nginx garde vieillit d’un âge promis, que le site soit lent, en panne ou arrêté."""

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from scripts.outils.client import demander
from scripts.outils.nginx import devant
from simulateur.plateforme.cache import PUBLIC, UNE_MINUTE
from tests.deploiement.conftest import defaut

pytestmark = pytest.mark.nginx
# nginx compte en secondes entières : une de plus peut passer.
GRAIN_S = 1


class Site(ThreadingHTTPServer):
    """Une page, qui change quand on le dit."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.page, self.politique, self.statut, self.tarde_s, self.recues = (
            b"avant",
            PUBLIC,
            200,
            0,
            0,
        )


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server
        site.recues += 1
        page = site.page
        time.sleep(site.tarde_s)
        self.send_response(site.statut)
        self.send_header("Cache-Control", site.politique if site.statut == 200 else "no-store")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        """Rien à dire."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as lance:
        fil = threading.Thread(target=lance.serve_forever, args=(0.05,))
        fil.start()
        yield lance
        lance.shutdown()
        fil.join()


@pytest.fixture
def port(site, tmp_path) -> Iterator[int]:
    with devant([site.server_address[1]], settings.STATIC_ROOT, tmp_path) as nginx:
        yield nginx.port


def en_meme_temps(port: int, combien: int) -> list[tuple[str | None, bytes]]:
    def demandee(_: int) -> tuple[str | None, bytes]:
        reponse = demander(port, "/")
        return reponse.cache, reponse.corps

    with ThreadPoolExecutor(combien) as fils:
        return list(fils.map(demandee, range(combien)))


def test_la_garde_et_la_fraicheur_tiennent_en_cinq_secondes():
    for politique in (PUBLIC, UNE_MINUTE):
        garde, panne = re.search(r"s-maxage=(\d+), stale-if-error=(\d+)", politique).groups()
        assert int(garde) + GRAIN_S + defaut("REFERENTIEL_FRAICHEUR_S") <= 5
        assert int(panne) == 600


def test_une_page_oubliee_puis_demandee_a_plusieurs_est_refaite_pour_tous(site, port):
    """Le site tarde à la refaire : personne ne reçoit celle d’avant en attendant."""
    assert demander(port, "/").corps == b"avant"
    assert demander(port, "/").cache == "HIT"
    time.sleep(4)  # périmée depuis un moment
    site.page, site.tarde_s = b"corrigee", 1
    assert {corps for _, corps in en_meme_temps(port, 5)} == {b"corrigee"}
    assert demander(port, "/").cache == "HIT"


def test_une_page_neuve_ne_se_demande_qu_une_fois_au_site(site, port):
    site.tarde_s = 0.5
    assert {corps for _, corps in en_meme_temps(port, 20)} == {b"avant"}
    assert site.recues == 1


def test_site_arrete_une_page_sert_le_temps_dit_et_pas_plus(site, port):
    """Même demandée sans cesse."""
    site.politique = "public, s-maxage=1, stale-if-error=3"
    garde_s, panne_s = 1, 3
    debut = time.monotonic()
    demander(port, "/")
    site.shutdown()
    site.server_close()
    vues = []
    while (age := time.monotonic() - debut) < garde_s + panne_s + 2 * GRAIN_S:
        vues.append((age, demander(port, "/")))
        time.sleep(0.2)
    assert {r.cache for age, r in vues if garde_s + GRAIN_S < age < garde_s + panne_s} == {"STALE"}
    assert {r.statut for age, r in vues if age > garde_s + panne_s + GRAIN_S} == {502}
    assert "Site momentanément indisponible" in vues[-1][1].texte


def test_ce_que_le_site_repond_lui_meme_est_cru(site, port):
    """Une erreur qu’il dit n’est pas cachée par une page d’avant."""
    site.politique = "public, s-maxage=1, stale-if-error=600"
    demander(port, "/")
    site.statut = 500
    time.sleep(1 + GRAIN_S)
    assert demander(port, "/").statut == 500
