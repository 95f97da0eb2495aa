"""`POST /api/v1/groupe` : ce qu'il rend est ce qu'il décrit, ce qu'il refuse est dit à sa place."""

import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from eligibility.regles.invariants import ResultatImpossible
from simulateur.api import groupe as module
from simulateur.groupe.declaration import GROUPE_PAR_CLE, MEDECIN_PAR_CLE, MEDECINS_MAX, NOM_MAX
from simulateur.plateforme import limites
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE
from simulateur.reponses.ecriture import en_json

from .test_absurdites import JSON, VALEURS
from .test_cas import GROUPES

pytestmark = pytest.mark.django_db
ADRESSE = "/api/v1/groupe"
MEDECIN = {"specialite": "medecine-generale", "secteur": "1", "pmt": 1300, "file_active": 1700}


def groupe(*medecins: dict, **communes) -> dict:
    return {
        "date_signature": "2026-12-01",
        "medecins": list(medecins) or [dict(MEDECIN)],
        **communes,
    }


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


@pytest.fixture
def erreurs(poster):
    def erreurs(valeur) -> dict[str, str]:
        response = poster(valeur, ADRESSE)
        assert response.status_code == 422, response.text[:300]
        return response.json()["erreurs"]

    return erreurs


def test_les_cas_du_corpus_sont_conformes_a_la_description(poster, verifier):
    for cas in GROUPES:
        objet = en_json(cas.reponses)
        response = poster(objet, ADRESSE)
        if response.status_code == 200:
            verifier("Groupe", objet)
            verifier("EstimationGroupe", response.json())
        else:
            verifier("Erreurs", response.json())


def test_l_exemple_du_document_marche(poster, document, verifier):
    corps = document["paths"][ADRESSE]["post"]["requestBody"]["content"]["application/json"]
    verifier("Groupe", corps["example"])
    assert poster(corps["example"], ADRESSE).json()["collectif"]["verdict"] == "eligible"


def test_la_description_dit_toutes_les_reponses(document):
    schema = document["components"]["schemas"]["Groupe"]
    assert set(schema["properties"]) == {*GROUPE_PAR_CLE, *CLES_DE_PRESENTATION, "medecins"}
    medecin = schema["properties"]["medecins"]["items"]["properties"]
    assert medecin.keys() >= (MEDECIN_PAR_CLE.keys() | PAR_CLE.keys()) - {"date_signature"}
    assert "date_signature" not in medecin


def test_la_page_des_developpeurs_le_montre(client):
    page = client.get("/api/v1/docs").text
    assert ADRESSE in page
    for mot in ("forme", "lieu_de_stage", "pamsu", "EstimationGroupe", "Combinaison"):
        assert mot in page


def test_chaque_reponse_de_chaque_medecin_se_retrouve(poster):
    rendu = poster(
        groupe(MEDECIN, MEDECIN | {"nom": "Zoé", "pmt": 700, "pamsu": True}), ADRESSE
    ).json()
    assert [m["nom"] for m in rendu["medecins"]] == ["Médecin 1", "Zoé"]
    assert [m["pamsu"] for m in rendu["medecins"]] == [False, True]
    assert [seul["reponses"]["pmt"] for seul in rendu["individuels"]] == [1300, 700]
    assert rendu["collectif"]["pmt_moyenne"] == "1000.0"


def test_le_cout_d_un_medecin_peut_etre_le_sien(poster):
    rendu = poster(groupe(MEDECIN, MEDECIN | {"position": "9"}, position="5"), ADRESSE).json()
    positions = [seul["reponses"].get("position") for seul in rendu["individuels"]]
    assert positions == ["5", "9"]


@pytest.mark.parametrize(
    ("objet", "champs"),
    [
        ({}, {"medecins"}),
        ({"medecins": []}, {"medecins"}),
        ({"medecins": {}}, {"medecins"}),
        ({"medecins": None}, {"medecins"}),
        ({"medecins": "1p1300"}, {"medecins"}),
        (groupe(*[MEDECIN] * 31), {"medecins"}),
        (groupe(*[3] * 31), {"medecins"}),
        (groupe(3), {"medecins.0"}),
        (groupe(MEDECIN, None, []), {"medecins.1", "medecins.2"}),
        (groupe({}), {"medecins.0.specialite", "medecins.0.secteur"}),
        (groupe(MEDECIN, MEDECIN | {"pmt": -1}), {"medecins.1.pmt"}),
        (groupe(MEDECIN | {"pmt": "beaucoup", "secteur": 4}), {"medecins.0.pmt", "medecins.0.secteur"}),
        (groupe(MEDECIN | {"nom": "n" * (NOM_MAX + 1)}), {"medecins.0.nom"}),
        (groupe(MEDECIN | {"nom": 3, "pamsu": "oui"}), {"medecins.0.nom", "medecins.0.pamsu"}),
        (groupe(MEDECIN | {"pmu": 3}), {"medecins.0.pmu"}),
        (groupe(MEDECIN | {"forme": "SISA"}), {"medecins.0.forme"}),
        (groupe(MEDECIN | {"date_signature": "2025-01-01"}), {"medecins.0.date_signature"}),
        (groupe(etp="0.7"), {"etp"}),
        (groupe(etp=0), {"etp"}),
        (groupe(etp="46"), {"etp"}),
        (groupe(etp=True, forme="SARL", lieu_de_stage="non"), {"etp", "forme", "lieu_de_stage"}),
        (groupe(pmt=1300), {"pmt"}),
        (groupe(pamsu=True, nom="Zoé"), {"pamsu", "nom"}),
        (groupe(formes="SISA"), {"formes"}),
        (groupe(MEDECIN, MEDECIN, date_signature="2090-01-01"), {"date_signature"}),
        (groupe(MEDECIN, MEDECIN, date_signature="2018-01-01"), {"date_signature"}),
        (groupe(3, date_signature="hier", x=1), {"medecins.0", "x"}),
    ],
    ids=lambda lu: str(sorted(lu) if isinstance(lu, set) else lu),
)  # fmt: skip
def test_chaque_erreur_est_a_sa_place(erreurs, objet, champs):
    dites = erreurs(objet)
    assert set(dites) == champs
    assert all(texte[-1] in ".?»" for texte in dites.values())


def test_une_cle_de_presentation_du_site_est_ignoree(poster, verifier):
    objet = groupe(vue="x", cpts="Nice")
    verifier("Groupe", objet)
    assert poster(objet, ADRESSE).status_code == 200


def test_une_cle_trop_longue_ou_illisible_se_montre_quand_meme(erreurs):
    assert len(erreurs(groupe(**{"x" * 10_000: 1}))) == 1
    assert max(map(len, erreurs(groupe(**{"x" * 10_000: 1})))) < 100
    assert erreurs(groupe(**{"\ud800": 1}))
    assert erreurs(groupe(MEDECIN | {"\ud800": 1, "nom": "\ud800"}))


@pytest.mark.parametrize(
    ("corps", "champs"),
    [
        ('{"etp": "1", "etp": "2", "medecins": [{"specialite": "orl", "secteur": "1"}]}', {"etp"}),
        (
            '{"medecins": [{"specialite": "orl", "secteur": "1", "secteur": "2"}]}',
            {"medecins.0.secteur"},
        ),
        (
            '{"medecins": [], "medecins": [{"specialite": "orl", "secteur": "1"}]}',
            {"medecins"},
        ),
    ],
)
def test_une_cle_repetee_n_est_pas_devinee(poster_brut, corps, champs):
    response = poster_brut(corps, ADRESSE)
    assert response.status_code == 422
    assert set(response.json()["erreurs"]) == champs


@pytest.mark.parametrize("nombre", [1, MEDECINS_MAX])
def test_un_seul_medecin_et_trente_sont_un_groupe(poster, verifier, nombre):
    medecins = [MEDECIN | {"pmt": 700 + 40 * rang} for rang in range(nombre)]
    response = poster(groupe(*medecins, etp="1"), ADRESSE)
    assert response.status_code == 200
    verifier("EstimationGroupe", response.json())
    assert len(response.json()["individuels"]) == nombre


@pytest.mark.parametrize("corps", [b"", b"[]", b"null", b"{", b"\xff"])
def test_un_corps_illisible(poster_brut, corps):
    assert poster_brut(corps, ADRESSE).status_code == 400


def test_trop_gros_ou_d_un_autre_type(poster_brut):
    assert poster_brut(b"x" * (64 * 1024 + 1), ADRESSE).status_code == 413
    assert poster_brut(b"<a/>", ADRESSE, "application/xml").status_code == 415


@pytest.mark.parametrize("valeur", VALEURS, ids=lambda v: ascii(v)[:20])
def test_n_importe_quelle_valeur_n_importe_ou(poster, valeur):
    """Une erreur, ou un résultat ; jamais une panne."""
    for cle in (*GROUPE_PAR_CLE, "medecins", "autre"):
        verifier_reponse(poster(groupe() | {cle: valeur}, ADRESSE))
    for cle in (*MEDECIN_PAR_CLE, "pmt", "tranche", "situations", "contrat", "contrat_signature"):
        verifier_reponse(poster(groupe(MEDECIN, MEDECIN | {cle: valeur}), ADRESSE))
    verifier_reponse(poster(groupe(MEDECIN, valeur), ADRESSE))
    verifier_reponse(poster(valeur, ADRESSE))


def verifier_reponse(response) -> None:
    assert response.status_code in {200, 400, 422}, response.content[:300]
    if response.status_code != 200:
        assert response.json()["erreurs"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from([*GROUPE_PAR_CLE, "medecins"]) | st.text(max_size=8), JSON, max_size=5),
    st.lists(
        JSON | st.dictionaries(st.sampled_from([*PAR_CLE, *MEDECIN_PAR_CLE]), JSON, max_size=5),
        max_size=3,
    ),
)  # fmt: skip
def test_du_json_au_hasard(poster, communes, medecins):
    verifier_reponse(poster({"medecins": medecins} | communes, ADRESSE))
    verifier_reponse(poster(groupe(MEDECIN) | communes, ADRESSE))


def test_chaque_medecin_compte_dans_le_debit(poster, client, settings):
    settings.API_PAR_MINUTE = 3
    assert poster(groupe(*[MEDECIN] * 5), ADRESSE).status_code == 200
    assert client.get("/api/v1/baremes").status_code == 429
    limites.API.vider()
    assert poster(groupe(MEDECIN), ADRESSE).status_code == 200
    assert client.get("/api/v1/baremes").status_code == 200


def test_ouvert_a_toute_page_sans_trace_chez_le_visiteur(client, poster):
    question = client.options(ADRESSE, headers={"origin": "https://ailleurs.exemple"})
    assert question.status_code == 204
    assert {m.strip() for m in question.headers["Access-Control-Allow-Methods"].split(",")} == {
        "POST", "OPTIONS",
    }  # fmt: skip
    for response in (poster(groupe(), ADRESSE), poster({}, ADRESSE)):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies
        assert "public" not in response.headers.get("Cache-Control", "")
    assert client.get(ADRESSE).status_code == 405


def test_rien_des_reponses_n_est_note(poster, lignes):
    for objet in (groupe(MEDECIN | {"nom": "Aubépine", "pmt": 13_579}), groupe({"pmt": 13_579})):
        poster(objet, ADRESSE)
    notees = json.dumps(lignes(), ensure_ascii=False)
    assert ADRESSE in notees
    assert "13579" not in notees
    assert "Aubépine" not in notees


def test_un_resultat_impossible_ne_montre_aucun_montant(poster, monkeypatch, caplog):
    def casser(*args):
        raise ResultatImpossible("total", "2026-02-25")

    monkeypatch.setattr(module, "estimer_groupe", casser)
    logger = logging.getLogger("simulateur.plateforme.journal")
    logger.addHandler(caplog.handler)
    try:
        response = poster(groupe(MEDECIN | {"nom": "Aubépine"}), ADRESSE)
    finally:
        logger.removeHandler(caplog.handler)
    assert response.status_code == 500
    assert set(response.json()) == {"erreurs", "reference"}
    assert "38000" not in response.text
    ligne = next(r for r in caplog.records if hasattr(r, "invariant"))
    assert "Aubépine" not in str(vars(ligne))
