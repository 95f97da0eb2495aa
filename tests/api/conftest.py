"""Ce que partagent les tests de l'API."""

import json

import pytest

from tests.outils.medecins import GENERALISTE

ADRESSE = "/api/v1/estimation"


@pytest.fixture
def poster(client):
    """Envoie une valeur en JSON."""

    def envoyer(valeur, adresse=ADRESSE, **suite):
        return client.post(adresse, json.dumps(valeur), content_type="application/json", **suite)

    return envoyer


@pytest.fixture
def poster_brut(client):
    """Envoie un corps tel quel, comme s'il était du JSON."""

    def envoyer(corps, adresse=ADRESSE, type_="application/json"):
        return client.generic("POST", adresse, corps, content_type=type_)

    return envoyer


@pytest.fixture
def reponses():
    """Un généraliste, sans rien de particulier."""
    return dict(GENERALISTE)
