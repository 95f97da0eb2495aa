"""Section 3 : le montant de chaque année, par le barème en vigueur à chaque anniversaire."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.bareme import AvantPremierBareme
from tests.regles import oracle
from tests.regles.fabrique import (
    BAREMES,
    EFFETS,
    GENERALISTE,
    REFERENTIEL,
    referentiel,
    referentiel_parametre,
    situation,
)

TRANCHES = ("inconnue", "<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
REFERENCE = date(2026, 12, 1)
# La veille, le jour et le lendemain de chaque barème, et de ses anniversaires ; des 29 février ; des fins
# de mois.
BORNES = sorted(
    {
        borne
        for effet, recul, ecart in product(EFFETS, range(6), (-1, 0, 1))
        if EFFETS[0]
        <= (borne := effet.replace(year=effet.year - recul) + timedelta(days=ecart))
        <= REFERENCE
    }
    | {date(2020, 2, 29), date(2024, 2, 29), date(2022, 1, 31), date(2023, 12, 31)}
)


def suivi(option: str, signature: date, **champs):
    contrat = {"contrat": "en-cours", "contrat_option": option, "contrat_signature": signature}
    inconnus = {"pmt": None, "file_active": None}
    return situation(**{**contrat, **inconnus, "option": option, **champs})


def test_chaque_annee_de_chaque_option_a_chaque_borne_de_bareme(record_property):
    """Option × tranche × signatures aux bornes : cinq ou dix années, contre le tableau des règles."""
    nombre = 0
    for signature, option, tranche in product(BORNES, ("1/3", "0.5", "1", "1.5", "2"), TRANCHES):
        s = suivi(option, signature, tranche=tranche)
        estimation = estimer(s, REFERENTIEL)
        prolonge = oracle.anniversaire(signature, 5) <= REFERENCE
        for estimee in estimation.options:
            premiere = 3 if estimee.option in {"1.5", "2"} else 1
            rangs = list(range(premiere, 11 if prolonge else 6))
            assert [a.annee for a in estimee.annees] == rangs
            for annee in estimee.annees:
                debut = oracle.anniversaire(signature, annee.annee - 1)
                assert annee.debut == debut
                assert annee.bareme == max(e for e in EFFETS if e <= debut).isoformat()
                attendu = oracle.montant_attendu(estimee.option, tranche, annee.annee, debut)
                assert annee.montant == annee.montant_maximal == attendu, (s, annee)
                nombre += 1
            montants = [a.montant for a in estimee.annees if a.montant is not None]
            assert estimee.total == sum(montants)
    record_property("annees", nombre)


def test_une_annee_sans_case_n_a_ni_montant_ni_taux_ni_versement_et_reste_hors_du_total():
    annees = estimer(suivi("1.5", date(2021, 9, 1)), REFERENTIEL).option("1.5").annees
    vide = annees[0]  # année 3 ouverte le 1er septembre 2023 : aucune case
    assert (vide.annee, vide.bareme, vide.motif) == (3, "2023-05-01", "absent")
    assert {vide.montant, vide.montant_maximal, vide.montant_min, vide.montant_max} == {None}
    assert (vide.taux, vide.taux_min, vide.taux_max, vide.trop_percu) == (None,) * 4
    assert vide.versements == ()
    assert [a.montant for a in annees[1:]] == [33_000] * 7
    estimee = estimer(suivi("1.5", date(2021, 9, 1)), REFERENTIEL).option("1.5")
    assert (estimee.total, estimee.total_certain) == (33_000 * 7, True)


@pytest.mark.parametrize(
    ("jour", "version"),
    [
        (date(2019, 8, 21), "2019-08-21"),
        (date(2023, 4, 30), "2019-08-21"),
        (date(2023, 5, 1), "2023-05-01"),
        (date(2024, 6, 21), "2023-05-01"),
        (date(2024, 6, 22), "2024-06-22"),
        (date(2026, 2, 24), "2024-06-22"),
        (date(2026, 2, 25), "2026-02-25"),
        (date(2099, 12, 31), "2026-02-25"),
    ],
)
def test_bareme_en_vigueur_le_jour_meme(jour, version):
    assert REFERENTIEL.bareme_at(jour).version == version
    assert estimer(situation(date_signature=jour, tranche="inconnue"), REFERENTIEL).bareme.version == (
        version
    )  # fmt: skip


def test_avant_le_premier_bareme_c_est_une_erreur_jamais_le_plus_proche():
    veille = date(2019, 8, 20)
    with pytest.raises(AvantPremierBareme):
        estimer(situation(date_signature=veille), REFERENTIEL)


def test_tranche_inconnue_la_base_et_chaque_alternative_comme_si_elle_etait_declaree():
    """Règle d'objectif et taux compris ; jamais d'alternative pour 1,5 et 2 ETP."""
    releves = {"objectif_pmt": 200, "objectif_fa": 100, "pmt_an3": 1_250, "fa_an3": 1_700}
    for releve in ({}, releves, {"pmt_an4": 1_400}):
        inconnue = estimer(situation(tranche="inconnue", **releve), REFERENTIEL)
        basse = estimer(situation(tranche="P50-P90", **releve), REFERENTIEL)
        for option in inconnue.options:
            assert option.annees == basse.option(option.option).annees
            bandes = [a.tranche for a in option.alternatives]
            seconde = option.option in {"1.5", "2"}
            assert bandes == ([] if seconde else ["P90-P95", ">=P95"])
            for alternative in option.alternatives:
                s = situation(tranche=alternative.tranche, **releve)
                comme_si = estimer(s, REFERENTIEL).option(option.option)
                assert alternative.annees == comme_si.annees
                assert alternative.total == comme_si.total
                assert alternative.objectif == comme_si.objectif


def test_une_majoration_vide_laisse_a_l_alternative_sa_regle_et_ses_raisons():
    """Sans chiffre de majoration, l'alternative ≥ P95 garde le montant de base, mais pas le taux."""
    sans = {cle: c for cle, c in BAREMES[-1].montants.items() if cle[1] == "base"}
    tables = referentiel([*BAREMES[:-1], replace(BAREMES[-1], montants=sans)])
    for releves in ({"pmt_an3": 1_500, "fa_an3": 1_700}, {"pmt_an3": 1_290, "fa_an3": 1_700}):
        champs = {"objectif_pmt": 200, "objectif_fa": 100, **releves}
        option = estimer(situation(tranche="inconnue", **champs), tables).option("1")
        for alternative in option.alternatives:
            s = situation(tranche=alternative.tranche, **champs)
            assert alternative.annees == estimer(s, tables).option("1").annees


def test_periode_lue_le_jour_de_reference():
    signature = date(2024, 3, 31)
    for jour, attendues in (
        (date(2026, 3, 30), ["passee", "en_cours", "a_venir", "a_venir", "a_venir"]),
        (date(2026, 3, 31), ["passee", "passee", "a_venir", "a_venir", "a_venir"]),
        (date(2026, 4, 1), ["passee", "passee", "en_cours", "a_venir", "a_venir"]),
    ):
        s = suivi("1", signature, date_signature=jour)
        estimee = estimer(s, REFERENTIEL).option("1")
        assert [a.periode for a in estimee.annees] == attendues
        a_venir = [a.montant for a in estimee.annees if a.periode == "a_venir"]
        assert estimee.total_a_venir == sum(a_venir)
    nouveau = estimer(situation(), REFERENTIEL)
    assert {a.periode for o in nouveau.options for a in o.annees} == {"a_venir"}
    assert all(o.total == o.total_a_venir for o in nouveau.options)


@pytest.mark.parametrize(
    ("jour", "annees"), [(date(2026, 2, 28), 10), (date(2026, 2, 27), 5), (date(2040, 1, 1), 10)]
)
def test_les_cinq_ans_passes_le_contrat_est_tenu_pour_prolonge(jour, annees):
    """Signé le 28 février 2021 : les cinq ans s'achèvent le 27 février 2026."""
    s = suivi("0.5", date(2021, 2, 28), date_signature=jour)
    estimee = estimer(s, REFERENTIEL).option("0.5")
    assert [a.annee for a in estimee.annees] == list(range(1, annees + 1))


def test_avenant_les_annees_ouvertes_avant_lui_au_montant_de_l_ancienne_option():
    """Contrat d'un mi-temps du 1er septembre 2023, temps plein par avenant en cours d'année 2."""
    base = {"contrat_option_initiale": "0.5", "tranche": "P50-P90"}
    for avenant, montants in (
        (date(2025, 1, 15), [18_000, 14_000, 22_000, 22_000, 22_000]),
        (date(2025, 9, 1), [18_000, 14_000, 22_000, 22_000, 22_000]),
        (date(2025, 9, 2), [18_000, 14_000, 11_000, 22_000, 22_000]),
        (date(2023, 9, 1), [36_000, 28_000, 22_000, 22_000, 22_000]),
    ):
        s = suivi("1", date(2023, 9, 1), contrat_avenant=avenant, **base)
        estimation = estimer(s, REFERENTIEL)
        assert [a.montant for a in estimation.option("1").annees] == montants
        # Les autres options sont montrées comme tenues depuis la signature.
        autres = [a.montant for a in estimation.option("0.5").annees]
        assert autres == [18_000, 14_000, 11_000, 11_000, 11_000]


def test_avenant_vers_un_second_assistant_les_deux_premieres_annees_sont_la():
    s = suivi("2", date(2023, 9, 1), contrat_avenant=date(2026, 9, 1), contrat_option_initiale="1")
    estimation = estimer(s, REFERENTIEL)
    estimee = estimation.option("2")
    assert [(a.annee, a.option, a.montant) for a in estimee.annees] == [
        (1, "1", 36_000),
        (2, "1", 28_000),
        (3, "1", 22_000),
        (4, "2", 44_000),
        (5, "2", 44_000),
    ]
    assert [a.annee for a in estimation.option("1.5").annees] == [3, 4, 5]


def test_les_durees_sont_des_constantes_du_bareme_de_la_signature():
    tables = referentiel_parametre(duree_contrat_mois=36, duree_prolongation_mois=24)
    assert len(estimer(situation(), tables).option("1").annees) == 3
    s = suivi("1", date(2023, 12, 1))
    assert len(estimer(s, tables).option("1").annees) == 5


def test_la_case_paie_exactement_ce_que_le_tableau_dit():
    annees = estimer(situation(GENERALISTE, tranche="P90-P95"), REFERENTIEL).option("1").annees
    lignes = [(a.ligne, a.montant, a.source, a.fiabilite) for a in annees]
    assert lignes[1] == ("base", Decimal(28_000), "AMELI-JUIN24", "officiel")
    assert lignes[2] == ("P90-P95", Decimal(26_000), "AMELI-JUIN24", "officiel")
