import pytest
from django.db import DatabaseError, connection

from eligibility import selectors

pytestmark = pytest.mark.django_db


class Referentiel:
    def __init__(self, *baremes):
        self.baremes = baremes


def test_vivant(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/sante/vivant").content == b"vivant"


def test_repond_sous_tout_nom(client):
    assert client.get("/sante/vivant", headers={"host": "10.0.0.7"}).status_code == 200


def test_pret(client, monkeypatch):
    monkeypatch.setattr(selectors, "referentiel", lambda: Referentiel("un barème"))
    assert client.get("/sante/pret").status_code == 200


def test_pas_pret_sans_bareme(client, monkeypatch):
    monkeypatch.setattr(selectors, "referentiel", Referentiel)
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert response.text == "aucun barème publié"


def test_pas_pret_sans_base(client, monkeypatch):
    def absente():
        raise DatabaseError("mot de passe refusé")

    monkeypatch.setattr(connection, "cursor", absente)
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert response.text == "base de données injoignable"
