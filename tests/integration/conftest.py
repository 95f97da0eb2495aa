"""La page d'un autre site, sur un autre port et sous un autre nom, qui encadre le simulateur."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from simulateur.cpts.models import Cpts


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        corps = self.server.html.encode() if self.path == "/" else b""
        self.send_response(200 if corps else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(corps)))
        self.end_headers()
        self.wfile.write(corps)

    def log_message(self, *args) -> None:
        """Rien sur la sortie des tests."""


@pytest.fixture
def hote():
    """Une page d'un autre site : `hote.html` est ce qu'elle montre, `hote.origine` son origine."""
    serveur = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    serveur.html = ""
    # « localhost » n'est pas « 127.0.0.1 » : ni la même origine, ni le même site.
    serveur.origine = f"http://localhost:{serveur.server_port}"
    fil = threading.Thread(target=serveur.serve_forever)
    fil.start()
    yield serveur
    serveur.shutdown()
    fil.join()
    serveur.server_close()


@pytest.fixture
def cpts(db, hote):
    """Une CPTS dont ce site est."""
    cpts = Cpts(slug="ma-cpts", nom="Ma CPTS", origines=hote.origine, telephone="01 02 03 04 05")
    cpts.save()
    return cpts


@pytest.fixture
def visiter(navigateur):
    """visiter(adresse) : une page neuve, et ce que sa console et ses scripts ont dit de travers."""

    @contextmanager
    def ouvrir(adresse: str, chromium=navigateur, **options):
        contexte = chromium.new_context(
            locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce", **options
        )
        contexte.set_default_timeout(10_000)
        page = contexte.new_page()
        plaintes: list[str] = []
        page.on("pageerror", lambda erreur: plaintes.append(str(erreur)))
        page.on("console", lambda m: plaintes.append(m.text) if m.type == "error" else None)
        page.goto(adresse)
        try:
            yield page, plaintes
        finally:
            contexte.close()

    return ouvrir
