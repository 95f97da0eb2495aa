"""GET et POST /api/v1/estimation : les mêmes réponses, les mêmes résultats, les mêmes refus."""

import logging
from datetime import date

import pytest
from django.test import Client

from eligibility.regles.criteres import CRITERES
from eligibility.regles.invariants import ResultatImpossible
from simulateur.api import calcul
from simulateur.reponses.ecriture import en_requete

from .conftest import ADRESSE

pytestmark = pytest.mark.django_db


def demander(client, reponses):
    return client.get(f"{ADRESSE}?{en_requete(reponses)}")


def test_une_estimation(poster, reponses):
    response = poster(reponses)
    assert response.status_code == 200
    corps = response.json()
    assert corps["verdict"] == "eligible"
    option = next(o for o in corps["options"] if o["option"] == "1")
    assert option["total"] == "132000.00"
    assert [annee["montant"] for annee in option["annees"]][:2] == ["38000.00", "28000.00"]
    assert corps["bareme"]["version"] == "2026-02-25"
    assert len(corps["criteres"]) == len(CRITERES)
    assert corps["reponses"] == {**reponses, "option": "1"}


def test_get_et_post_disent_la_meme_chose(client, poster, reponses):
    reponses |= {"situations": ["handicap", "activite-mixte"], "age_65": True, "pmt_an3": 1290}
    assert demander(client, reponses).json() == poster(reponses).json()


def test_les_reponses_rendues_redonnent_le_resultat(poster, reponses):
    reponses |= {"specialite": "orl", "part_clinique": 80, "situations": ["handicap"]}
    premiere = poster(reponses).json()
    assert poster(premiere["reponses"]).json() == premiere


def test_le_bareme_est_celui_du_jour_de_reference(poster, reponses):
    reponses |= {
        "contrat": "en-cours", "contrat_option": "1",
        "contrat_signature": "2021-03-01", "date_signature": "2024-06-21",
    }  # fmt: skip
    assert poster(reponses).json()["bareme"]["version"] == "2023-05-01"


def test_sans_date_c_est_aujourd_hui(poster, reponses, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2027, 2, 3))
    del reponses["date_signature"]
    assert poster(reponses).json()["reponses"]["date_signature"] == "2027-02-03"


def test_les_cles_de_presentation_sont_ignorees(client, poster, reponses):
    presentation = {"cpts": "nice", "bareme": "2019-08-21.1", "vue": "tableau", "q": "orl"}
    attendu = poster(reponses).json()
    assert poster(reponses | presentation).json() == attendu
    assert demander(client, reponses | presentation).json() == attendu


def test_null_est_une_absence(poster, reponses):
    attendu = poster(reponses).json()
    assert poster(reponses | {"contrat": None, "part_clinique": None}).json() == attendu


def test_une_reponse_non_demandee_est_ignoree(client, poster, reponses):
    bizarres = {"contrat_fin": "hier", "part_clinique": "beaucoup"}
    attendu = poster(reponses).json()
    assert poster(reponses | bizarres).json() == attendu
    assert demander(client, reponses | bizarres).json() == attendu


@pytest.mark.parametrize("envoi", ["get", "post"])
def test_chaque_champ_fautif_a_sa_phrase(client, poster, envoi):
    fautives = {"secteur": "3", "pmt": "deux mille", "zonne": "zip", "specialite": "pediatrie"}
    response = demander(client, fautives) if envoi == "get" else poster(fautives)
    assert response.status_code == 422
    erreurs = response.json()["erreurs"]
    assert set(erreurs) == {"secteur", "pmt", "zonne"}
    assert erreurs["pmt"].startswith("Indiquez un nombre entier de patients")
    assert "« zone »" in erreurs["zonne"]


def test_ce_qui_manque(client):
    response = client.get(ADRESSE)
    assert response.status_code == 422
    assert set(response.json()["erreurs"]) == {"specialite", "secteur"}


def test_une_cle_du_dictionnaire_python_n_est_pas_une_reponse(poster, reponses):
    assert set(poster(reponses | {"_": 1, "items": 2}).json()["erreurs"]) == {"_", "items"}


def test_l_adresse_est_privee_et_revalidable(client, reponses):
    response = demander(client, reponses)
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Robots-Tag"] == "noindex"
    etag = response.headers["ETag"]
    encore = client.get(f"{ADRESSE}?{en_requete(reponses)}", headers={"if-none-match": etag})
    assert encore.status_code == 304
    autre = demander(client, reponses | {"pmt": 1301})
    assert autre.headers["ETag"] != etag


def test_un_resultat_impossible_ne_montre_rien(client, poster, reponses, monkeypatch, caplog):
    def casser(*args):
        raise ResultatImpossible("total", "2026-02-25")

    monkeypatch.setattr(calcul, "estimer", casser)
    # Le journal de l'application ne remonte pas jusqu'à la racine, où pytest écoute.
    logger = logging.getLogger("simulateur.plateforme.journal")
    logger.addHandler(caplog.handler)
    try:
        response = poster(reponses)
    finally:
        logger.removeHandler(caplog.handler)
    assert response.status_code == 500
    assert set(response.json()) == {"erreurs", "reference"}
    assert "38000" not in response.text
    ligne = next(r for r in caplog.records if hasattr(r, "invariant"))
    assert (ligne.invariant, ligne.bareme) == ("total", "2026-02-25")
    assert ligne.request.path == ADRESSE
    assert "1300" not in ligne.getMessage()
    lot = client.post(
        "/api/v1/estimations", {"situations": [reponses]}, content_type="application/json"
    )
    assert list(lot.json()[0]["erreurs"]) == ["_"]


@pytest.mark.parametrize("envoi", ["get", "post"])
def test_sans_bareme_c_est_momentane(client, poster, reponses, monkeypatch, envoi):
    from eligibility import selectors

    selectors.oublier()
    monkeypatch.setattr(selectors._memoire, "_suivre", lambda tables: None)
    response = demander(client, reponses) if envoi == "get" else poster(reponses)
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_aucune_protection_de_formulaire_ne_s_en_mele(reponses):
    client = Client(enforce_csrf_checks=True)
    response = client.post(ADRESSE, reponses, content_type="application/json")
    assert response.status_code == 200
    assert not response.cookies
