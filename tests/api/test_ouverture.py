"""Ouverte à toute page : CORS, méthodes, débit, aucune trace chez le visiteur."""

import pytest

from .conftest import ADRESSE

pytestmark = pytest.mark.django_db
POINTS = {
    ADRESSE: {"GET", "HEAD", "POST", "OPTIONS"},
    "/api/v1/estimations": {"POST", "OPTIONS"},
    "/api/v1/specialites": {"GET", "HEAD", "OPTIONS"},
    "/api/v1/baremes": {"GET", "HEAD", "OPTIONS"},
    "/api/v1/baremes/2026-02-25": {"GET", "HEAD", "OPTIONS"},
    "/api/v1/openapi.json": {"GET", "HEAD", "OPTIONS"},
}


def methodes(texte: str) -> set[str]:
    return {m.strip() for m in texte.split(",")}


@pytest.mark.parametrize(("adresse", "permises"), POINTS.items())
def test_question_prealable(client, adresse, permises):
    response = client.options(
        adresse,
        headers={
            "origin": "https://ailleurs.exemple",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    assert response.status_code == 204
    assert not response.content
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert methodes(response.headers["Access-Control-Allow-Methods"]) == permises
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize(("adresse", "permises"), POINTS.items())
@pytest.mark.parametrize("methode", ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_methodes(client, adresse, permises, methode):
    response = client.generic(methode, adresse)
    if methode in permises:
        assert response.status_code in {200, 400, 422}
    else:
        assert response.status_code == 405
        assert methodes(response.headers["Allow"]) == permises
        assert list(response.json()["erreurs"]) == ["_"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("adresse", ["/api/", "/api/v2/estimation", "/api/v1/estimation/"])
def test_adresse_inconnue(client, adresse):
    response = client.get(adresse)
    assert response.status_code == 404
    assert list(response.json()["erreurs"]) == ["_"]


def test_trop_de_demandes(client, settings):
    settings.API_PAR_MINUTE = 3
    statuts = [client.get("/api/v1/baremes").status_code for _ in range(4)]
    assert statuts == [200, 200, 200, 429]
    response = client.get("/api/v1/baremes")
    assert 0 < int(response.headers["Retry-After"]) <= 20
    assert "réessayez" in response.json()["erreurs"]["_"]
    assert client.get("/api/v1/baremes", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.options("/api/v1/baremes").status_code == 204


def test_chaque_situation_d_un_lot_compte(poster, client, settings):
    settings.API_PAR_MINUTE = 3
    assert poster({"situations": [{}] * 5}, "/api/v1/estimations").status_code == 200
    assert client.get("/api/v1/baremes").status_code == 429
