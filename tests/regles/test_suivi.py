"""Section 5 : le taux de l'année 3 et suivantes, contre tous les mondes que les chiffres permettent.

Les bornes du moteur doivent être exactes : ni plus larges (on conclut tout ce qui peut l'être), ni plus
étroites (jamais une certitude inventée).
"""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.calendrier import Annee, calendrier
from eligibility.regles.objectifs import Objectif, ObjectifIndicateur
from eligibility.regles.suivi import Taux, niveau, suivre
from tests.regles import mondes
from tests.regles.fabrique import BAREMES, REFERENTIEL, referentiel_parametre, situation

DEPARTS, A_GAGNER = (None, 0, 3), (None, 0, 1, 3)
OBSERVES = (None, *range(8))
INDICATEURS = list(product(DEPARTS, A_GAGNER, OBSERVES))
ANNEE_3 = calendrier(situation(), REFERENTIEL, BAREMES[-1])[2]


def taux(regle: str, *indicateurs, annee: Annee = ANNEE_3) -> Taux:
    """Le taux de l'année 3 : un indicateur (file active) ou deux (PMT, file active)."""
    objectifs = [ObjectifIndicateur(depart, None, n, depart) for depart, n, _ in indicateurs]
    pmt, fa = (None, *objectifs) if len(objectifs) == 1 else objectifs
    observes = dict(zip(("fa_an3", "pmt_an3"), (i[2] for i in reversed(indicateurs)), strict=False))
    objectif = Objectif(regle, date(2028, 12, 1), pmt, fa, "", "")
    suivis = tuple(nom for nom, _ in objectif.par_indicateur())
    return suivre(situation(**observes), BAREMES[-1], suivis).taux(objectif, annee)


def verifier_bornes(trouve: Taux, attendues: tuple[Fraction, Fraction], contexte) -> None:
    mini, maxi = attendues
    assert (trouve.mini, trouve.maxi) == attendues, contexte
    assert trouve.valeur == (mini if mini == maxi else None), contexte
    assert trouve.plein == (mini == 1), contexte


@pytest.mark.parametrize("regle", ["declare", "bareme", "inconnu"])
def test_file_active_seule_bornes_exactes(regle):
    for indicateur in INDICATEURS:
        if indicateur[2] is None:
            assert taux(regle, indicateur).code == "sans_suivi"
            continue
        attendues = mondes.bornes_ordinaires([indicateur])
        verifier_bornes(taux(regle, indicateur), attendues, indicateur)


def test_deux_indicateurs_bornes_exactes_sur_toute_la_grille(record_property):
    nombre = certains = 0
    for pmt, fa in product(INDICATEURS, INDICATEURS):
        if pmt[2] is None and fa[2] is None:
            continue
        trouve = taux("declare", pmt, fa)
        verifier_bornes(trouve, mondes.bornes_ordinaires([pmt, fa]), (pmt, fa))
        nombre += 1
        certains += trouve.valeur is not None
    assert 0 < certains < nombre
    record_property("combinaisons", nombre)


def test_sans_aucun_chiffre_l_annee_est_payee_comme_si_l_objectif_etait_atteint():
    for regle in ("declare", "bareme", "inconnu", "65_ans", "p95", "nouvel_installe"):
        trouve = taux(regle, (3, 2, None), (3, 2, None))
        assert (trouve.valeur, trouve.code) == (1, "sans_suivi")


@pytest.mark.parametrize(
    ("regle", "oracle"), [("65_ans", mondes.bornes_65), ("p95", mondes.bornes_p95)]
)
def test_regles_de_maintien_bornes_exactes(regle, oracle, record_property):
    """Départs et observations autour de 90 % et 95 % : chaque patient compte."""
    un_indicateur = [(d, 0, o) for d in (None, 0, 1, 7) for o in (None, *range(10))]
    un_indicateur += [(20, 0, o) for o in range(16, 22)] + [(10, 0, o) for o in range(7, 12)]
    nombre = 0
    for indicateur in un_indicateur:
        if indicateur[2] is not None:
            verifier_bornes(taux(regle, indicateur), oracle([indicateur]), indicateur)
    for pmt, fa in product(un_indicateur, un_indicateur):
        if pmt[2] is None and fa[2] is None:
            continue
        verifier_bornes(taux(regle, pmt, fa), oracle([pmt, fa]), (pmt, fa))
        nombre += 1
    record_property("combinaisons", nombre)


@pytest.mark.parametrize(
    ("pmt", "fa", "valeur", "code"),
    [
        ((3, 2, 5), (3, 2, 3), Fraction(1), "atteint"),
        ((3, 2, 5), (3, 2, 2), Fraction(0), "en_baisse"),
        ((3, 2, 4), (3, 4, 6), Fraction(3, 4), "prorata"),
        ((3, 2, 4), (3, None, 3), None, "objectif_inconnu"),
        ((3, 2, 5), (3, None, 3), Fraction(1), "atteint"),
        ((3, 2, 5), (3, 2, None), None, "un_seul_indicateur"),
        ((3, 2, 2), (3, 2, None), Fraction(0), "en_baisse"),
        ((None, 2, 9), (3, 2, 5), None, "un_seul_indicateur"),
        ((0, 2, None), (3, 2, 4), None, "un_seul_indicateur"),
        ((0, 2, None), (3, 2, 5), Fraction(1), "atteint"),
    ],
)
def test_la_raison_dite_est_celle_du_taux(pmt, fa, valeur, code):
    trouve = taux("declare", pmt, fa)
    assert (trouve.valeur, trouve.code) == (valeur, code)


def test_raisons_des_regles_de_maintien():
    for regle, observe, valeur, code in (
        ("65_ans", 900, 1, "65_maintenu"),
        ("65_ans", 899, Fraction(899, 900), "65_baisse"),
        ("65_ans", 0, 0, "65_baisse"),
        ("p95", 1_000, 1, "p95_tenu"),
        ("p95", 999, 1, "p95_tolere"),
        ("p95", 950, 1, "p95_tolere"),
        ("p95", 949, 0, "p95_perdu"),
    ):
        trouve = taux(regle, (1_000, 0, observe))
        assert (trouve.valeur, trouve.code) == (valeur, code)
    for regle in ("65_ans", "p95"):
        trouve = taux(regle, (1_000, 0, 1_000), (1_000, 0, None))
        assert (trouve.valeur, trouve.code) == (None, f"{regle.split('_')[0]}_partiel")


def test_les_tolerances_sont_des_constantes_du_bareme():
    tables = referentiel_parametre(maintien_65_part=80, maintien_p95_part=50)
    s = situation(age_65=True, pmt=1_000, file_active=1_000, pmt_an3=800, fa_an3=900)
    assert estimer(s, tables).option("1").annees[2].taux == 1
    s = situation(tranche=">=P95", pmt=1_100, file_active=1_600, pmt_an3=550, fa_an3=800)
    assert estimer(s, tables).option("1").annees[2].taux == 1


def test_un_niveau_observe_se_reporte_indicateur_par_indicateur(record_property):
    """Toutes les façons de donner ou non les trois années des deux indicateurs, jusqu'à l'année 10."""
    nombre = 0
    for releves in product((None, 3, 5), repeat=6):
        cles = [f"{i}_an{n}" for i in ("pmt", "fa") for n in (3, 4, 5)]
        s = situation(**dict(zip(cles, releves, strict=True)))
        for annee, rang in product(range(3, 11), (0, 1)):
            donnes = releves[3 * rang : 3 * rang + min(annee - 2, 3)]
            attendu = next((v for v in donnes[::-1] if v is not None), None)
            assert niveau(s, ("pmt", "fa")[rang], annee) == attendu
            nombre += 1
    record_property("combinaisons", nombre)


def test_les_annees_avant_le_premier_chiffre_sont_payees_en_entier():
    """Le premier chiffre de n'importe quel indicateur, sur toutes les façons de commencer."""
    for releves in product((None, 1_310), repeat=6):
        cles = [f"{i}_an{n}" for i in ("pmt", "fa") for n in (3, 4, 5)]
        s = situation(**dict(zip(cles, releves, strict=True)), objectif_pmt=20, objectif_fa=20)
        motifs = [a.motif for a in estimer(s, REFERENTIEL).option("1").annees]
        assert motifs[:2] == ["annee_garantie"] * 2
        for rang in range(3):
            vus = any(v is not None for i in (0, 3) for v in releves[i : i + rang + 1])
            assert (motifs[2 + rang] != "sans_suivi") == vus, releves


def test_un_chiffre_d_un_indicateur_que_la_specialite_n_utilise_pas_ne_compte_pas():
    s = situation("cardiologie", pmt_an3=10, objectif_fa=50)
    assert [a.motif for a in estimer(s, REFERENTIEL).option("1").annees][2:] == ["sans_suivi"] * 3
    assert suivre(s, BAREMES[-1], ("fa",)).sans_chiffres
    assert not suivre(s, BAREMES[-1], ("pmt", "fa")).sans_chiffres


def test_nouvel_installe_annees_3_et_4_pleines_quels_que_soient_les_chiffres_puis_inconnu():
    suivi = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2020, 2, 29)}
    for contrat, nombre in (({}, 5), (suivi, 10)):
        s = situation(nouvel_installe=True, pmt=100, file_active=200, tranche="inconnue",
                      pmt_an3=1, fa_an3=None, **contrat)  # fmt: skip
        annees = estimer(s, REFERENTIEL).option("1").annees
        assert [a.taux for a in annees] == [1] * 4 + [None] * (nombre - 4)
        assert {(a.taux_min, a.taux_max) for a in annees[4:]} == {(0, 1)}
        motifs = ["annee_garantie"] * 2 + ["nouvel_installe_garanti"] * 2
        assert [a.motif for a in annees] == motifs + ["nouvel_installe_inconnu"] * (nombre - 4)


@pytest.mark.parametrize(
    ("mois", "premiere"),
    [
        (date(2026, 12, 1), 3),  # avant l'année 3 : elle la suit déjà
        (date(2028, 11, 1), 3),
        (date(2028, 12, 1), 4),  # le mois même de l'anniversaire : le suivant
        (date(2029, 11, 1), 4),
        (date(2030, 12, 1), 6),
        (date(2040, 1, 1), 6),
        (None, 6),
    ],
)
def test_date_65_la_regle_des_65_ans_depuis_le_premier_anniversaire_apres_ce_mois(mois, premiere):
    s = situation(date_65=mois, objectif_pmt=100, objectif_fa=100, pmt_an3=1_200, fa_an3=1_700)
    annees = estimer(s, REFERENTIEL).option("1").annees
    for annee in annees[2:]:
        assert annee.taux == (1 if annee.annee >= premiere else 0)
        assert annee.motif == ("65_maintenu" if annee.annee >= premiere else "en_baisse")


def test_date_65_mois_d_un_anniversaire_le_dernier_jour():
    """Un contrat du 31 mars : l'anniversaire du 31 mars n'est pas après mars."""
    s = situation(date_signature=date(2026, 3, 31), date_65=date(2028, 3, 1), objectif_pmt=100,
                  pmt_an3=1_200, fa_an3=1_700)  # fmt: skip
    motifs = [a.motif for a in estimer(s, REFERENTIEL).option("1").annees]
    assert motifs[2:] == ["en_baisse", "65_maintenu", "65_maintenu"]
