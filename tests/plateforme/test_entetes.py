"""Sur toute page publique : les en-têtes de sûreté, aucun cookie, rien qui en dépende."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory

from tests.outils.adresses import adresses_publiques

pytestmark = pytest.mark.django_db

EN_TETES = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
AVEC_COOKIES = {"sessionid": "x" * 32, "csrftoken": "y" * 32, "messages": "z"}


def verifier(response, *, encadrable=False):
    for nom, valeur in EN_TETES.items():
        assert response.headers[nom] == valeur
    assert "camera=()" in response.headers["Permissions-Policy"]
    csp = dict(
        d.strip().split(" ", 1) for d in response.headers["Content-Security-Policy"].split(";")
    )
    assert csp["default-src"] == csp["base-uri"] == "'none'"
    # Sous /embed/, et là seulement, le site et ceux que l'administration permet : ici, aucun.
    assert csp["frame-ancestors"] == ("'self'" if encadrable else "'none'")
    assert response.headers.get("X-Frame-Options") == (None if encadrable else "DENY")
    assert csp["script-src"] == csp["style-src"] == csp["form-action"] == "'self'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize(
    "adresse",
    [*adresses_publiques(), "/nulle-part/", "/admin", f"/?x={'a' * 8000}", "/\0"],
    ids=lambda adresse: adresse[:40],
)
def test_page_publique(client, adresse):
    client.cookies.load(AVEC_COOKIES)
    verifier(client.get(adresse), encadrable=adresse.startswith("/embed/"))


def test_fichier_statique(client):
    from django.templatetags.static import static

    response = client.get(static("css/site.css"))
    assert response.status_code == 200
    response.close()
    verifier(response)
    assert "immutable" in response.headers["Cache-Control"]


def test_hote_inconnu(client):
    response = client.get("/", headers={"host": "ailleurs.exemple"})
    assert response.status_code == 400
    verifier(response)


def test_administration_seule_a_des_cookies():
    client = Client()
    utilisateur = get_user_model().objects.create_superuser("agnes", password="x")
    assert client.get("/admin/login/").status_code == 200
    response = client.post("/admin/login/?next=/admin/", {"username": "agnes", "password": "x"})
    assert response.status_code == 302
    assert set(response.cookies) == {"sessionid", "csrftoken"}
    for cookie in response.cookies.values():
        assert cookie["path"] == "/admin/"
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
    page = client.get("/admin/")
    assert page.context["user"] == utilisateur
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "private, no-store"
    verifier(client.get("/nulle-part/"))


def test_administration_protegee_contre_les_faux_formulaires():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "agnes", "password": "x"})
    assert response.status_code == 403
    assert "Accès refusé" in response.text


def test_head_n_a_pas_de_corps_mais_les_entetes_de_la_page():
    """Sans passer par le client de test, qui enlèverait le corps lui-même."""
    # Pas en tête du fichier : l'application lirait les réglages avant ceux des tests.
    from simulateur.wsgi import application

    reponses = {}

    def servir(methode: str) -> bytes:
        environ = RequestFactory().generic(methode, "/").environ
        return b"".join(application(environ, lambda *recu: reponses.setdefault(methode, recu)))

    assert servir("GET")
    assert servir("HEAD") == b""
    assert reponses["HEAD"][0] == reponses["GET"][0] == "200 OK"
    longueurs = {m: dict(recu[1])["Content-Length"] for m, recu in reponses.items()}
    assert longueurs["HEAD"] == longueurs["GET"] != "0"
