"""Chromium de Debian piloté par Playwright, sur un serveur local du même processus."""

import os
import sys

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page, sync_playwright

from scripts.outils import chromium
from scripts.outils.axe import AXE, manquements

# Le navigateur dit « error » d'une page 404 voulue, htmx d'un échange remplacé par un plus récent.
PLAINTES_SANS_FAUTE = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")


SILENCE_S = 5


class ServeurQuiAttend(ThreadedWSGIServer):
    """Se fermer, c'est finir les réponses en chemin : elles se servent de la base du test.

    Une connexion que personne ne ferme ne retient pas la fin du test plus de `SILENCE_S`.
    """

    daemon_threads = False

    def get_request(self):
        connexion, adresse = super().get_request()
        connexion.settimeout(SILENCE_S)
        return connexion, adresse

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), TimeoutError):
            super().handle_error(request, client_address)


class Serveur(LiveServerThread):
    """WhiteNoise sert les fichiers statiques comme en production, sans celui de Django."""

    server_class = ServeurQuiAttend

    def __init__(self, *args, **kwargs):
        super().__init__(*args, static_handler=lambda application: application, **kwargs)


@pytest.fixture
def site(db, settings):
    """L'adresse d'un site qui voit la base du test, transaction comprise.

    Le live_server de pytest-django viderait la base après chaque test, barèmes compris : ici les
    fils du serveur partagent la connexion, et le test annule tout à la fin.
    """
    # L'objet lui-même : le mandataire django.db.connection se chercherait sans fin dans le fil.
    connection = connections["default"]
    connection.inc_thread_sharing()
    serveur = Serveur("127.0.0.1", connections_override={connection.alias: connection})
    serveur.daemon = True
    serveur.start()
    serveur.is_ready.wait()
    try:
        if serveur.error:
            raise serveur.error
        # Un fil du serveur qui finit ferme sa connexion : ici, c'est celle du test.
        with pytest.MonkeyPatch.context() as correctif:
            correctif.setattr(connection, "close", lambda: None)
            try:
                yield f"http://127.0.0.1:{serveur.port}"
            finally:
                serveur.terminate()
    finally:
        connection.dec_thread_sharing()


@pytest.fixture(scope="session")
def navigateur(django_db_setup):
    # Playwright garde une boucle asyncio dans ce fil : Django refuserait la base sans cela.
    avant = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            with chromium.lancer(playwright) as lance:
                yield lance
            # Sous sa boucle, ce fil a eu une connexion à elle : fermée avant que la base disparaisse.
            connections.close_all()
    finally:
        if avant is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = avant


@pytest.fixture
def page_mobile(navigateur, site):
    yield from _page(navigateur, site, largeur=360, hauteur=740, mobile=True)


@pytest.fixture
def page_bureau(navigateur, site):
    yield from _page(navigateur, site, largeur=1280, hauteur=900, mobile=False)


def _page(navigateur, site, *, largeur: int, hauteur: int, mobile: bool):
    """Une page neuve : `page.goto("/")`. Une erreur de script ou de CSP fait échouer le test."""
    contexte = navigateur.new_context(
        base_url=site,
        viewport={"width": largeur, "height": hauteur},
        has_touch=mobile,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
    contexte.set_default_timeout(10_000)
    page = contexte.new_page()
    plaintes: list[str] = []
    page.on("pageerror", lambda erreur: plaintes.append(str(erreur)))
    page.on(
        "console",
        lambda m: (
            plaintes.append(m.text)
            if m.type == "error" and not m.text.startswith(PLAINTES_SANS_FAUTE)
            else None
        ),
    )
    page.on(
        "request",
        lambda requete: (
            None
            if requete.url.startswith((site, "data:", "blob:", "about:"))
            else plaintes.append(f"requête hors du site : {requete.url}")
        ),
    )
    yield page
    contexte.close()
    assert not plaintes, plaintes


def dire(violations: list[dict]) -> str:
    return "\n".join(
        f"{v['id']} ({v['impact']}) : {v['help']}\n"
        + "\n".join(f"    {noeud['html'][:200]}" for noeud in v["nodes"])
        for v in violations
    )


@pytest.fixture
def verifier_axe():
    """verifier_axe(page) : zéro manquement à WCAG 2.2 AA, contrastes compris."""

    def verifier(page: Page, regles: dict = AXE) -> None:
        violations = manquements(page, regles)
        assert not violations, dire(violations)

    return verifier
