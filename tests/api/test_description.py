"""Le document OpenAPI dit vrai : valide, fait de la déclaration, et les réponses réelles s'y conforment."""

import re

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from simulateur.api.demande import SITUATIONS_MAX
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE
from simulateur.reponses.ecriture import en_json

from .test_cas import CAS

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def verifier(document):
    def verifier(nom, valeur):
        schema = {"$ref": f"#/components/schemas/{nom}", "components": document["components"]}
        erreurs = Draft202012Validator(schema).iter_errors(valeur)
        assert [f"{e.json_path} : {e.message[:200]}" for e in erreurs] == []

    return verifier


def test_document_valide(document):
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_toute_la_declaration_y_est(document):
    schema = document["components"]["schemas"]["Reponses"]
    assert set(schema["properties"]) == set(PAR_CLE) | set(CLES_DE_PRESENTATION)
    assert schema["required"] == ["specialite", "secteur"]
    parametres = document["paths"]["/api/v1/estimation"]["get"]["parameters"]
    assert [p["name"] for p in parametres] == list(PAR_CLE)
    for cle, question in PAR_CLE.items():
        assert question.intitule in schema["properties"][cle]["description"]


def test_toutes_les_adresses_y_sont(document):
    from simulateur.api.urls import urlpatterns

    routes = {
        "/" + re.sub("<str:(.*)>", r"{\1}", str(motif.pattern))
        for motif in urlpatterns
        if motif.name not in ("openapi", "docs", "inconnu")
    }
    assert set(document["paths"]) == routes


@pytest.mark.parametrize("rang", range(10))
def test_les_estimations_sont_conformes(poster, verifier, rang):
    """Chaque cas du corpus, réparti pour que le test se lise quand il échoue."""
    for cas in CAS[rang::10]:
        reponses = en_json(cas.reponses)
        response = poster(reponses)
        if response.status_code == 200:
            verifier("Estimation", response.json())
            verifier("Reponses", response.json()["reponses"])
        else:
            verifier("Erreurs", response.json())


def test_les_tables_sont_conformes(client, verifier):
    for specialite in client.get("/api/v1/specialites").json():
        verifier("Specialite", specialite)
    baremes = client.get("/api/v1/baremes").json()
    assert len(baremes) >= 4
    for bareme in baremes:
        verifier("BaremeResume", bareme)
        verifier("Bareme", client.get(f"/api/v1/baremes/{bareme['version']}").json())


def test_l_exemple_du_document_marche(poster, document):
    corps = document["paths"]["/api/v1/estimations"]["post"]["requestBody"]["content"]
    exemple = corps["application/json"]["example"]
    assert "verdict" in poster(exemple, "/api/v1/estimations").json()[0]
    assert document["components"]["schemas"]["Lot"]["properties"]["situations"]["maxItems"] == (
        SITUATIONS_MAX
    )


def test_la_page_dit_tout(client, document):
    response = client.get("/api/v1/docs")
    assert response.status_code == 200
    for cle in PAR_CLE:
        assert f"<code>{cle}</code>" in response.text
    for chemin in document["paths"]:
        assert chemin in response.text
    assert "http://testserver/api/v1/estimation?specialite=medecine-generale" in response.text
    ancres = set(re.findall(r'href="#(objet-\w+)"', response.text))
    assert ancres <= set(re.findall(r'id="([\w-]+)"', response.text))


@pytest.mark.vnu
def test_la_page_est_valide(client, verifier_html):
    verifier_html({"docs": client.get("/api/v1/docs").text})
