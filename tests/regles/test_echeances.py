"""Section 7 : les dates et obligations, toutes et rien qu'elles."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from eligibility.regles import estimer
from simulateur.textes.echeances import libelle
from tests.regles.fabrique import REFERENTIEL, cellule, referentiel_parametre, situation

ARGENT = ("versement", "anniversaire")


def dates(tables=REFERENTIEL, **champs) -> list[tuple[str, str]]:
    """(date, code) de chaque échéance, sans les anniversaires ni les versements."""
    echeances = estimer(situation(**champs), tables).echeances
    return [(e.date.isoformat(), e.code) for e in echeances if e.type not in ARGENT]


def suivi(signature: date, option="1", **champs) -> dict:
    contrat = {"contrat": "en-cours", "contrat_option": option, "contrat_signature": signature}
    return {"option": option, **contrat, **champs}


def test_nouveau_contrat_rien_d_autre_que_ses_dates():
    assert dates() == [
        ("2026-12-01", "signature"),
        ("2028-12-01", "formation"),
        ("2028-12-01", "objectif"),
        ("2031-11-30", "fin_contrat"),
        ("2031-12-01", "reconduction"),
    ]


def test_contrat_signe_avant_le_22_juin_2024_un_avenant_le_prolonge_avant_son_terme():
    for signature, code, jour in (
        (date(2024, 6, 21), "prolongation", "2029-06-20"),
        (date(2024, 6, 22), "reconduction", "2029-06-22"),
    ):
        trouvees = dates(**suivi(signature))
        assert (jour, code) in trouvees
        assert not {"prolongation", "reconduction"} - {code} & {c for _, c in trouvees}
        fin = date.fromisoformat(jour) - timedelta(days=code == "reconduction")
        assert (fin.isoformat(), "fin_contrat") in trouvees


def test_contrat_prolonge_sa_fin_est_dix_ans_apres_la_signature():
    trouvees = dates(**suivi(date(2021, 3, 1)))
    assert ("2031-02-28", "fin_contrat.prolonge") in trouvees
    assert ("2026-02-28", "prolongation") in trouvees
    assert "fin_contrat" not in {code for _, code in trouvees}
    a_la_veille = dates(**suivi(date(2021, 12, 2)))
    assert ("2026-12-01", "fin_contrat") in a_la_veille


@pytest.mark.parametrize(
    ("embauche", "limite"),
    [
        (date(2024, 6, 21), "2027-06-21"),
        (date(2024, 6, 22), "2026-06-22"),
        (date(2027, 1, 31), "2029-01-31"),
        (date(2028, 2, 29), "2030-02-28"),
        (date(2018, 1, 1), "2021-01-01"),  # avant l'aide : la première règle connue
    ],
)
def test_formation_deux_ans_apres_l_embauche_trois_avant_le_22_juin_2024(embauche, limite):
    trouvees = dates(**suivi(date(2024, 1, 1)), date_embauche=embauche)
    assert [jour for jour, code in trouvees if code == "formation"] == [limite]


def test_sans_date_d_embauche_la_signature_en_tient_lieu():
    for champs, limite in (({}, "2028-12-01"), (suivi(date(2024, 6, 21)), "2027-06-21")):
        assert (limite, "formation") in dates(**champs)


def test_un_assistant_qualifie_n_a_pas_d_echeance_de_formation():
    assert "formation" not in {code for _, code in dates(assistant_qualifie=True)}


@pytest.mark.parametrize("secretariat", ["remplace", "non-remplace"])
def test_secretaire_qui_part_six_mois_avant_et_apres_l_embauche(secretariat):
    trouvees = dates(secretariat=secretariat, date_embauche=date(2027, 8, 31))
    fenetre = [(jour, code) for jour, code in trouvees if code.startswith("secretariat")]
    assert fenetre == [("2027-02-28", "secretariat.debut"), ("2028-02-29", "secretariat.fin")]
    assert not [code for _, code in dates() if code.startswith("secretariat")]


def test_nouvel_installe_p50_en_trois_ans_puis_second_objectif_deux_ans_apres():
    champs = {"nouvel_installe": True, "date_signature": date(2028, 2, 29), "tranche": "inconnue"}
    trouvees = dates(**champs)
    assert ("2031-02-28", "objectif.p50") in trouvees
    assert ("2033-02-28", "objectif.second") in trouvees
    assert "objectif" not in {code for _, code in trouvees}
    # Un objectif annoncé remplace cette règle, donc ses dates.
    annonce = dates(**champs, objectif_pmt=50)
    assert [code for _, code in annonce if code.startswith("objectif")] == ["objectif"]


def test_fin_de_carence_apres_un_contrat_termine():
    trouvees = dates(contrat="termine", contrat_fin=date(2024, 2, 29))
    assert ("2026-02-28", "carence") in trouvees
    assert "carence" not in {code for _, code in dates()}


def test_anniversaires_et_versements_de_l_option_envisagee():
    estimation = estimer(situation(option="0.5"), REFERENTIEL)
    anniversaires = [e.date for e in estimation.echeances if e.type == "anniversaire"]
    assert anniversaires == [date(2026 + n, 12, 1) for n in range(1, 5)]
    versements = [
        (e.date, e.code, e.detail["montant"]) for e in estimation.echeances if e.type == "versement"
    ]
    attendus = [
        (v.au_plus_tard, f"versement.{v.nature}", v.montant)
        for a in estimation.choisie.annees
        for v in a.versements
    ]
    assert sorted(versements) == sorted(attendus)
    assert len(versements) == 8


def test_avenant_envisage_les_annees_passees_du_contrat_puis_celles_de_la_nouvelle_option():
    """Contrat d'un mi-temps du 1er septembre 2024, passage à un temps plein le 1er décembre 2026."""
    champs = {**suivi(date(2024, 9, 1), "0.5"), "option": "1"}
    estimation = estimer(situation(**champs), REFERENTIEL)
    payes = [
        (e.detail["annee"], e.detail["montant"])
        for e in estimation.echeances
        if e.type == "versement"
    ]
    assert payes == [
        (1, 19_000), (2, 14_000), (3, 5_500), (3, 5_500),
        (4, 11_000), (4, 11_000), (5, 11_000), (5, 11_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("suivi_lu", "solde"),
    [
        ({}, "Solde de l’année 3 : jusqu’à 11 000 €, au plus tard ce jour"),
        (
            {"pmt_an3": 1_500, "fa_an3": 1_700},
            "Solde de l’année 3 : 11 000 € aux niveaux supposés, au plus tard ce jour",
        ),
        ({"pmt_an3": 1_299}, "Solde de l’année 3 : 0 € aux niveaux supposés, au plus tard ce jour"),
        ({"pmt_an3": 1_500}, "Solde de l’année 3, au plus tard ce jour : montant pas encore connu"),
    ],
)
def test_un_solde_qui_depend_d_un_niveau_a_lire_est_un_maximum_ou_n_est_pas_connu(suivi_lu, solde):
    champs = situation(objectif_pmt=200, objectif_fa=100, **suivi_lu)
    mots = [" ".join(libelle(e).split()) for e in estimer(champs, REFERENTIEL).echeances]
    assert solde in mots
    # L'avance, elle, est versée quoi qu'il arrive.
    assert "Acompte de l’année 3 : 11 000 €" in mots


def test_un_versement_porte_la_source_et_la_marque_de_son_montant():
    dernier = REFERENTIEL.baremes[-1]
    montants = {**dernier.montants, ("1", "base", 2): cellule(28_000, "FMF", "secondaire")}
    tables = replace(
        REFERENTIEL, baremes=(*REFERENTIEL.baremes[:-1], replace(dernier, montants=montants))
    )
    versements = [e for e in estimer(situation(), tables).echeances if e.type == "versement"]
    marques = {e.detail["annee"]: (e.source, e.fiabilite) for e in versements}
    officiel = ("AMELI-JUIN24", "officiel")
    assert marques == {**dict.fromkeys(range(1, 6), officiel), 2: ("FMF", "secondaire")}


def test_les_echeances_sont_dans_l_ordre_du_calendrier():
    champs = {**suivi(date(2022, 2, 28)), "secretariat": "remplace", "nouvel_installe": True}
    jours = [e.date for e in estimer(situation(**champs), REFERENTIEL).echeances]
    assert jours == sorted(jours)
    assert len(jours) > 10


def test_les_delais_sont_des_constantes_du_bareme():
    tables = referentiel_parametre(
        formation_mois=12,
        secretariat_fenetre_mois=3,
        objectif_delai_mois=18,
        nouvel_installe_delai_mois=48,
        nouvel_installe_second_delai_mois=12,
        carence_mois=6,
        reconduction_tacite=0,
        duree_contrat_mois=36,
    )
    trouvees = dates(
        tables, secretariat="remplace", contrat="termine", contrat_fin=date(2026, 1, 1)
    )
    assert trouvees == [
        ("2026-07-01", "carence"),
        ("2026-09-01", "secretariat.debut"),
        ("2026-12-01", "signature"),
        ("2027-03-01", "secretariat.fin"),
        ("2027-12-01", "formation"),
        ("2028-06-01", "objectif"),
        ("2029-11-30", "fin_contrat"),
        ("2029-11-30", "prolongation"),
    ]
    installe = dates(tables, nouvel_installe=True)
    assert ("2030-12-01", "objectif.p50") in installe
    assert ("2031-12-01", "objectif.second") in installe
