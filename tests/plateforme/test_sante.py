from dataclasses import replace

import pytest
from django.db import DatabaseError, connection

from eligibility import selectors
from eligibility.models import EtatTables

pytestmark = pytest.mark.django_db


def test_vivant(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/sante/vivant").content == b"vivant"


def test_repond_sous_tout_nom(client):
    assert client.get("/sante/vivant", headers={"host": "10.0.0.7"}).status_code == 200


def servir(monkeypatch, **changements) -> None:
    """Comme si la base tenait ces tables-là."""
    lue = selectors.construire()
    referentiel = replace(lue.referentiel, **changements)
    monkeypatch.setattr(selectors, "construire", lambda: replace(lue, referentiel=referentiel))


def test_pret(client):
    assert client.get("/sante/pret").status_code == 200


def test_pas_pret_sans_bareme(client, monkeypatch):
    servir(monkeypatch, baremes=())
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert response.text == "aucun barème publié"


def test_pas_pret_sans_une_constante_et_le_site_continue(client, monkeypatch):
    selectors.vider_memoire()
    selectors.copie()
    dernier = selectors.referentiel().baremes[-1]
    sans_carence = {cle: c for cle, c in dernier.parametres.items() if cle != "carence_mois"}
    servir(monkeypatch, baremes=(replace(dernier, parametres=sans_carence),))
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert "paramètre manquant (carence_mois)" in response.text
    EtatTables.relever()
    monkeypatch.setattr(selectors._memoire, "_a_revoir", 0.0)
    assert selectors.tables().referentiel.baremes[-1].entier("carence_mois") == 24


@pytest.mark.parametrize("adresse", ["/simulation/profil/", "/simulation/resultats/?pmt=1317"])
def test_sans_tables_la_page_dit_503(client, monkeypatch, adresse):
    selectors.vider_memoire()
    servir(monkeypatch, baremes=())
    response = client.get(adresse)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "1317" not in response.text


def test_pas_pret_sans_base(client, monkeypatch):
    def absente():
        raise DatabaseError("mot de passe refusé")

    monkeypatch.setattr(connection, "cursor", absente)
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert response.text == "base de données injoignable"
