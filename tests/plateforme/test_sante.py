from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from eligibility import selectors

pytestmark = pytest.mark.django_db


def test_vivant(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/sante/vivant").content == b"vivant"


def test_repond_sous_tout_nom(client):
    assert client.get("/sante/vivant", headers={"host": "10.0.0.7"}).status_code == 200


def servir(monkeypatch, **changements) -> None:
    """Comme si la dernière publication tenait ces tables-là, pour un processus qui naît."""
    lues = selectors.tables()
    referentiel = replace(lues.referentiel, **changements)
    selectors.oublier()
    monkeypatch.setattr(
        selectors._memoire, "_suivre", lambda _: replace(lues, referentiel=referentiel)
    )


def test_pret(client):
    response = client.get("/sante/pret")
    assert response.status_code == 200
    assert response.text == f"prêt : publication {selectors.tables().numero}"


def test_pas_pret_sans_bareme(client, monkeypatch):
    servir(monkeypatch, baremes=())
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert response.text == "aucun barème publié"


def test_pas_pret_sans_une_constante(client, monkeypatch):
    dernier = selectors.tables().referentiel.baremes[-1]
    sans_carence = {cle: c for cle, c in dernier.parametres.items() if cle != "carence_mois"}
    servir(monkeypatch, baremes=(replace(dernier, parametres=sans_carence),))
    response = client.get("/sante/pret")
    assert response.status_code == 503
    assert "paramètre manquant (carence_mois)" in response.text


def test_sans_rien_et_sans_base(client, monkeypatch):
    selectors.oublier()
    monkeypatch.setattr(selectors._memoire, "lire", lambda: None)
    monkeypatch.setattr(selectors._memoire, "base_injoignable", True)
    response = client.get("/sante/pret")
    assert (response.status_code, response.text) == (503, "base de données injoignable")


def test_le_journal_dit_ce_qui_manque(client, monkeypatch, lignes):
    dernier = selectors.tables().referentiel.baremes[-1]
    servir(monkeypatch, baremes=(replace(dernier, parametres={}),))
    client.get("/simulation/profil/")
    (ligne,) = (ligne for ligne in lignes() if ligne["message"] == "tables indisponibles")
    assert ligne["manque"].startswith(f"parametres_manquants {dernier.version} ")


@pytest.mark.parametrize("adresse", ["/simulation/profil/", "/simulation/resultats/?pmt=1317"])
def test_sans_tables_la_page_dit_503(client, monkeypatch, adresse):
    servir(monkeypatch, baremes=())
    response = client.get(adresse)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "1317" not in response.text


def test_une_base_absente_ne_se_redemande_pas_a_chaque_sonde(
    client, monkeypatch, django_assert_num_queries
):
    selectors.tables()
    monkeypatch.setattr(selectors._memoire, "base_injoignable", True)
    monkeypatch.setattr(selectors._memoire, "_a_revoir", float("inf"))
    with django_assert_num_queries(0):
        assert "sans base de données" in client.get("/sante/pret").text


def test_pret_sans_base_et_le_dit(client, monkeypatch):
    """La copie locale suffit au site public : l'orchestrateur ne doit pas l'arrêter."""
    selectors.tables()

    def absente():
        raise DatabaseError("mot de passe refusé")

    monkeypatch.setattr(connection, "cursor", absente)
    response = client.get("/sante/pret")
    assert response.status_code == 200
    assert "sans base de données" in response.text
    assert "mot de passe" not in response.text


@pytest.mark.parametrize("commande", ["estimer", "verifier_bareme"])
def test_une_commande_sans_tables_le_dit(monkeypatch, commande):
    servir(monkeypatch, baremes=())
    with pytest.raises(CommandError, match="aucun barème publié"):
        call_command(commande)
