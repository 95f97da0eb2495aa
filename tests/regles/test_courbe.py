"""La courbe de l'aide selon la patientèle : à chaque patient près, ce que le moteur paierait.

La courbe ne donne que ses tournants ; entre deux, elle promet une droite. On la lit donc à tous les
niveaux, et l'on demande au moteur la même chose autrement : en disant ce niveau dans les réponses.
"""

from bisect import bisect_right
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles import estimer
from eligibility.regles.annees import au_centime
from eligibility.regles.courbe import Courbe, courbes
from eligibility.regles.situation import Situation
from eligibility.regles.suivi import niveau
from tests.regles.fabrique import REFERENTIEL, situation
from tests.regles.test_proprietes import situations
from tests.reponses.strategies import exemples

AU_DELA = 4  # patients lus après le dernier tournant


def tracees(s: Situation) -> tuple[Courbe, ...]:
    return courbes(estimer(s, REFERENTIEL))


def lue(courbe: Courbe, patients: int) -> tuple[Fraction, Fraction]:
    """Le taux le plus bas et le plus haut que la courbe promet à ce niveau."""
    rang = bisect_right([p.patients for p in courbe.points], patients)
    avant = courbe.points[rang - 1]
    if rang == len(courbe.points):
        return avant.taux.mini, avant.taux.maxi
    apres = courbe.points[rang]
    part = Fraction(patients - avant.patients, apres.patients - avant.patients)
    return tuple(
        getattr(avant.taux, borne)
        + part * (getattr(apres.taux, borne) - getattr(avant.taux, borne))
        for borne in ("mini", "maxi")
    )


def comme_si(s: Situation, courbe: Courbe, patients: int) -> Situation:
    """Les mêmes réponses, ce niveau dit ; l'autre indicateur, s'il n'est pas connu, à son départ."""
    rang = min(courbe.annee, 5)
    dits = {f"{courbe.indicateur}_an{rang}": patients}
    for autre in {"pmt", "fa"} - {courbe.indicateur}:
        if niveau(s, autre, courbe.annee) is None:
            dits[f"{autre}_an{rang}"] = s.patientele(autre)
    return replace(s, **dits)


def verifier(s: Situation, courbe: Courbe, niveaux) -> None:
    for patients in niveaux:
        e = estimer(comme_si(s, courbe, patients), REFERENTIEL)
        (payee,) = (a for a in e.choisie.annees if a.annee == courbe.annee)
        mini, maxi = lue(courbe, patients)
        assert (payee.taux_min, payee.taux_max) == (mini, maxi), patients
        assert payee.montant_maximal == courbe.maximal
        bornes = [au_centime(courbe.maximal, taux) for taux in (mini, maxi)]
        assert [payee.montant_min, payee.montant_max] == bornes


def verifier_allure(courbe: Courbe) -> None:
    """Jamais un patient de plus ne fait perdre ; les points portent leurs montants."""
    assert courbe.points[0].patients == 0
    for avant, apres in pairwise(courbe.points):
        assert avant.patients < apres.patients
        assert avant.taux.mini <= apres.taux.mini
        assert avant.taux.maxi <= apres.taux.maxi
    for point in courbe.points:
        assert point.mini == au_centime(courbe.maximal, point.taux.mini)
        assert point.maxi == au_centime(courbe.maximal, point.taux.maxi)
    niveaux = [p.patients for p in courbe.points]
    reperes = {courbe.depart, courbe.plancher, courbe.cible, courbe.ici} - {None}
    assert reperes <= set(niveaux)


petits = st.integers(0, 24)
gagnes = st.none() | st.integers(0, 12)
releves = st.none() | st.integers(0, 40)
# Des patientèles assez petites pour lire la courbe à tous ses niveaux.
petites = st.fixed_dictionaries(
    {
        "specialite": st.sampled_from(["pediatrie", "cardiologie", "mep"]),
        "pmt": petits,
        "file_active": petits,
        "age_65": st.booleans(),
        "nouvel_installe": st.booleans(),
        "tranche": st.sampled_from(["P30-P50", "P90-P95", ">=P95"]),
        "objectif_pmt": gagnes,
        "objectif_fa": gagnes,
        "date_65": st.none() | st.sampled_from([date(2027, 3, 1), date(2029, 6, 1)]),
        "pmt_an3": releves,
        "fa_an3": releves,
        "pmt_an4": releves,
        "fa_an5": releves,
    }
)
contrats = st.just({}) | st.fixed_dictionaries(
    {
        "contrat": st.just("en-cours"),
        "contrat_option": st.sampled_from(["0.5", "1", "1/3"]),
        "contrat_signature": st.dates(date(2019, 9, 1), date(2026, 12, 1)),
    }
)


@exemples(150)
@given(petites, contrats)
def test_la_courbe_dit_a_chaque_patient_ce_que_le_moteur_paierait(champs, contrat):
    s = situation(**champs, **contrat)
    for courbe in tracees(s):
        verifier_allure(courbe)
        verifier(s, courbe, range(courbe.points[-1].patients + AU_DELA))


@exemples(200)
@given(situations, st.data())
def test_et_pour_toute_situation_autour_de_ses_tournants_et_ailleurs(s, donnees):
    for courbe in tracees(s):
        verifier_allure(courbe)
        tournants = {max(0, p.patients + ecart) for p in courbe.points for ecart in (-1, 0, 1)}
        ailleurs = donnees.draw(
            st.sets(st.integers(0, courbe.points[-1].patients + 500), max_size=5)
        )
        verifier(s, courbe, tournants | ailleurs)


ANNONCES = {"objectif_pmt": 200, "objectif_fa": 100}


def montants(courbe: Courbe) -> list[tuple]:
    return [(p.patients, str(p.mini), str(p.maxi)) for p in courbe.points]


def test_objectif_annonce_rien_sous_le_depart_puis_une_montee_jusqu_a_l_objectif():
    pmt, fa = tracees(situation(**ANNONCES))
    assert (pmt.indicateur, pmt.annee, pmt.maximal) == ("pmt", 3, 22_000)
    assert (pmt.plancher, pmt.depart, pmt.cible) == (1_300, 1_300, 1_500)
    assert montants(pmt) == [
        (0, "0.00", "0.00"),
        (1_299, "0.00", "0.00"),
        (1_300, "0.00", "0.00"),
        (1_500, "22000", "22000"),
    ]
    assert (fa.depart, fa.cible) == (1_700, 1_800)
    assert pmt.supposee


def test_objectif_inconnu_rien_sous_le_depart_et_au_dela_on_ne_sait_pas():
    pmt, _ = tracees(situation())
    assert pmt.cible is None
    assert montants(pmt) == [
        (0, "0.00", "0.00"), (1_299, "0.00", "0.00"), (1_300, "0.00", "22000")
    ]  # fmt: skip
    assert not pmt.supposee


def test_l_autre_indicateur_reste_ou_on_l_a_dit():
    pmt, _ = tracees(situation(**ANNONCES, fa_an3=1_750))
    assert montants(pmt)[2:] == [
        (1_300, "11000.00", "11000.00"),
        (1_400, "11000.00", "11000.00"),
        (1_500, "22000", "22000"),
    ]
    # Sous son départ, il annule tout, où que soit le premier : le piège.
    pmt, fa = tracees(situation(**ANNONCES, pmt_an3=1_500, fa_an3=1_699))
    assert {p.maxi for p in pmt.points} == {0}
    assert fa.points[-1].maxi == 22_000


def test_65_ans_en_proportion_depuis_zero_pleine_des_le_plancher():
    pmt, _ = tracees(situation(age_65=True))
    assert (pmt.plancher, pmt.depart, pmt.cible) == (1_170, 1_300, 1_300)
    assert [(n, mini) for n, mini, _ in montants(pmt)] == [
        (0, "0.00"), (1_169, "21981.20"), (1_170, "22000"), (1_299, "22000"), (1_300, "22000")
    ]  # fmt: skip


def test_p95_tout_ou_rien_au_plancher():
    pmt, _ = tracees(situation(tranche=">=P95"))
    assert [(n, mini) for n, mini, _ in montants(pmt)] == [
        (0, "0.00"), (1_234, "0.00"), (1_235, "38000"), (1_299, "38000"), (1_300, "38000")
    ]  # fmt: skip
    assert [p.taux.code for p in pmt.points][2:] == ["p95_tolere", "p95_tolere", "p95_tenu"]


def test_65_ans_en_route_change_la_courbe_de_l_annee():
    pmt, _ = tracees(situation(**ANNONCES, date_65=date(2028, 5, 1)))
    assert (pmt.regle, pmt.plancher, pmt.cible) == ("65_ans", 1_170, 1_300)


SUIVI = {"contrat": "en-cours", "contrat_option": "1", **ANNONCES}


@pytest.mark.parametrize(
    ("signature", "annee"),
    [
        (date(2026, 12, 1), 3),
        (date(2025, 3, 1), 3),
        (date(2024, 12, 1), 3),  # l'année qui s'ouvre le jour même est à venir
        (date(2024, 11, 30), 4),
        (date(2023, 3, 1), 5),
        (date(2021, 3, 1), 7),  # prolongé
    ],
)
def test_la_premiere_annee_qui_reste_a_lire(signature, annee):
    assert {c.annee for c in tracees(situation(**SUIVI, contrat_signature=signature))} == {annee}


def test_plus_rien_a_lire_plus_de_courbe():
    """L'année 5 est ouverte, le terme n'est pas passé : aucune lecture n'est à venir."""
    assert tracees(situation(**SUIVI, contrat_signature=date(2022, 3, 1))) == ()


def test_une_annee_sans_montant_ne_se_trace_pas():
    """Deux temps pleins n'ont de montant que depuis 2024 : l'année 3, de 2023, n'en a pas."""
    s = situation(**{**SUIVI, "option": "2", "date_signature": date(2021, 8, 1)},
                  contrat_signature=date(2021, 7, 1))  # fmt: skip
    assert {(c.annee, c.maximal) for c in tracees(s)} == {(4, 44_000)}


@pytest.mark.parametrize(
    "champs",
    [
        {**ANNONCES, "pmt": None},
        {**ANNONCES, "file_active": None},
        {"nouvel_installe": True, "pmt": 400, "tranche": "inconnue"},
    ],
    ids=["PMT inconnue", "file active inconnue", "nouvel installé"],
)
def test_sans_depart_ou_sans_lecture_pas_de_courbe(champs):
    assert tracees(situation(**champs)) == ()


def test_une_specialite_lue_sur_la_file_active_n_a_qu_une_courbe():
    (fa,) = tracees(situation("cardiologie", objectif_fa=150))
    assert (fa.indicateur, fa.cible) == ("fa", 1_850)


@pytest.mark.parametrize(
    ("champs", "ici", "suppose"),
    [
        ({}, 1_300, False),  # avant de signer, le départ est aujourd'hui
        ({"pmt_an3": 1_350}, 1_350, True),
        ({**SUIVI, "contrat_signature": date(2025, 3, 1)}, None, False),
        ({**SUIVI, "contrat_signature": date(2025, 3, 1), "pmt_an3": 1_350}, 1_350, True),
        # Lu à l'année 3, déjà ouverte, il se reporte : c'est un fait, et l'année 4 reste à lire.
        ({**SUIVI, "contrat_signature": date(2024, 3, 1), "pmt_an3": 1_350}, 1_350, False),
        ({**SUIVI, "contrat_signature": date(2021, 3, 1), "pmt_an5": 1_350}, 1_350, False),
    ],
)
def test_vous_etes_ici(champs, ici, suppose):
    pmt, _ = tracees(situation(**champs))
    assert (pmt.ici, pmt.ici_suppose) == (ici, suppose)
