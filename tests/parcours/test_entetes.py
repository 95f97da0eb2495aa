"""Ce qu'une page à réponses dit aux caches, aux moteurs et aux navigateurs."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eligibility import selectors

pytestmark = pytest.mark.django_db

REPONSES = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
ETAPES = ("profil", "patientele", "option")
PAGES = [f"/simulation/{etape}/?{REPONSES}" for etape in (*ETAPES, "resultats")]
HTMX = {"HX-Request": "true"}


def vary(reponse) -> set[str]:
    return {nom.strip().lower() for nom in reponse.get("Vary", "").split(",")}


@pytest.mark.parametrize(
    "adresse",
    [*PAGES, "/simulation/profil/?secteur=1", "/simulation/option/?pmt=x", PAGES[0] + "&x=1"],
)
def test_ni_cookie_ni_index_ni_cache_partage(client, adresse):
    client.cookies["sessionid"] = "intrus"
    reponse = client.get(adresse)
    assert reponse.status_code in (200, 302)
    assert not reponse.cookies
    assert "cookie" not in vary(reponse)
    assert "hx-request" in vary(reponse)
    assert {d.strip() for d in reponse["Cache-Control"].split(",")} == {"private", "no-cache"}
    assert reponse["Referrer-Policy"] == "no-referrer"
    if reponse.status_code == 200:
        assert '<meta name="robots" content="noindex">' in reponse.content.decode()


@pytest.mark.parametrize("adresse", PAGES)
def test_la_meme_page_redemandee_ne_se_refait_pas(client, adresse, monkeypatch):
    etiquette = client.get(adresse)["ETag"]
    for demandee in (etiquette, f"W/{etiquette}"):
        reponse = client.get(adresse, headers={"If-None-Match": demandee})
        assert reponse.status_code == 304
        assert reponse.content == b""
        assert reponse["ETag"] == etiquette
        assert "hx-request" in vary(reponse)
    assert client.get(adresse, headers={"If-None-Match": '"autre"'}).status_code == 200
    # D'autres réponses, d'autres barèmes, un autre jour : une autre étiquette.
    assert client.get(adresse.replace("pmt=1300", "pmt=1301"))["ETag"] != etiquette
    autres = replace(selectors.tables(), empreinte="d'autres tables")
    monkeypatch.setattr(selectors, "tables", lambda: autres)
    assert client.get(adresse, headers={"If-None-Match": etiquette}).status_code == 200


@pytest.mark.parametrize("etape", ETAPES)
def test_le_fragment_et_la_page_ne_se_confondent_pas(client, etape):
    adresse = f"/simulation/{etape}/?{REPONSES}"
    declencheurs = ({}, {"HX-Trigger": "pilote-contrat"}, {"HX-Trigger": "chercher"})
    fragments = [client.get(adresse, headers=HTMX | d) for d in declencheurs]
    etiquettes = [client.get(adresse)["ETag"], *(f["ETag"] for f in fragments)]
    assert len(set(etiquettes)) == len(etiquettes)
    for fragment in fragments:
        assert "<html" not in fragment.content.decode()
        assert "hx-request" in vary(fragment)
        assert fragment["X-Adresse"] == adresse
        assert not fragment.cookies


@pytest.mark.parametrize("methode", ["post", "put", "delete", "patch"])
def test_on_ne_fait_que_lire(methode):
    for adresse in PAGES:
        reponse = getattr(Client(enforce_csrf_checks=True), methode)(adresse)
        assert reponse.status_code == 405
        assert reponse["Allow"] == "GET, HEAD"


@pytest.fixture
def tables_en_memoire(settings):
    """Les tables lues une fois, et plus revues pendant le test."""
    settings.REFERENTIEL_FRAICHEUR_S = 3600
    selectors.oublier()
    selectors.tables()
    yield
    selectors.oublier()


@pytest.mark.parametrize("adresse", PAGES)
@pytest.mark.usefixtures("tables_en_memoire")
def test_aucune_requete_sql_quand_le_bareme_est_en_memoire(client, adresse):
    with CaptureQueriesContext(connection) as requetes:
        assert client.get(adresse).status_code == 200
        assert client.get(adresse, headers=HTMX).status_code == 200
    assert requetes.captured_queries == []


@pytest.mark.parametrize("adresse", PAGES)
def test_une_requete_au_plus_quand_la_memoire_est_a_revoir(client, adresse, settings):
    client.get(adresse)
    settings.REFERENTIEL_FRAICHEUR_S = 0
    client.get(adresse)
    with CaptureQueriesContext(connection) as requetes:
        client.get(adresse.replace("pmt=1300", "pmt=1299"))
    assert len(requetes) <= 1
