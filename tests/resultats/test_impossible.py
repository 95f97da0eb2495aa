"""Un résultat impossible ne montre aucun montant, et le journal dit pourquoi sans citer de réponse."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from eligibility import selectors
from eligibility.regles.bareme import Cellule

pytestmark = pytest.mark.django_db
REPONSES = (
    "date_signature=2026-12-01&file_active=1789&option=1&pmt=1313&secteur=1"
    "&specialite=medecine-generale"
)
PAGES = [f"/simulation/{page}?{REPONSES}" for page in ("option/", "resultats/", "agenda.ics")]


@pytest.fixture
def bareme_faux(monkeypatch):
    """Une table mal saisie : l'année 2 d'un temps plein est négative."""
    copie = selectors.tables()
    vrai = copie.referentiel
    dernier = vrai.baremes[-1]
    montants = {
        cle: Cellule(Decimal(-28_000)) if cle[0] == "1" and cle[2] == 2 else cellule
        for cle, cellule in dernier.montants.items()
    }
    faux = replace(vrai, baremes=(*vrai.baremes[:-1], replace(dernier, montants=montants)))
    monkeypatch.setattr(selectors, "tables", lambda: replace(copie, referentiel=faux))
    return dernier.version


@pytest.mark.parametrize("adresse", PAGES)
@pytest.mark.parametrize("entetes", [{}, {"HX-Request": "true"}], ids=["page", "échange"])
def test_rien_plutot_qu_un_montant_faux(bareme_faux, lignes, adresse, entetes):
    reponse = Client(raise_request_exception=False).get(adresse, headers=entetes)
    page = reponse.content.decode()
    assert reponse.status_code == 500
    assert "Nous préférons ne rien afficher" in page
    assert "€" not in page
    assert "1313" not in page
    assert "ETag" not in reponse
    ecrites = lignes()
    (dite,) = {json.dumps(ligne) for ligne in ecrites if "invariant" in ligne}
    ligne = json.loads(dite)
    assert ligne["invariant"] == "montant_hors_bornes"
    assert ligne["bareme"] == bareme_faux
    assert ligne["methode"] == "GET"
    assert ligne["route"].startswith("/")
    assert len(ligne["requete"]) == 12
    tout = json.dumps(ecrites)
    for reponse_donnee in ("1313", "1789", "medecine", "28000", "28 000"):
        assert reponse_donnee not in tout
