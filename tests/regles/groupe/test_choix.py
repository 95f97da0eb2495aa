"""Ce que vaut le choix de chacun sur cinq ans, et ce que règle la fin d'un contrat en cours : à la main."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.regles import fabrique
from tests.regles.groupe.fabrique import REFERENTIEL, estimer, membre, sous_contrat

D = Decimal


def choix(un_membre, code=None, **champs):
    (estime,) = estimer(un_membre, **champs).membres
    return estime.choix[-1] if code is None else next(c for c in estime.choix if c.code == code)


def fin(un_membre, **champs):
    (estime,) = estimer(un_membre, **champs).membres
    return estime.fin


def test_un_medecin_sans_contrat_choisit_rien_un_demi_ou_un_temps_plein():
    (estime,) = estimer(membre()).membres
    assert [(c.code, c.etp) for c in estime.choix] == [
        ("aucun", 0),
        ("0.5", Fraction(1, 2)),
        ("1", 1),
    ]
    assert [c.aide for c in estime.choix] == [0, 66_000, 132_000]
    assert [c.exposee for c in estime.choix] == [0, 33_000, 66_000]
    assert all(c.suite is None for c in estime.choix)


def test_qui_n_est_pas_eligible_seul_ne_choisit_rien_seul():
    (estime,) = estimer(membre(pmt=700, file_active=1_000)).membres
    assert [c.code for c in estime.choix] == ["aucun"]
    assert estime.peut_adherer


@pytest.mark.parametrize("file_active", [4_000, None])
def test_au_dela_de_p95_rien_n_est_expose(file_active):
    """19 000 et 38 000 € chaque année ; un départ inconnu n'est pas une baisse."""
    un = choix(membre(pmt=2_500, file_active=file_active, tranche=">=P95"))
    assert (un.aide, un.exposee, un.patients) == (190_000, 0, 0)


def test_a_65_ans_rien_n_est_expose():
    assert choix(membre(age_65=True, file_active=None)).exposee == 0


def test_une_installation_recente_n_expose_que_la_cinquieme_annee():
    un = choix(membre(pmt=600, file_active=900, nouvel_installe=True))
    assert (un.aide, un.exposee) == (132_000, 22_000)
    assert (un.pmt, un.fa) == (445, 614)


def test_un_objectif_annonce_ne_vaut_que_pour_son_option():
    un = membre(option="1", objectif_pmt=90, objectif_fa=40)
    assert (choix(un, "1").pmt, choix(un, "1").fa) == (90, 40)
    assert choix(un, "0.5").patients is None


def test_rien_a_gagner_n_expose_rien():
    assert choix(membre(objectif_pmt=0, objectif_fa=50)).exposee == 0


def test_la_tranche_que_disent_les_chiffres_reste_la_meme():
    """PMT de P90-P94 par les seuils, file active non donnée : la majoration n'est pas exposée."""
    connus = fabrique.seuils_complets(fabrique.GENERALISTE, pmt=(775, 1_045, 1_500, 1_800))
    tables = replace(
        REFERENTIEL, baremes=tuple(replace(b, seuils=connus) for b in REFERENTIEL.baremes)
    )
    un = choix(membre(pmt=1_600, file_active=None, objectif_pmt=0), referentiel=tables)
    assert (un.aide, un.exposee) == (38_000 + 28_000 + 3 * 26_000, 0)


@pytest.mark.parametrize("champs", [{"pmt_an3": 1_000}, {"pmt_an3": 1_500, "fa_an3": 1_800}])
def test_un_niveau_suppose_avant_de_signer_ne_compte_pas(champs):
    assert choix(membre(**champs)) == choix(membre())


@pytest.mark.parametrize(
    ("depuis", "aide", "suite"),
    [
        # année 2 : 90 j / 365 de 28 000 ; puis 22 000 × 4, et 275 j / 366 de 22 000.
        (date(2025, 3, 1), "111434.16", "reconduit"),
        # signé avant juin 2024 : au-delà du terme, l'avenant est supposé signé.
        (date(2023, 3, 1), "109954.71", "avenant"),
        # prolongé depuis mars 2026 : 90 j / 365 de 22 000, puis 22 000 × 4 jusqu'en mars 2031.
        (date(2021, 3, 1), "93424.66", "termine"),
        # signé il y a un an tout juste : 28 000 + 22 000 × 4.
        (date(2025, 12, 1), "116000.00", "reconduit"),
    ],
)
def test_un_contrat_en_cours_sur_cinq_ans(depuis, aide, suite):
    (estime,) = estimer(sous_contrat(depuis)).membres
    (un,) = estime.choix
    assert (un.code, un.option, un.etp) == ("contrat", "1", 1)
    assert (un.aide, un.suite) == (D(aide), suite)


def test_l_employe_reste_meme_quand_l_aide_s_arrete():
    """Les ETP sont égaux d'un bout à l'autre : le coût d'un contrat échu court toujours."""
    echu, long = choix(sous_contrat(date(2021, 3, 1))), choix(sous_contrat(date(2025, 3, 1)))
    assert echu.cout > long.cout > 5 * 27_000  # l'ancienneté en plus


def test_un_tiers_temps_ancien():
    un = choix(sous_contrat(date(2023, 4, 1), "1/3", pmt=1_300))
    assert un.etp == Fraction(1, 3)
    # 121 j / 365 de 7 350, puis 7 350 × 4 et 244 j / 366 de 7 350.
    assert un.aide == D("36736.58")


def test_ce_qui_est_lu_n_empeche_pas_d_atteindre_l_objectif():
    """Objectif +100, +50 lus : l'aide visée est entière, la moitié de ce qui vient est exposée."""
    lu = sous_contrat(
        date(2023, 12, 1), pmt=1_200, file_active=1_500, objectif_pmt=100, objectif_fa=100,
        pmt_an3=1_250, fa_an3=1_500, pmt_an4=1_250, fa_an4=1_500,
    )  # fmt: skip
    un = choix(lu)
    assert (un.aide, un.exposee) == (110_000, 55_000)
    assert (un.pmt, un.fa) == (50, 100)


@pytest.mark.parametrize(
    ("depuis", "annee", "verse", "du", "a_rendre"),
    [
        # Dans le mois du premier versement : pas encore payé. 16 j / 365 de 38 000.
        (date(2026, 11, 15), 1, "0.00", "1665.75", "-1665.75"),
        # 61 j / 365 de 38 000.
        (date(2026, 10, 1), 1, "38000.00", "6350.68", "31649.32"),
        # 275 j / 365 de 28 000.
        (date(2025, 3, 1), 2, "28000.00", "21095.89", "6904.11"),
        # Année 3, entre l'acompte et la fin des deux mois du solde : 30 j / 365 de 22 000.
        (date(2024, 11, 1), 3, "11000.00", "1808.22", "9191.78"),
        # Acompte et solde versés : 275 j / 365 de 22 000.
        (date(2024, 3, 1), 3, "22000.00", "16575.34", "5424.66"),
    ],
)
def test_finir_en_cours_d_annee(depuis, annee, verse, du, a_rendre):
    trouve = fin(sous_contrat(depuis))
    assert (trouve.annee, trouve.debut.year, trouve.fin.month) == (
        annee, 2026, depuis.month,
    )  # fmt: skip
    assert (trouve.verse, trouve.du, trouve.a_rendre) == (D(verse), D(du), D(a_rendre))


def test_finir_a_l_anniversaire_ne_regle_rien():
    trouve = fin(sous_contrat(date(2025, 12, 1)))
    assert (trouve.option, trouve.annee, trouve.a_rendre) == ("1", None, None)


def test_finir_une_annee_perdue_rend_l_acompte():
    baisse = sous_contrat(date(2024, 3, 1), pmt=1_200, file_active=1_500, pmt_an3=1_100)
    trouve = fin(baisse)
    assert (trouve.verse, trouve.du, trouve.a_rendre) == (11_000, 0, 11_000)


def test_finir_une_annee_dont_le_taux_est_inconnu():
    trouve = fin(sous_contrat(date(2024, 3, 1), pmt=1_200, file_active=1_500, pmt_an3=1_250))
    assert (trouve.annee, trouve.verse, trouve.du, trouve.a_rendre) == (3, None, None, None)


def test_sans_contrat_rien_a_finir():
    assert fin(membre()) is None


@pytest.mark.parametrize(
    "inconnu",
    [
        membre(),
        membre(option="0.5"),
        membre(age_65=True),
        sous_contrat(date(2025, 3, 1)),
        sous_contrat(date(2023, 9, 1), "0.5", pmt_an3=1_350, fa_an3=1_760),
    ],
)
def test_une_tranche_inconnue_vaut_ce_que_vaudrait_chacune_si_elle_etait_dite(inconnu):
    (estime,) = estimer(inconnu).membres
    assert [h.tranche for h in estime.hausses] == ["P90-P95", ">=P95"]
    for hausse in estime.hausses:
        dite = replace(inconnu, situation=replace(inconnu.situation, tranche=hausse.tranche))
        (connu,) = estimer(dite).membres
        assert (hausse.aide, hausse.patients) == (connu.seul.aide, connu.seul.patients)
        assert connu.hausses == ()
        assert connu.aide_au_plus == connu.seul.aide
    assert estime.aide_au_plus == estime.hausses[1].aide > estime.seul.aide


def test_qui_ne_peut_signer_seul_n_a_pas_de_hausse():
    (estime,) = estimer(membre(secteur="2")).membres
    assert (estime.hausses, estime.aide_au_plus) == ((), 0)
