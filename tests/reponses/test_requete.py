"""L'adresse est l'état : une seule écriture pour un même ensemble de réponses, relue à l'identique."""

import json
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from eligibility.regles import estimer
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.lecture import lire_json, lire_textes
from simulateur.reponses.requete import requete
from tests.regles.fabrique import GENERALISTE, REFERENTIEL
from tests.reponses.strategies import (
    AUJOURDHUI,
    coherentes,
    ecrire,
    en_json,
    exemples,
    n_importe_quoi,
    reponses,
    textes,
)

MINIMUM = {"specialite": [GENERALISTE], "secteur": ["1"]}


def lire(donnees):
    return lire_textes(donnees, REFERENTIEL, AUJOURDHUI)


def relire(lecture):
    return lire(parse_qs(requete(lecture), keep_blank_values=True))


def sans_vides(valeurs: dict) -> dict:
    return {cle: valeur for cle, valeur in valeurs.items() if valeur != ()}


def se_relit(donnees) -> None:
    lecture = lire(donnees)
    relue = relire(lecture)
    assert requete(relue) == requete(lecture)
    assert sans_vides(relue.valeurs) == sans_vides(lecture.valeurs)
    assert relue.erreurs == lecture.erreurs
    assert (relue.posees, relue.suspendues) == (lecture.posees, lecture.suspendues)


@exemples(400)
@given(reponses())
def test_des_reponses_lisibles_se_relisent_a_l_identique(donnees):
    se_relit({cle: ecrire(cle, valeur) for cle, valeur in donnees.items()})


@exemples(800)
@given(textes())
def test_n_importe_quels_parametres_se_relisent_a_l_identique(donnees):
    se_relit(donnees)


@exemples(500)
@given(st.dictionaries(st.sampled_from(sorted(PAR_CLE)), st.lists(n_importe_quoi, max_size=3)))
def test_lire_ne_leve_jamais_et_dit_pourquoi_en_francais(bruit):
    lecture = lire(bruit | {c: bruit.get(c) or v for c, v in MINIMUM.items()})
    for cle, message in lecture.erreurs.items():
        assert cle in lecture.posees
        assert message.endswith((".", "?"))
        assert len(message) < 300
    if not lecture.erreurs:
        assert lecture.situation()
    assert set(lecture.valeurs) <= lecture.posees


@pytest.mark.parametrize(
    "valeur",
    [
        "\x00",
        "\ud800",
        "a" * 10_000,
        "9" * 10_000,
        " ",
        "\u2028",
        "oui\x00",
        "%00",
        "&=;",
        "+",
        "é",
    ],
)
@pytest.mark.parametrize("cle", sorted(PAR_CLE))
def test_chaque_question_survit_a_n_importe_quel_texte(cle, valeur):
    contrat = {
        "contrat": ["en-cours"],
        "contrat_option": ["1"],
        "contrat_signature": ["2025-01-01"],
    }
    for base in (MINIMUM, MINIMUM | contrat, MINIMUM | {"specialite": ["orl"]}):
        se_relit(base | {cle: [valeur]})
        se_relit(base | {cle: [valeur, valeur]})


def test_une_liste_repetee_par_une_virgule_se_relit_a_l_identique():
    se_relit(MINIMUM | {"situations": ["handicap,activite-mixte", "handicap,activite-mixte"]})
    se_relit(MINIMUM | {"situations": ["handicap,activite-mixte", "maladie-chronique"]})
    se_relit(MINIMUM | {"situations": ["handicap,x", "maladie-chronique"]})


def test_un_point_de_code_isole_devient_un_point_d_interrogation():
    se_relit(MINIMUM | {"situations": ["?", "\ud800"], "pmt": ["\ud800"]})
    assert lire(MINIMUM | {"pmt": ["1\ud800"]}).textes["pmt"] == ("1?",)


def test_une_seule_ecriture_par_ensemble_de_reponses():
    """Ordre, espaces, séparateurs, format des dates : la même adresse."""
    ecritures = (
        MINIMUM | {"pmt": ["1 300"], "date_signature": ["01/12/2026"], "situations": ["handicap"]},
        {"situations": ["handicap"], "date_signature": ["2026-12-01"], "pmt": ["1.300"]} | MINIMUM,
        {"pmt": ["\u00a01300 "], "date_signature": ["1 / 12 / 2026"], "x": ["y"]}
        | {"situations": ["handicap", "handicap"]}
        | MINIMUM,
    )
    adresses = {requete(lire(donnees)) for donnees in ecritures}
    assert adresses == {
        "date_signature=2026-12-01&pmt=1300&secteur=1&situations=handicap&specialite=medecine-generale"
    }


def test_changer_une_reponse_dans_l_adresse():
    lecture = lire(MINIMUM | {"pmt": ["1300"], "option": ["1"]})
    assert "option=0.5" in requete(lecture, option="0.5")
    assert "pmt" not in requete(lecture, pmt="")
    assert requete(lecture, {"vue": "x", "q": ""}).endswith("&vue=x")


@exemples(300)
@given(coherentes())
def test_json_et_textes_lisent_la_meme_chose(donnees):
    depuis_textes = lire({cle: ecrire(cle, valeur) for cle, valeur in donnees.items()})
    brut = json.loads(json.dumps({cle: en_json(cle, valeur) for cle, valeur in donnees.items()}))
    depuis_json = lire_json(brut, REFERENTIEL, AUJOURDHUI)
    assert sans_vides(depuis_json.valeurs) == sans_vides(depuis_textes.valeurs)
    assert depuis_json.erreurs == depuis_textes.erreurs
    assert depuis_json.posees == depuis_textes.posees
    if not depuis_json.erreurs:
        assert depuis_json.situation() == depuis_textes.situation()


@exemples(300)
@given(
    coherentes(),
    st.sampled_from([cle for cle, q in PAR_CLE.items() if q.selon]),
    n_importe_quoi,
)
def test_une_reponse_a_une_question_non_posee_ne_change_rien(donnees, cle, bruit):
    propre = {c: ecrire(c, v) for c, v in donnees.items() if c != cle}
    sans = lire(propre)
    assume(cle not in sans.posees)
    avec = lire(propre | {cle: [bruit]})
    assert replace(avec, textes={}) == replace(sans, textes={})
    assert requete(avec) == requete(sans)
    if not sans.erreurs:
        une, autre = (estimer(x.situation(), REFERENTIEL) for x in (sans, avec))
        assert une.options == autre.options


def test_le_jour_de_lecture_est_la_signature_par_defaut():
    for jour in (date(2026, 11, 22), date(2028, 2, 29)):
        lecture = lire_textes(MINIMUM, REFERENTIEL, jour)
        assert lecture.situation().date_signature == jour
        assert "date_signature" not in requete(lecture)
