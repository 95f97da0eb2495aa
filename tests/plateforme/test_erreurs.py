"""Les pages d'erreur : en français, entières, sans réponse ni montant, même quand tout va mal."""

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.http import require_GET

from simulateur.plateforme import erreurs
from simulateur.plateforme.middleware import Pannes

pytestmark = pytest.mark.django_db
CHIFFRE = "13171317"


def casser(request):
    raise ValueError(f"valeur fautive {request.GET['pmt']}")


urlpatterns = [path("casse/", casser), path("api/v1/casse/", casser)]
handler500 = "simulateur.plateforme.erreurs.erreur_interne"


@pytest.fixture
def demande(rf):
    """Une demande telle que nos couches la donnent aux pages."""
    demande = rf.get("/", {"pmt": CHIFFRE})
    demande.cpts = demande.cadre = None
    return demande


@pytest.mark.parametrize("statut", sorted(erreurs.ERREURS))
def test_chaque_page(demande, statut, verifier_contenu):
    response = erreurs.reponse(demande, statut)
    assert "css/site." in response.text  # celle de secours n’a pas de feuille
    assert response.status_code == statut
    verifier_contenu(response.text, erreurs.ERREURS[statut].titre)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.vnu
def test_pages_valides(demande, verifier_html):
    verifier_html({str(s): erreurs.reponse(demande, s).text for s in erreurs.ERREURS})


@pytest.mark.parametrize("statut", sorted(erreurs.ERREURS))
def test_page_de_secours(rf, statut, monkeypatch, verifier_contenu):
    def echouer(*args, **kwargs):
        raise RuntimeError(CHIFFRE)

    monkeypatch.setattr("django.template.loader.render_to_string", echouer)
    texte = erreurs.reponse(rf.get("/"), statut).text
    verifier_contenu(texte, "Revenir à l’accueil")


@override_settings(ROOT_URLCONF=__name__)
def test_erreur_interne(verifier_contenu):
    client = Client(raise_request_exception=False)
    response = client.get(f"/casse/?pmt={CHIFFRE}")
    assert response.status_code == 500
    verifier_contenu(response.text, "Un problème de notre côté")
    assert "Référence à citer" in response.text


@override_settings(ROOT_URLCONF=__name__)
def test_erreur_interne_de_l_api():
    client = Client(raise_request_exception=False)
    response = client.get(f"/api/v1/casse/?pmt={CHIFFRE}")
    assert response.status_code == 500
    assert response.json()["erreurs"]["_"].startswith("Nous préférons")
    assert response.json()["reference"]
    assert CHIFFRE not in response.text


def test_page_introuvable(client):
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert "Page introuvable" in response.text


@pytest.mark.parametrize(("longueur", "trop"), [(7_000, False), (7_001, True)])
def test_adresse_trop_longue(client, longueur, trop):
    response = client.get("/nulle-part/?" + "a" * longueur)
    assert response.status_code == (414 if trop else 404)


def test_beaucoup_de_champs_ne_sont_pas_une_faute(client):
    response = client.get("/sante/vivant?" + "&".join("a" for _ in range(3000)))
    assert response.status_code == 200


def test_methode_refusee(demande):
    demande.method = "DELETE"
    response = Pannes(require_GET(lambda request: None))(demande)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET"
    assert "Action impossible ici" in response.text


@pytest.fixture
def verifier_contenu():
    def verifier(texte: str, attendu: str) -> None:
        assert texte.lstrip().lower().startswith("<!doctype html>")
        assert '<html lang="fr">' in texte
        assert texte.count("<h1") == 1
        assert attendu.replace("'", "&#x27;") in texte
        assert CHIFFRE not in texte
        assert "€" not in texte

    return verifier


@pytest.mark.parametrize("panne", [OperationalError, InterfaceError])
def test_sans_base_l_administration_le_dit(lignes, monkeypatch, panne):
    """La session se lit dans la base, avant toute vue : 503, quand revenir, et rien de la panne."""

    def tombe(*args, **kwargs):
        raise panne("connection to server at 10.1.2.3 failed")

    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", tombe)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    reponse = client.get("/admin/")
    assert reponse.status_code == 503
    assert reponse.headers["Retry-After"] == "30"
    assert "Base de données injoignable" in reponse.text
    assert "le site public, lui, continue" in reponse.text
    assert "10.1.2.3" not in reponse.text + str(lignes())
    assert client.get("/simulation/profil/").status_code == 200
