"""Section 4 : quelle règle d'objectif, dans l'ordre, et ce qu'elle demande."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.bareme import Segment
from eligibility.regles.objectifs import ContexteObjectif, determiner_regle
from tests.regles.fabrique import (
    BAREMES,
    GENERALISTE,
    REFERENTIEL,
    SPECIALITES,
    cellule,
    referentiel,
    referentiel_avec,
    referentiel_parametre,
    situation,
)

DEUX = {"generaliste", "mep", "pediatrie"}
TRANCHES = (None, "<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
TOUJOURS = (Segment(0, None, 100),)


def regle_attendue(age_65, tranche, groupe, installe, saisi, segment) -> str:
    """La section 4, dans son ordre : la première qui convient."""
    if age_65:
        return "65_ans"
    if tranche == ">=P95" and groupe in DEUX:
        return "p95"
    if saisi:
        return "declare"
    if installe:
        return "nouvel_installe"
    if segment and tranche not in ("<P30", ">=P95"):
        return "bareme"
    return "inconnu"


def avec_segments(slug: str, indicateurs: tuple[str, ...]):
    objectifs = {
        (slug, o, i): TOUJOURS for o in ("1/3", "0.5", "1", "1.5", "2") for i in indicateurs
    }
    return referentiel_avec(objectifs=objectifs)


def test_la_regle_sur_toutes_les_combinaisons(record_property):
    """65 ans × tranche × groupe × installé × objectif saisi × segments × option du contrat ou non."""
    nombre, regles = 0, set()
    for slug, segments in product(SPECIALITES, ((), ("pmt",), ("fa",), ("pmt", "fa"))):
        groupe, tables = SPECIALITES[slug], avec_segments(slug, segments)
        utiles = segments if groupe in DEUX else tuple(i for i in segments if i == "fa")
        saisies = (
            product((None, 0, 50), repeat=2) if groupe in DEUX else [(None, v) for v in (None, 0)]
        )
        for (a_pmt, a_fa), age, installe, tranche, suivi, option in product(
            saisies, (False, True), (False, True), TRANCHES, (None, "0.5", "1"), ("0.5", "1")
        ):
            contrat = {}
            if suivi:
                contrat = {"contrat": "en-cours", "contrat_option": suivi,
                           "contrat_signature": date(2025, 1, 1)}  # fmt: skip
            s = situation(slug, age_65=age, nouvel_installe=installe, objectif_pmt=a_pmt,
                          objectif_fa=a_fa, option="1", **contrat)  # fmt: skip
            contexte = ContexteObjectif(s, tables.bareme_at(s.signature), groupe, tables)
            sienne = option == (suivi or "1")
            saisi = sienne and (a_pmt, a_fa) != (None, None)
            attendue = regle_attendue(age, tranche, groupe, installe, saisi, bool(utiles))
            assert determiner_regle(contexte, tranche, option) == attendue, (s, tranche, option)
            regles.add(attendue)
            nombre += 1
    assert len(regles) == 6
    record_property("combinaisons", nombre)


def objectif(s, tables=REFERENTIEL, option=None):
    return estimer(s, tables).option(option or s.option).objectif


def figures(o) -> tuple:
    return (o.depart, o.cible, o.a_gagner, o.plancher)


@pytest.mark.parametrize(
    ("depart", "plancher_90", "plancher_95"),
    [(1000, 900, 950), (1001, 901, 951), (1009, 909, 959), (1010, 909, 960), (0, 0, 0), (1, 1, 1)],
)
def test_65_ans_et_p95_le_plancher_est_arrondi_au_patient_superieur(
    depart, plancher_90, plancher_95
):
    s = situation(pmt=depart, file_active=2_000, age_65=True, tranche="inconnue")
    assert figures(objectif(s).pmt) == (depart, depart, 0, plancher_90)
    s = situation("pediatrie", pmt=depart, tranche=">=P95")
    assert figures(objectif(s).pmt) == (depart, depart, 0, plancher_95)


def test_la_tolerance_est_celle_du_bareme_decimales_comprises():
    tables = referentiel_parametre(maintien_65_part="92.5", maintien_p95_part="97.5")
    assert objectif(situation(age_65=True, pmt=1_000), tables).pmt.plancher == 925
    assert objectif(situation(tranche=">=P95", pmt=1_001), tables).pmt.plancher == 976


def test_65_ans_sans_depart_connu_aucun_chiffre_n_est_invente():
    o = objectif(situation(age_65=True, pmt=None, tranche="inconnue"))
    assert figures(o.pmt) == (None, None, 0, None)
    assert figures(o.fa) == (1_700, 1_700, 0, 1_530)


@pytest.mark.parametrize(
    ("pmt", "a_gagner"), [(None, None), (0, 1_045), (1_044, 1), (1_045, 0), (1_500, 0)]
)
def test_nouvel_installe_p50_des_deux_indicateurs_en_trois_ans(pmt, a_gagner):
    s = situation(nouvel_installe=True, pmt=pmt, file_active=1_000, tranche="inconnue",
                  date_signature=date(2028, 2, 29))  # fmt: skip
    o = objectif(s)
    assert (o.regle, o.echeance) == ("nouvel_installe", date(2031, 2, 28))
    assert figures(o.pmt) == (pmt, 1_045, a_gagner, None)
    assert figures(o.fa) == (1_000, 1_514, 514, None)


def test_nouvel_installe_sans_p50_publie_aucun_nombre():
    s = situation("cardiologie", nouvel_installe=True, tranche="inconnue")
    o = objectif(s)
    assert (o.regle, o.pmt) == ("nouvel_installe", None)
    assert figures(o.fa) == (1_700, None, None, None)


def test_objectif_annonce_indicateur_par_indicateur():
    o = objectif(situation(objectif_pmt=200))
    assert (o.regle, o.fiabilite) == ("declare", "")
    assert figures(o.pmt) == (1_300, 1_500, 200, 1_300)
    assert figures(o.fa) == (1_700, None, None, 1_700)
    o = objectif(situation(objectif_fa=0, pmt=None, tranche="inconnue"))
    assert figures(o.fa) == (1_700, 1_700, 0, 1_700)


def test_objectif_inconnu_aucun_nombre_mais_le_depart():
    o = objectif(situation())
    assert o.regle == "inconnu"
    assert figures(o.pmt) == (1_300, None, None, 1_300)


def test_l_objectif_annonce_est_celui_d_une_seule_option():
    """Du contrat en cours, sinon de l'option envisagée ; les autres gardent leur règle."""
    estimation = estimer(situation(objectif_pmt=200, option="0.5"), REFERENTIEL)
    regles = {o.option: o.objectif.regle for o in estimation.options}
    assert regles == {"0.5": "declare", "1": "inconnu", "1.5": "inconnu", "2": "inconnu"}
    suivi = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2025, 1, 1)}
    s = situation(objectif_pmt=200, option="0.5", nouvel_installe=True, **suivi)
    regles = {o.option: o.objectif.regle for o in estimer(s, REFERENTIEL).options}
    assert regles == {
        "0.5": "nouvel_installe",
        "1": "declare",
        "1.5": "nouvel_installe",
        "2": "nouvel_installe",
    }


@pytest.mark.parametrize(
    ("champs", "echeance"),
    [
        ({"age_65": True}, date(2028, 12, 1)),
        ({"tranche": ">=P95"}, date(2028, 12, 1)),
        ({"objectif_pmt": 10}, date(2028, 12, 1)),
        ({}, date(2028, 12, 1)),
        ({"nouvel_installe": True}, date(2029, 12, 1)),
        ({"nouvel_installe": True, "objectif_pmt": 10}, date(2028, 12, 1)),
        ({"date_signature": date(2028, 2, 29)}, date(2030, 2, 28)),
    ],
)
def test_echeance_de_l_objectif(champs, echeance):
    assert objectif(situation(**champs)).echeance == echeance


def test_l_echeance_d_un_contrat_en_cours_part_de_sa_signature():
    suivi = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2025, 3, 31)}
    for option in ("0.5", "1", "2"):
        assert objectif(situation(option=option, **suivi)).echeance == date(2027, 3, 31)


def test_date_65_ne_change_pas_la_regle_a_la_signature():
    assert objectif(situation(date_65=date(2028, 5, 1))).regle == "inconnu"


def test_source_et_marque_de_la_regle_viennent_de_sa_case():
    maintien = cellule(95, "CONV24", "hypothese")
    dernier = BAREMES[-1]
    neuf = replace(dernier, parametres={**dernier.parametres, "maintien_p95_part": maintien})
    o = objectif(situation(tranche=">=P95"), referentiel([*BAREMES[:-1], neuf]))
    assert (o.source, o.fiabilite) == ("CONV24", "hypothese")
    o = objectif(situation(GENERALISTE))
    assert (o.source, o.fiabilite) == ("AMELI-AIDE", "officiel")
