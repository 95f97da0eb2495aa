"""Un changement d'ETP se lit : ses lignes dans la trace, ses hypothèses sur la page."""

from datetime import date

import pytest

from simulateur.textes import cout as textes
from simulateur.textes import trace as textes_trace

from .fabrique import codes, cout, estimation
from .salaires import CENTIME
from .test_changements import SUIVI


def lignes(**champs):
    return [x for x in estimation(**SUIVI | champs).trace if x.etape == "cout"]


def phrases(trouvees) -> list[str]:
    ecrites = (f"{textes_trace.formule(x)} = {textes_trace.valeur(x)}" for x in trouvees)
    return [p.replace("\u202f", " ").replace("\u00a0", " ") for p in ecrites]


def test_chaque_assistant_a_sa_ligne_puis_leur_somme():
    de_l_annee = [x for x in lignes(option="1.5", part="50") if x.detail.get("annee") == 3]
    assert phrases(x for x in de_l_annee if x.code.startswith("cout.sal")) == [
        "Année 3 : premier assistant embauché le 1er décembre 2024, 12 mois à 1 ETP, "
        "24 607,44 € de brut = 27 790,66 €",
        "Année 3 : second assistant embauché le 1er juin 2027, 6 mois à 0,5 ETP, "
        "6 151,86 € de brut = 6 852,93 €",
        "Année 3 : somme de ces coûts (34 643,58 €) × 50 % de part = 17 321,79 €",
    ]


def test_le_temps_qui_change_se_lit_mois_par_mois():
    (ligne,) = [x for x in lignes(contrat_option="0.5", option="1") if x.code == "cout.salarie"]
    assert phrases([ligne]) == [
        "Année 3 : premier assistant embauché le 1er décembre 2024, 6 mois à 0,5 ETP, "
        "puis 6 mois à 1 ETP, 18 455,58 € de brut = 20 842,99 €"
    ]


@pytest.mark.parametrize(
    "champs",
    [
        {"option": "1.5"},
        {"option": "2", "date_signature": date(2027, 6, 16), "part": "33.33"},
        {"contrat_option": "0.5", "option": "1"},
        {"contrat_option": "2", "option": "0.5"},
        {"option": "2", "contrat_avenant": date(2027, 3, 7), "contrat_option_initiale": "0.5"},
    ],
)
def test_les_lignes_font_le_cout_de_chaque_annee(champs):
    """Bruts et coûts des assistants s'ajoutent ; chaque année a sa ligne de coût, ou celle d'une pareille."""
    toutes = lignes(**champs)
    annees = {a.annee: a for a in cout(**SUIVI | champs).annees}
    sommes = {x.detail["annee"]: x for x in toutes if x.code == "cout.salaries"}
    assert sommes
    for numero, somme in sommes.items():
        siens = [x for x in toutes if x.code == "cout.salarie" and x.detail["annee"] == numero]
        assert abs(sum(x.detail["brut"] for x in siens) - annees[numero].brut) <= CENTIME
        assert abs(sum(x.valeur for x in siens) - somme.detail["plein"]) <= CENTIME
        assert somme.valeur == annees[numero].cout_employeur
    valeurs = {x.valeur for x in toutes if x.code in ("cout.salaries", "cout.employeur")}
    assert {a.cout_employeur for a in annees.values()} == valeurs


def test_une_option_gardee_n_a_aucune_ligne_de_plus():
    """Les mois du second que d'autres options emploieraient n'ont de ligne que chez elles."""
    par_code = [x.code for x in lignes()]
    assert not {"cout.salarie", "cout.salaries"} & set(par_code)
    assert par_code.count("cout.reduction") == 2  # deux ans, puis trois ans d'ancienneté
    assert par_code.count("cout.a_venir") == 4


def test_les_hypotheses_du_changement():
    """Avant ce que suppose la conversion en actes."""
    hypotheses = cout(**SUIVI | {"option": "1.5"}).hypotheses
    ecrites = [textes.hypothese(h).replace("\u00a0", " ") for h in hypotheses]
    assert [h.code for h in hypotheses][-4:-2] == ["changement_d_etp", "second_a_l_avenant"]
    assert ecrites[-4].startswith("L’emploi passe à 1,5 ETP le 1er juin 2027 :")
    assert ecrites[-3].startswith("Second assistant supposé embauché à l’avenant du 1er juin 2027,")


DU_CHANGEMENT = {"changement_d_etp", "second_a_l_avenant", "aide_envisagee"}


@pytest.mark.parametrize(
    ("champs", "attendues"),
    [
        ({}, set()),
        ({"etp_employe": "1", "option": "2"}, {"aide_envisagee"}),
        ({"contrat_option": "0.5", "option": "1"}, {"changement_d_etp", "aide_envisagee"}),
        ({"contrat_option": "2", "option": "1.5"}, {"changement_d_etp", "aide_envisagee"}),
        # L'avenant est signé : l'aide est celle des options tenues.
        (
            {"contrat_option": "1.5", "option": "1.5", "contrat_avenant": date(2027, 3, 1),
             "contrat_option_initiale": "1"},
            {"changement_d_etp", "second_a_l_avenant"},
        ),
        # Avant les années chiffrées : seule l'ancienneté du second s'en ressent.
        (
            {"contrat_option": "1.5", "option": "1.5", "contrat_avenant": date(2025, 3, 1),
             "contrat_option_initiale": "1"},
            {"second_a_l_avenant"},
        ),
        # Le second est parti avant les années chiffrées.
        (
            {"contrat_option": "1", "option": "1", "contrat_avenant": date(2025, 3, 1),
             "contrat_option_initiale": "1.5"},
            set(),
        ),
    ],
)  # fmt: skip
def test_chaque_hypothese_du_changement_se_dit_a_son_heure(champs, attendues):
    assert set(codes(cout(**SUIVI | champs))) & DU_CHANGEMENT == attendues
