"""Les en-têtes de sûreté sur chaque genre de réponse, et pas seulement sur les pages."""

import io

import pytest
from django.templatetags.static import static
from django.test import Client

from simulateur.cpts.models import Cpts
from tests.cpts.images import PNG

pytestmark = pytest.mark.django_db
SITUATION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
# De chacun : son adresse, son statut, son type.
GENRES = {
    "page": (f"/simulation/resultats/?{SITUATION}", 200, "text/html"),
    "agenda": (f"/simulation/agenda.ics?{SITUATION}", 200, "text/calendar"),
    "CSV": ("/groupe/fichier/modele.csv", 200, "text/csv"),
    "XLSX": ("/groupe/fichier/modele.xlsx", 200, "application/vnd.openxmlformats"),
    "JSON": (f"/api/v1/estimation?{SITUATION}", 200, "application/json"),
    "refus en JSON": ("/api/v1/estimation?pmt=x", 422, "application/json"),
    "texte": ("/robots.txt", 200, "text/plain"),
    "XML": ("/sitemap.xml", 200, "application/xml"),
    "introuvable": ("/nulle-part/", 404, "text/html"),
    "redirection": ("/simulation/resultats", 301, "text/html"),
    "redirection d'une réponse": ("/simulation/resultats/?pmt=1", 302, "text/html"),
    "connexion": ("/admin/login/", 200, "text/html"),
    "porte": ("/admin/", 302, "text/html"),
}


def verifier(reponse) -> None:
    lus = reponse.headers
    assert lus["X-Content-Type-Options"] == "nosniff"
    assert lus["Cross-Origin-Opener-Policy"] == "same-origin"
    assert lus["Cross-Origin-Resource-Policy"] == "same-origin"
    assert lus["X-Frame-Options"] == "DENY"
    assert lus["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert "camera=()" in lus["Permissions-Policy"]
    politique = lus["Content-Security-Policy"]
    assert "default-src 'none'" in politique
    assert "frame-ancestors 'none'" in politique
    assert "unsafe" not in politique
    assert lus["Strict-Transport-Security"] == "max-age=31536000"


@pytest.fixture
def chiffre(settings):
    """Un visiteur en HTTPS, comme en production."""
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return Client(headers={"x-forwarded-proto": "https"})


@pytest.mark.parametrize("genre", GENRES)
def test_chaque_genre_de_reponse(chiffre, genre):
    adresse, statut, type_ = GENRES[genre]
    reponse = chiffre.get(adresse)
    assert (reponse.status_code, reponse.headers["Content-Type"].startswith(type_)) == (
        statut,
        True,
    )
    verifier(reponse)
    assert reponse.headers.get("Access-Control-Allow-Credentials") is None
    ouverte = "/api/" in adresse
    assert reponse.headers.get("Access-Control-Allow-Origin") == ("*" if ouverte else None)


def test_un_fichier_statique_et_sa_copie_inchangee(chiffre):
    fichier = chiffre.get(static("css/site.css"))
    fichier.close()
    verifier(fichier)
    inchange = chiffre.get(
        static("css/site.css"), headers={"if-modified-since": fichier.headers["Last-Modified"]}
    )
    assert inchange.status_code == 304
    verifier(inchange)


def test_une_page_inchangee(chiffre):
    marque = chiffre.get("/").headers["ETag"]
    inchangee = chiffre.get("/", headers={"if-none-match": marque})
    assert inchangee.status_code == 304
    verifier(inchangee)


@pytest.mark.parametrize(("methode", "statut"), [("post", 405), ("put", 405), ("delete", 405)])
def test_une_methode_refusee(chiffre, methode, statut):
    reponse = getattr(chiffre, methode)("/")
    assert reponse.status_code == statut
    verifier(reponse)


def test_ce_qu_un_fichier_de_medecins_rend(chiffre):
    for resultat in ("ecran", "csv", "xlsx"):
        fichier = io.BytesIO(b"specialite;secteur;pmt\northophoniste;1;1300\n")
        fichier.name = "m.csv"
        reponse = chiffre.post("/groupe/fichier/", {"fichier": fichier, "resultat": resultat})
        reponse.getvalue()
        verifier(reponse)
        assert reponse.headers["Cache-Control"] == "no-store"


def test_un_logo_est_une_image_et_rien_d_autre(chiffre):
    """Même un fichier qui serait aussi une page : type dit, jamais deviné, et rien ne s'y exécute."""
    vitrine = Cpts(slug="une", nom="Une", logo=PNG)
    vitrine.save()
    from simulateur.cpts import logo

    reponse = chiffre.get(f"/cpts/une/{logo.lire(PNG).nom}")
    assert reponse.status_code == 200
    assert reponse.headers["Content-Type"] == "image/png"
    assert reponse.headers["Content-Security-Policy"].startswith("sandbox;")
    verifier(reponse)
