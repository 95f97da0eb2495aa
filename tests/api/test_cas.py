"""Le corpus entier, par l'adresse, par le JSON et par la commande : les mêmes cas, la même comparaison."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from eligibility import selectors
from simulateur.api.lignes import traiter
from simulateur.cas.comparaison import ecarts
from simulateur.cas.lecture import lire_dossier
from simulateur.reponses.ecriture import en_json, en_requete, est_un_groupe

from .conftest import ADRESSE

pytestmark = pytest.mark.django_db
TOUS = list(lire_dossier(Path(settings.RACINE) / "fixtures" / "cas"))
CAS = [cas for cas in TOUS if not est_un_groupe(cas.reponses)]
GROUPES = [cas for cas in TOUS if est_un_groupe(cas.reponses)]


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: f"{cas.fichier}-{cas.nom}")
def test_cas(client, poster, cas):
    par_adresse = client.get(f"{ADRESSE}?{en_requete(cas.reponses)}")
    par_json = poster(en_json(cas.reponses))
    assert ecarts(cas.attendu, par_adresse.json()) == []
    assert ecarts(cas.attendu, par_json.json()) == []
    assert par_adresse.status_code == par_json.status_code
    if "erreur_champ" not in cas.attendu:
        assert par_adresse.json() == par_json.json()


@pytest.mark.parametrize("cas", GROUPES, ids=lambda cas: cas.nom)
def test_cas_d_un_groupe(poster, cas):
    response = poster(en_json(cas.reponses), "/api/v1/groupe")
    assert ecarts(cas.attendu, response.json()) == []
    assert response.status_code == (422 if "erreur_champ" in cas.attendu else 200)


def test_tous_les_cas_par_la_commande():
    entree = "\n".join(json.dumps(en_json(cas.reponses)) for cas in CAS)
    sortie = io.BytesIO()
    traiter(io.BytesIO(entree.encode()), sortie, selectors.tables().referentiel, date(2026, 11, 22))
    resultats = [json.loads(ligne) for ligne in sortie.getvalue().splitlines()]
    fautifs = {
        cas.nom: ecarts_
        for cas, resultat in zip(CAS, resultats, strict=True)
        if (ecarts_ := ecarts(cas.attendu, resultat))
    }
    assert fautifs == {}


def test_des_noms_uniques():
    noms = [cas.nom for cas in TOUS]
    assert len(CAS) > 400
    assert len(set(noms)) == len(noms)
