"""Les listes publiées : ce que le calcul lit, cases vides comprises."""

import json

import pytest

pytestmark = pytest.mark.django_db


def test_specialites(client):
    response = client.get("/api/v1/specialites")
    assert response.headers["Cache-Control"].startswith("public")
    generaliste = response.json()[0]
    assert generaliste["slug"] == "medecine-generale"
    assert generaliste["groupe"] == "generaliste"
    assert "généraliste" in generaliste["synonymes"]


def test_baremes(client):
    versions = [b["version"] for b in client.get("/api/v1/baremes").json()]
    assert versions == ["2019-08-21", "2023-05-01", "2024-06-22", "2026-02-25"]


def test_un_bareme_entier(client):
    bareme = client.get("/api/v1/baremes/2026-02-25").json()
    montants = {(m["option"], m["ligne"], m["annee"]): m for m in bareme["montants"]}
    assert montants["1", "base", 1]["valeur"] == "38000.00"
    assert montants["1", "base", 1]["fiabilite"] == "officiel"
    seuils = {(s["specialite"], s["indicateur"], s["percentile"]): s for s in bareme["seuils"]}
    assert seuils["medecine-generale", "pmt", 30]["valeur"] == 775
    parametres = {p["cle"]: p for p in bareme["parametres"]}
    assert (parametres["carence_mois"]["valeur"], parametres["carence_mois"]["unite"]) == (
        24,
        "mois",
    )
    cles = {source["cle"] for source in bareme["sources"]}
    assert {"AMELI-JUIN24", "PAPS972"} <= cles


def test_une_case_vide_vaut_null(client):
    bareme = client.get("/api/v1/baremes/2026-02-25").json()
    vides = [s for s in bareme["seuils"] if s["fiabilite"] == "a_completer"]
    assert vides
    assert all(s["valeur"] is None for s in vides)
    assert all(
        m["valeur"] is not None or m["fiabilite"] == "a_completer" for m in bareme["montants"]
    )


def test_version_inconnue(client):
    assert client.get("/api/v1/baremes/2026-02-24").status_code == 404


def test_lot(poster, reponses):
    situations = [reponses, {"specialite": "?"}, 3, None, reponses | {"secteur": "2"}]
    response = poster({"situations": situations}, "/api/v1/estimations")
    assert response.status_code == 200
    rendues = response.json()
    assert [r.get("verdict") for r in rendues] == ["eligible", None, None, None, "non_eligible"]
    assert set(rendues[1]["erreurs"]) == {"specialite", "secteur"}
    assert list(rendues[2]["erreurs"]) == list(rendues[3]["erreurs"]) == ["_"]
    assert rendues[0] == poster(reponses).json()


def test_lot_vide(poster):
    assert poster({"situations": []}, "/api/v1/estimations").json() == []


@pytest.mark.parametrize(
    ("corps", "champs"),
    [
        ({}, ["situations"]),
        ({"situations": {}}, ["situations"]),
        ({"situations": [{}] * 501}, ["situations"]),
        ({"situations": [], "options": 1}, ["options"]),
    ],
)
def test_lot_refuse(poster, corps, champs):
    response = poster(corps, "/api/v1/estimations")
    assert response.status_code == 422
    assert list(response.json()["erreurs"]) == champs


def test_lot_plein(poster, reponses):
    situations = [reponses | {"pmt": pmt} for pmt in range(500)]
    response = poster({"situations": situations}, "/api/v1/estimations")
    assert [r["reponses"]["pmt"] for r in json.loads(response.content) if "reponses" in r]
    assert len(response.json()) == 500
