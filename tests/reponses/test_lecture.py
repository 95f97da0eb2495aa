"""Lire des réponses : une erreur n'en cache pas une autre, une question non posée est ignorée."""

from dataclasses import fields, replace
from datetime import date

import pytest

from eligibility.regles.situation import Situation
from simulateur.reponses.declaration import ORDRE_DE_LECTURE, PAR_CLE, questions_de
from simulateur.reponses.lecture import lire_json, lire_textes
from simulateur.reponses.question import ETAPES
from simulateur.reponses.requete import requete
from simulateur.reponses.types import OuiNon
from tests.regles.fabrique import (
    BAREMES,
    GENERALISTE,
    REFERENTIEL,
    referentiel,
    seuils_complets,
)

AUJOURDHUI = date(2026, 11, 22)
MINIMUM = {"specialite": GENERALISTE, "secteur": "1"}
SUIVI = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": "2025-01-01"}


def lire(tables=REFERENTIEL, aujourdhui=AUJOURDHUI, **textes):
    return lire_textes({cle: [v] for cle, v in textes.items()}, tables, aujourdhui)


def test_ce_qu_une_question_dit_d_elle_se_tient():
    """Une case ne dit que « oui » ; ce qui est facultatif ou peut se perdre n'est pas obligatoire."""
    defauts = {champ.name: champ.default for champ in fields(Situation)}
    for question in PAR_CLE.values():
        # Sans réponse, la règle lit « non » : une case. Rien du tout : un troisième choix.
        non = isinstance(question.type, OuiNon) and defauts[question.cle] is False
        assert question.case == non, question.cle
        assert not (question.facultatif or question.ignorable) or not question.obligatoire
    assert {q.cle for q in PAR_CLE.values() if q.facultatif} == {
        "contrat_avenant", "date_65", "date_embauche",
    }  # fmt: skip


def test_l_apercu_se_passe_de_ce_qui_ne_se_lit_pas_et_de_rien_d_autre():
    for cle in ("tranche", "date_65", "date_embauche", "pmt", "part"):
        lecture = lire(**MINIMUM | {cle: "x"})
        assert lecture.erreurs.keys() == {cle}
        assert lecture.situation_provisoire() == lire(**MINIMUM).situation()
    for cle in ("secteur", "contrat", "date_signature", "option", "age_65"):
        assert lire(**MINIMUM | {cle: "x"}).situation_provisoire() is None, cle


def test_specialite_et_secteur_suffisent_et_le_reste_a_sa_valeur_par_defaut():
    lecture = lire(**MINIMUM)
    assert not lecture.erreurs
    s = lecture.situation()
    assert (s.date_signature, s.option, s.contrat, s.tranche) == (
        AUJOURDHUI,
        "1",
        "aucun",
        "inconnue",
    )
    assert (s.zone, s.secretariat, s.situations, s.pmt) == ("inconnue", "sans-objet", (), None)
    assert (s.age_65, s.nouvel_installe, s.assistant_qualifie) == (False, False, False)


def test_avec_un_contrat_en_cours_l_option_par_defaut_est_la_sienne():
    assert lire(**MINIMUM, **SUIVI | {"contrat_option": "0.5"}).situation().option == "0.5"
    assert lire(**MINIMUM, **SUIVI, option="0.5").situation().option == "0.5"


@pytest.mark.parametrize(
    ("textes", "manquantes"),
    [
        ({}, {"specialite", "secteur"}),
        (MINIMUM, set()),
        (MINIMUM | {"contrat": "en-cours"}, {"contrat_option", "contrat_signature"}),
        (MINIMUM | {"contrat": "termine"}, {"contrat_fin"}),
        (MINIMUM | {"contrat": "aucun", "contrat_fin": "x", "contrat_option": "x"}, set()),
    ],
)
def test_reponses_obligatoires(textes, manquantes):
    lecture = lire(**textes)
    assert lecture.manquantes == set(lecture.erreurs) == manquantes


def test_toutes_les_erreurs_sont_dites_a_la_fois():
    mauvaises = MINIMUM | {"secteur": "3", "pmt": "beaucoup", "age_65": "peut-être", "zone": "?"}
    lecture = lire(**mauvaises, date_embauche="hier")
    assert set(lecture.erreurs) == {"secteur", "pmt", "age_65", "zone", "date_embauche"}
    assert all(len(message) > 10 for message in lecture.erreurs.values())
    with pytest.raises(ValueError, match="incomplete"):
        lecture.situation()


@pytest.mark.parametrize(
    ("textes", "champs"),
    [
        (SUIVI | {"contrat_signature": "2019-08-20"}, {"contrat_signature"}),
        ({"date_signature": "2019-08-20"}, {"date_signature"}),
        ({"date_signature": "2019-08-21"}, set()),
        (SUIVI | {"contrat_signature": "2026-11-23"}, {"contrat_signature"}),
        (SUIVI | {"contrat_signature": "2026-11-22"}, set()),
        (SUIVI | {"contrat_option": "1/3", "contrat_signature": "2023-05-01"}, {"contrat_option"}),
        (SUIVI | {"contrat_option": "1/3", "contrat_signature": "2023-04-30"}, set()),
        ({"option": "1/3"}, {"option"}),
        (SUIVI | {"option": "1/3"}, {"option"}),
        (SUIVI | {"option": "2"}, set()),
        ({"specialite": "mep", "option": "1.5"}, {"option"}),
        (SUIVI | {"specialite": "cardiologie", "contrat_option": "2"}, {"contrat_option"}),
        (SUIVI | {"contrat_avenant": "2025-06-01"}, {"contrat_avenant"}),
        (SUIVI | {"contrat_option_initiale": "1"}, {"contrat_option_initiale"}),
        *(
            (
                SUIVI | {"contrat_avenant": jour, "contrat_option_initiale": "0.5"},
                {"contrat_avenant"} if faux else set(),
            )
            for jour, faux in (
                ("2024-12-31", True),
                ("2025-01-01", False),
                ("2026-11-22", False),
                ("2026-11-23", True),
            )
        ),
        ({"contrat": "termine", "contrat_fin": "2026-11-23"}, {"contrat_fin"}),
        ({"contrat": "termine", "contrat_fin": "2026-11-22"}, set()),
        ({"date_65": "2026-10"}, {"date_65"}),
        ({"date_65": "2026-11"}, set()),
        ({"date_65": "2026-10", "age_65": "oui"}, set()),
        ({"date_signature": "2036-12-31"}, set()),
        ({"date_signature": "2037-01-01"}, {"date_signature"}),
        ({"pmt": "900", "file_active": "1300", "tranche": "P90-P95"}, {"tranche"}),
        ({"pmt": "900", "tranche": "P90-P95"}, set()),
        ({"pmt": "1045", "tranche": "P30-P50"}, {"tranche"}),
        (SUIVI | {"contrat_signature": "2022-01-01", "pmt": "9", "tranche": "P90-P95"}, set()),
    ],
)
def test_reponses_qui_se_contredisent(textes, champs):
    lecture = lire(**MINIMUM | textes)
    assert set(lecture.erreurs) == champs


def test_une_tranche_exclue_cite_le_seuil():
    message = lire(**MINIMUM, pmt="900", file_active="1300", tranche="P90-P95").erreurs["tranche"]
    assert "1 045".replace(" ", "\u202f") in message or "1\u202f514" in message


@pytest.mark.parametrize(
    ("cle", "posee_avec", "pas_avec"),
    [
        ("part_clinique", {"specialite": "orl"}, {"specialite": "cardiologie"}),
        ("part_clinique", {"specialite": "orl"}, {"specialite": "orl"} | SUIVI),
        ("zone", {"specialite": GENERALISTE}, {"specialite": "mep"}),
        ("pmt", {"specialite": "pediatrie"}, {"specialite": "cardiologie"}),
        ("pmt_an4", {"specialite": "mep"}, {"specialite": "orl"}),
        ("objectif_pmt", {"specialite": GENERALISTE}, {"specialite": "cardiologie"}),
        ("contrat_objectif_atteint", SUIVI, SUIVI | {"specialite": "mep"}),
        ("contrat_option", {"contrat": "en-cours"}, {"contrat": "termine"}),
        ("contrat_fin", {"contrat": "termine"}, {"contrat": "en-cours"}),
        ("circonstances_exceptionnelles", {"contrat": "termine"}, {"contrat": "aucun"}),
        ("date_65", {"age_65": "non"}, {"age_65": "oui"}),
    ],
)
def test_questions_posees_selon_les_reponses(cle, posee_avec, pas_avec):
    assert cle in lire(**MINIMUM | posee_avec).posees
    fermee = lire(**MINIMUM | pas_avec | {cle: "n'importe quoi"})
    assert cle not in fermee.posees
    assert cle not in fermee.erreurs
    assert cle not in fermee.valeurs
    assert cle not in requete(fermee)


def test_une_erreur_suspend_les_questions_qui_en_dependent_sans_perdre_ce_qui_fut_tape():
    lecture = lire(**MINIMUM | {"specialite": "inconnue"}, pmt="douze", zone="zip")
    assert set(lecture.erreurs) == {"specialite"}
    assert {"pmt", "zone", "tranche"} <= lecture.suspendues
    assert "pmt=douze" in requete(lecture)
    assert "zone=zip" in requete(lecture)


def test_la_tranche_n_est_pas_demandee_quand_tous_les_seuils_et_chiffres_sont_la():
    connus = seuils_complets(GENERALISTE, pmt=(7, 10, 20, 25), fa=(8, 11, 21, 26))
    tables = referentiel([*BAREMES[:-1], replace(BAREMES[-1], seuils=connus)])
    complets = MINIMUM | {"pmt": "12", "file_active": "12"}
    assert "tranche" not in lire(tables, **complets).posees
    assert "tranche" in lire(tables, **complets | {"pmt": ""}).posees
    assert "tranche" in lire(tables, **complets, date_signature="2026-02-24").posees
    assert "tranche" in lire(tables, **complets, **SUIVI).posees
    assert lire(tables, **complets, tranche=">=P95").situation().tranche == "inconnue"


def test_une_cle_repetee_par_megarde_la_derniere_compte_et_les_vides_ne_comptent_pas():
    lecture = lire_textes(
        {**{c: [v] for c, v in MINIMUM.items()}, "pmt": ["1", "2", " "], "zone": [""], "x": ["y"]},
        REFERENTIEL,
        AUJOURDHUI,
    )
    assert (lecture.valeurs["pmt"], lecture.erreurs) == (2, {})
    assert set(lecture.textes) == {"specialite", "secteur", "pmt"}


def test_json_les_memes_reponses_et_null_absent():
    lecture = lire_json(
        MINIMUM | {"age_65": True, "situations": ["handicap"], "pmt": 1_300, "zone": None},
        REFERENTIEL,
        AUJOURDHUI,
    )
    textes = lire(**MINIMUM, age_65="oui", situations="handicap", pmt="1300")
    assert lecture.situation() == textes.situation()
    fausses = lire_json(MINIMUM | {"age_65": "oui", "pmt": "1"}, REFERENTIEL, AUJOURDHUI).erreurs
    assert fausses["age_65"] == "Indiquez true ou false."
    assert set(fausses) == {"age_65", "pmt"}


def test_l_ordre_de_lecture_suit_les_dependances():
    rangs = {question.cle: rang for rang, question in enumerate(ORDRE_DE_LECTURE)}
    assert set(rangs) == set(PAR_CLE)
    for question in PAR_CLE.values():
        assert all(rangs[cle] < rangs[question.cle] for cle in question.selon)


def test_chaque_question_est_dans_une_etape_et_dit_pourquoi():
    assert sum(len(questions_de(etape)) for etape in ETAPES) == len(PAR_CLE)
    with pytest.raises(LookupError):
        questions_de("ailleurs")
    for question in PAR_CLE.values():
        assert question.intitule
        assert question.pourquoi
        assert question.message.endswith(".")
