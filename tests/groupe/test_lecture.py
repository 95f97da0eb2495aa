"""Par l'adresse ou en JSON, le même groupe ; la page et l'API en disent la même chose."""

import json
from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given

from eligibility import selectors
from eligibility.regles.groupe.estimation import estimer_groupe
from simulateur.api.representation_groupe import groupe as representer
from simulateur.groupe.ecriture import requete_du_groupe
from simulateur.groupe.lecture import depuis_adresse, depuis_json
from tests.groupe.strategies import groupes
from tests.reponses.strategies import exemples

pytestmark = pytest.mark.django_db
AUJOURDHUI = date(2026, 11, 22)


def par_adresse(requete: str):
    donnees = dict(QueryDict(requete).lists())
    return depuis_adresse(donnees, selectors.tables().referentiel, AUJOURDHUI)


def en_json(objet: dict):
    return depuis_json(objet, selectors.tables().referentiel, AUJOURDHUI)


@exemples(150)
@given(groupes())
def test_le_meme_groupe_par_l_adresse_et_en_json(objet):
    ecrit, lu = en_json(objet), par_adresse(requete_du_groupe(objet))
    assert lu.toutes_les_erreurs == ecrit.toutes_les_erreurs
    assert lu.calculable == ecrit.calculable
    if ecrit.calculable:
        assert lu.groupe() == ecrit.groupe()
        # L'adresse relue redonne le même objet, moins les oublis et les « non ».
        assert en_json(lu.en_json()).groupe() == ecrit.groupe()


def test_la_page_et_l_api_disent_la_meme_chose(client):
    objet = {
        "forme": "SCM", "etp": "1.5", "date_signature": "2026-12-01",
        "medecins": [
            {"nom": "Zoé ~ 1", "specialite": "medecine-generale", "secteur": "1", "pmt": 1300,
             "file_active": 1700},
            {"specialite": "medecine-generale", "secteur": "2-optam", "pmt": 700, "pamsu": True},
        ],
    }  # fmt: skip
    par_api = client.post("/api/v1/groupe", json.dumps(objet), content_type="application/json")
    lue = par_adresse(requete_du_groupe(objet))
    estimation = estimer_groupe(lue.groupe(), selectors.tables().referentiel)
    recu = par_api.json()
    # Le seul écart : les mots du résultat de chacun, que l'adresse et JSON écrivent pareil.
    assert json.loads(json.dumps(representer(estimation, lue), default=str)) == recu
    page = client.get("/groupe/", QUERY_STRING=requete_du_groupe(objet))
    assert "198\u202f000" in page.text
    assert recu["collectif"]["total"] == "198000.00"
    assert "Zoé ~ 1" in page.text


def test_sans_nom_un_medecin_a_celui_de_sa_place():
    assert [m.nom for m in par_adresse("m=1p900&m=1p900~Zo%C3%A9&m=1p900").membres] == [
        "Médecin 1", "Zoé", "Médecin 3",
    ]  # fmt: skip


def test_le_jour_est_dit_une_fois_meme_faux():
    """Chaque médecin a le même : trente fois la même erreur n'aident personne."""
    for jour in ("2026-13-45", "2018-01-01", "2090-01-01"):
        lue = par_adresse(f"date_signature={jour}&m=1p900&m=1p900")
        assert list(lue.toutes_les_erreurs) == ["date_signature"], jour
        assert not lue.calculable


def test_ce_qui_vaut_pour_tous_vaut_pour_chacun():
    lue = par_adresse("date_signature=2026-12-01&position=9&anciennete=3&m=1p900&m=1p900")
    groupe = lue.groupe()
    for situation in (groupe.emploi, *(m.situation for m in groupe.membres)):
        assert (situation.position, situation.anciennete) == ("9", 3)
        assert situation.date_signature == date(2026, 12, 1)


def test_une_reponse_repetee_la_derniere_compte():
    lue = par_adresse("date_signature=2026-12-01&etp=1&etp=2&forme=SEL&forme=&m=1p900")
    assert lue.groupe().etp == 2
    assert lue.groupe().forme == "SEL"


def test_un_groupe_vide_n_est_pas_calculable():
    for requete in ("", "etp=1", "forme=SISA&date_signature=2026-12-01"):
        lue = par_adresse(requete)
        assert not lue.calculable
        with pytest.raises(ValueError, match="incomplete"):
            lue.groupe()
