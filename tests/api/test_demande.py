"""Ce qu'un corps peut être, ce qu'il ne peut pas être, et ce qu'on en dit."""

import pytest

from simulateur.api.demande import OCTETS_ESTIMATION, JsonIllisible, lire_texte_json

from .conftest import ADRESSE

pytestmark = pytest.mark.django_db
BON = '{"specialite": "orl", "secteur": "1"}'


@pytest.mark.parametrize(
    "type_",
    [
        "application/json",
        "application/json; charset=utf-8",
        "application/ld+json",
        "text/plain;charset=UTF-8",
        "application/x-www-form-urlencoded",
        "",
    ],
)
def test_du_json_quel_que_soit_son_en_tete(poster_brut, type_):
    assert poster_brut(BON, type_=type_).status_code == 200


def test_un_bom_en_tete(poster_brut):
    assert poster_brut("\ufeff".encode() + BON.encode()).status_code == 200


@pytest.mark.parametrize(
    ("corps", "statut", "debut"),
    [
        ("", 400, "Le corps est vide"),
        ("  \n", 400, "Le corps est vide"),
        ("{", 400, "Ce n'est pas du JSON"),
        (BON + "}", 400, "Ce n'est pas du JSON"),
        ("[]", 400, "Envoyez un objet JSON"),
        ("null", 400, "Envoyez un objet JSON"),
        ('"texte"', 400, "Envoyez un objet JSON"),
        ('{"pmt": NaN}', 400, "« NaN » n'existe pas en JSON"),
        ('{"pmt": -Infinity}', 400, "« -Infinity » n'existe pas en JSON"),
        (b'{"specialite": "m\xe9decine"}', 400, "Le texte n'est pas en UTF-8"),
        ("[" * 60_000, 400, "Trop de listes"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, 400, "Trop de listes"),
        ("x" * (OCTETS_ESTIMATION + 1), 413, "Le corps dépasse 64 Kio"),
    ],
    ids=str,
)
def test_corps_refuse_en_entier(poster_brut, corps, statut, debut):
    response = poster_brut(corps)
    assert response.status_code == statut
    erreurs = response.json()["erreurs"]
    assert list(erreurs) == ["_"]
    assert erreurs["_"].startswith(debut)


@pytest.mark.parametrize(
    ("type_", "corps"),
    [
        ("application/x-www-form-urlencoded", "specialite=orl&secteur=1"),
        ("text/plain", "bonjour"),
        ("multipart/form-data; boundary=x", "--x--"),
        ("application/xml", "<specialite/>"),
    ],
)
def test_autre_chose_que_du_json(poster_brut, type_, corps):
    response = poster_brut(corps, type_=type_)
    assert response.status_code == 415
    assert "application/json" in response.json()["erreurs"]["_"]


def test_une_cle_repetee_est_une_erreur_de_ce_champ(poster_brut):
    response = poster_brut('{"specialite": "orl", "secteur": "1", "pmt": 1, "pmt": 2, "pmt": 3}')
    assert response.status_code == 422
    assert list(response.json()["erreurs"]) == ["pmt"]


def test_un_envoi_sans_taille(client):
    response = client.generic(
        "POST", ADRESSE, "", headers={"transfer-encoding": "chunked"}, CONTENT_LENGTH=""
    )
    assert response.status_code == 411


@pytest.mark.parametrize(
    ("texte", "lu"), [("9" * 6000, 10**29), ("1e400", 10**299), ("-1e999", -(10**299))]
)
def test_un_nombre_immense_est_lu_puis_refuse_par_son_champ(texte, lu):
    valeur = lire_texte_json(texte.encode())
    assert abs(valeur) >= abs(lu)
    assert (valeur > 0) == (lu > 0)


def test_message_sans_rien_du_contenu():
    with pytest.raises(JsonIllisible) as erreur:
        lire_texte_json(b'{"pmt": 13171317!}')
    assert "13171317" not in str(erreur.value)
