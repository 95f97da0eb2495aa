"""La comparaison elle-même : ce qu'elle voit, ce qu'elle dit, ce qu'elle refuse de laisser passer."""

import copy

import pytest

from simulateur.cas.comparaison import CLES, ecarts

pytestmark = pytest.mark.django_db

ATTENDU = {
    "verdict": "eligible", "tranche": "P50-P90", "option": "1", "ouverte": True,
    "conditions_manquantes": [], "total": "132000.00", "total_a_venir": "132000.00",
    "total_certain": True, "annees": [1, 2, 3, 4, 5],
    "montants": ["38000.00", "28000.00", "22000.00", "22000.00", "22000.00"],
    "montants_min": ["38000.00", "28000.00", "22000.00", "22000.00", "22000.00"],
    "montants_max": ["38000.00", "28000.00", "22000.00", "22000.00", "22000.00"],
    "trop_percu": ["0.00"] * 5, "taux": [True] * 5, "taux_valeurs": ["1"] * 5,
    "baremes": ["2026-02-25"] * 5, "periodes": ["a_venir"] * 5,
    "debuts": ["2026-12-01", "2027-12-01", "2028-12-01", "2029-12-01", "2030-12-01"],
    "alternatives": [], "alternative_montants": {}, "criteres": {"secteur": "ok"},
    "critere": "activite_minimale", "etat": "ok", "constat": "1300", "seuil": "775", "manque": None,
    "objectif_regle": "declare", "objectif_echeance": "2028-12-01",
    "objectif_pmt": {"cible": 1500, "a_gagner": 200}, "objectif_fa": {"plancher": 1700},
    "plancher_pmt": 1300, "plancher_fa": 1700,
    "versements": {"1": [["totalite", "38000.00", "2026-12-01", "2027-01-01"]]},
    "echeances": [{"date": "2028-12-01", "type": "objectif"}], "echeances_absentes": ["carence"],
    "cout_parametres": "2026-06-01", "cout_annees": [1, 2, 3, 4, 5],
    "cout_employeur": ["27411.70", "27790.66", "27790.66", "29641.82", "29641.82"],
    "taxe_salaires": ["1995.91"] * 3 + ["2148.66"] * 2, "autres_frais": ["0.00"] * 5,
    "aide": ["38000.00", "28000.00", "22000.00", "22000.00", "22000.00"],
    "reste": ["-8592.39", "1786.57", "7786.57", "9790.48", "9790.48"],
    "dont_formation": [["4537.00", "4759.00"], None, None, None, None],
    "actes_par_jour": ["0.0", "0.2", "1.0", "1.3", "1.3"],
    "actes_par_semaine": ["0.0", "1.2", "5.2", "6.5", "6.5"],
}  # fmt: skip
FAUX = {
    "verdict": "non_eligible", "tranche": None, "ouverte": False, "option": "1/3",
    "conditions_manquantes": ["fermee"], "total": "1.00", "total_a_venir": "1.00",
    "total_certain": False, "annees": [1], "montants": ["38000.00"], "montants_min": [None] * 5,
    "montants_max": [], "trop_percu": [], "taux": [False] * 5, "taux_valeurs": ["0.5"] * 5,
    "baremes": ["2024-06-22"] * 5, "periodes": ["passee"] * 5, "debuts": ["2026-12-02"],
    "alternatives": [">=P95"], "alternative_montants": {">=P95": []}, "criteres": {"secteur": "bloquant"},
    "critere": "carence", "etat": "bloquant", "constat": "1301", "seuil": None, "manque": 0,
    "objectif_regle": "inconnu", "objectif_echeance": "2028-12-02", "objectif_pmt": None,
    "objectif_fa": {"plancher": None}, "plancher_pmt": None, "plancher_fa": 1,
    "versements": {"1": []}, "echeances": [{"date": "2028-12-02", "type": "objectif"}],
    "echeances_absentes": ["signature"],
    "cout_parametres": None, "cout_annees": [], "cout_employeur": ["27411.71"],
    "taxe_salaires": [], "autres_frais": [], "aide": [None] * 5, "reste": [], "dont_formation": [],
    "actes_par_jour": [], "actes_par_semaine": [],
}  # fmt: skip


@pytest.fixture
def resultat(poster, reponses):
    return poster(reponses | {"objectif_pmt": 200, "objectif_fa": 100}).json()


def test_conforme(resultat):
    assert ecarts(ATTENDU, resultat) == []


def test_chaque_cle_est_verifiee(resultat):
    assert set(ATTENDU) | {"erreur_champ"} == CLES
    for cle, faux in FAUX.items():
        attendu = copy.deepcopy(ATTENDU) | {cle: faux}
        assert ecarts(attendu, resultat), cle


def test_une_phrase_dit_l_ecart(resultat):
    assert ecarts({"verdict": "non_eligible"}, resultat) == [
        "Verdict : Non éligible attendu, Éligible obtenu"
    ]


def test_une_cle_inconnue_ne_passe_pas(resultat):
    assert ecarts({"verdit": "eligible"}, resultat) == ["« verdit » n'est pas une clé d'attendu."]
    assert ecarts({"etat": "ok"}, resultat)
    assert ecarts({"critere": "inconnu", "etat": "ok"}, resultat)


def test_vrai_n_est_pas_un(resultat):
    assert ecarts({"total_certain": 1}, resultat)


def test_erreurs(resultat):
    refus = {"erreurs": {"pmt": "…", "zone": "…"}}
    assert ecarts({"erreur_champ": ["zone", "pmt"]}, refus) == []
    assert ecarts({"erreur_champ": "pmt"}, refus)
    assert ecarts({"verdict": "eligible"}, refus)
    assert ecarts({"erreur_champ": "pmt"}, resultat)
