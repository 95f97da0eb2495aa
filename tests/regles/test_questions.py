"""Section 11 : ce qui manque devient une question à la CPAM, et seulement ce qui manque."""

from datetime import date

import pytest

from eligibility.regles import estimer
from tests.regles.fabrique import REFERENTIEL, situation

SUIVI = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2025, 1, 1)}
TOUT_DIT = {"objectif_pmt": 200, "objectif_fa": 100}


def questions(slug="medecine-generale", **champs) -> set[tuple[str, str]]:
    return {(q.code, q.objet) for q in estimer(situation(slug, **champs), REFERENTIEL).questions}


def test_rien_ne_manque_rien_n_est_demande():
    assert questions(**TOUT_DIT) == set()


@pytest.mark.parametrize(
    ("champs", "attendues"),
    [
        ({}, {("objectif", "1")}),
        ({"option": "0.5"}, {("objectif", "0.5")}),
        ({"objectif_pmt": 200}, {("objectif.partiel", "1")}),
        (TOUT_DIT | {"pmt": None}, {("patientele", "pmt")}),
        (TOUT_DIT | {"file_active": None}, {("patientele", "fa")}),
        (TOUT_DIT | {"tranche": "inconnue"}, {("tranche", ""), ("seuils", "")}),
        ({"age_65": True}, set()),
        ({"tranche": ">=P95"}, {("objectif.tolerance", "")}),
        ({"nouvel_installe": True}, {("objectif.second", "")}),
        ({"nouvel_installe": True} | TOUT_DIT, set()),
        (TOUT_DIT | {"secretariat": "non-remplace"}, {("critere.secretariat.non-remplace", "")}),
        (
            TOUT_DIT | {"situations": ("handicap",)},
            {("critere.situation_particuliere.adapte", "")},
        ),
        (TOUT_DIT | {"option": "2"}, {("zone", "")}),
        (TOUT_DIT | {"option": "2", "zone": "hors-zip"}, set()),
        (TOUT_DIT | SUIVI, set()),
        (TOUT_DIT | SUIVI | {"tranche": "inconnue"}, {("tranche", "")}),
        (TOUT_DIT | SUIVI | {"date_65": date(2027, 1, 1)}, {("contrat.avenant_65", "")}),
        (
            TOUT_DIT | SUIVI | {"contrat_signature": date(2023, 4, 30)},
            {("contrat.texte_ancien", "")},
        ),
        (TOUT_DIT | SUIVI | {"contrat_signature": date(2023, 5, 1)}, set()),
        (
            SUIVI | {"option": "0.5"},
            {("objectif", "0.5"), ("contrat.avenant", "0.5"), ("contrat.annee_entamee", "")},
        ),
        (
            SUIVI | {"option": "0.5", "date_signature": date(2026, 1, 1)},
            {("objectif", "0.5"), ("contrat.avenant", "0.5")},
        ),
    ],
)
def test_chaque_reponse_qui_manque_a_sa_question(champs, attendues):
    assert questions(**champs) == attendues


def test_chaque_critere_a_verifier_a_sa_question():
    posees = questions("medecine-urgence", tranche="inconnue", situations=("handicap",),
                       secretariat="non-remplace", contrat="termine",
                       contrat_fin=date(2026, 1, 1), circonstances_exceptionnelles=True)  # fmt: skip
    assert {code for code, _ in posees if code.startswith("critere.")} == {
        "critere.specialite.a_verifier",
        "critere.activite_minimale.sans_seuil",
        "critere.situation_particuliere.adapte",
        "critere.carence.circonstances",
        "critere.secretariat.non-remplace",
    }


@pytest.mark.parametrize(
    ("slug", "champs", "attendues"),
    [
        ("medecine-generale", {"secteur": "2"}, {"secteur.2"}),
        (
            "medecine-generale",
            {"secteur": "non-conventionne", "option": "2", "tranche": ">=P95"},
            {"secteur.non-conventionne"},
        ),
        ("radiologie", {}, {"specialite.exclue"}),
        ("orl", {"part_clinique": 50}, {"honoraires_cliniques.insuffisant"}),
        (
            "medecine-generale",
            {"pmt": 300, "file_active": None, "tranche": "inconnue"},
            {"activite_minimale.chiffre_insuffisant"},
        ),
        ("cardiologie", {"tranche": "<P30"}, {"activite_minimale.tranche_insuffisant"}),
        (
            "medecine-generale",
            {"contrat": "termine", "contrat_fin": date(2026, 1, 1), "nouvel_installe": True},
            {"carence.en_cours"},
        ),
        # Ce qui reste à vérifier touche encore au droit de signer ; l'avenant, non.
        (
            "medecine-generale",
            SUIVI | {"secteur": "2", "situations": ("handicap",), "option": "0.5"},
            {"secteur.2", "situation_particuliere.adapte"},
        ),
    ],
)
def test_sous_un_refus_on_ne_demande_que_ce_qui_touche_au_refus(slug, champs, attendues):
    assert questions(slug, **champs) == {(f"critere.{code}", "") for code in attendues}


def test_une_question_n_est_posee_qu_une_fois():
    liste = estimer(situation("orl", tranche="inconnue", file_active=None), REFERENTIEL).questions
    assert len(liste) == len(set(liste)) > 3
