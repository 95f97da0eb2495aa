"""Section 4.4 : des objectifs par segments suffisent à un barème, sans une ligne de code de plus."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.bareme import Segment
from tests.regles.fabrique import BAREMES, GENERALISTE, REFERENTIEL, referentiel, situation

# Un nombre fixe du P30 au P50, puis un nombre qui décroît, puis un plancher sans borne.
FIXE, PENTE, OUVERT = (
    Segment(775, 1_045, 200, source="CONV24", fiabilite="officiel"),
    Segment(1_045, 2_045, 200, 50, source="CONV24", fiabilite="secondaire"),
    Segment(2_045, None, 50, source="CONV24", fiabilite="hypothese"),
)
SEGMENTS = (FIXE, PENTE, OUVERT)


def tables(objectifs, rang=-1):
    baremes = list(BAREMES)
    baremes[rang] = replace(baremes[rang], objectifs=objectifs)
    return referentiel(baremes)


def essai():
    return tables({(GENERALISTE, "1", "pmt"): SEGMENTS, (GENERALISTE, "1", "fa"): (FIXE,)})


@pytest.mark.parametrize(
    ("pmt", "a_gagner"),
    [
        (774, None),
        (775, 200),
        (1_044, 200),
        (1_045, 200),
        (1_545, 125),
        (1_048, 200),  # 199,55
        (1_049, 199),  # 199,40
        (2_044, 50),  # 50,15
        (2_045, 50),
        (99_999, 50),
    ],
)
def test_constant_lineaire_et_sans_fin(pmt, a_gagner):
    s = situation(pmt=pmt, file_active=1_000, tranche="P50-P90")
    objectif = estimer(s, essai()).option("1").objectif
    assert objectif.regle == "bareme"
    cible = None if a_gagner is None else pmt + a_gagner
    assert (objectif.pmt.a_gagner, objectif.pmt.cible, objectif.pmt.plancher) == (
        a_gagner,
        cible,
        pmt,
    )
    assert objectif.fa.a_gagner == 200


def test_chaque_point_d_un_segment_lineaire_est_arrondi_au_plus_proche_demi_en_haut():
    for depart, fin, debut_n, fin_n in product((0, 7), (9, 20), (0, 5, 30), (0, 4, 31)):
        segment = Segment(depart, fin, debut_n, fin_n)
        for patientele in range(depart, fin):
            exact = debut_n + Decimal((fin_n - debut_n) * (patientele - depart)) / (fin - depart)
            attendu = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
            assert segment.patients(patientele) == attendu, (segment, patientele)


def test_un_segment_contient_son_debut_et_pas_sa_fin():
    assert [FIXE.contient(n) for n in (774, 775, 1_044, 1_045)] == [False, True, True, False]
    assert OUVERT.contient(10**6)


def test_segment_sans_fin_avec_deux_nombres_garde_le_premier():
    assert Segment(100, None, 40, 10).patients(5_000) == 40


def test_un_segment_de_zero_patient_est_un_objectif_de_zero():
    zero = tables({(GENERALISTE, "1", "pmt"): (Segment(0, None, 0),)})
    s = situation(pmt_an3=1_300, fa_an3=1_700)
    estimee = estimer(s, zero).option("1")
    assert (estimee.objectif.regle, estimee.objectif.pmt.a_gagner) == ("bareme", 0)
    assert [a.taux for a in estimee.annees] == [1] * 5


def test_les_segments_valent_par_option_par_indicateur_et_par_specialite():
    estimation = estimer(situation(), essai())
    assert [o.objectif.regle for o in estimation.options] == [
        "inconnu",
        "bareme",
        "inconnu",
        "inconnu",
    ]
    assert estimation.option("1").objectif.fa.a_gagner is None  # 1 700 n'a pas de segment
    assert estimer(situation("mep"), essai()).option("1").objectif.regle == "inconnu"
    fa_seule = tables({("cardiologie", "1", "fa"): (OUVERT,), ("cardiologie", "1", "pmt"): (FIXE,)})
    cardiologue = situation("cardiologie", file_active=3_000)
    objectif = estimer(cardiologue, fa_seule).option("1").objectif
    assert (objectif.regle, objectif.pmt, objectif.fa.a_gagner) == ("bareme", None, 50)


@pytest.mark.parametrize(
    ("tranche", "regle"),
    [
        ("<P30", "inconnu"),
        ("P30-P50", "bareme"),
        ("P50-P90", "bareme"),
        ("P90-P95", "bareme"),
        (">=P95", "p95"),
    ],
)
def test_les_segments_servent_du_p30_au_p95(tranche, regle):
    s = situation(pmt=1_300, file_active=900, tranche=tranche)
    assert estimer(s, essai()).option("1").objectif.regle == regle


def test_l_objectif_de_segment_se_suit_comme_un_objectif_annonce():
    """Départ 1 545, 125 à gagner ; 25 gagnés : un cinquième de l'aide."""
    s = situation(pmt=1_545, file_active=1_000, pmt_an3=1_570, fa_an3=1_000)
    annee = estimer(s, essai()).option("1").annees[2]
    assert (annee.taux, annee.montant) == (Decimal("0.2"), Decimal(4_400))
    annonce = replace(s, objectif_pmt=125, objectif_fa=200)
    assert estimer(annonce, REFERENTIEL).option("1").annees[2].montant == annee.montant


def test_source_et_marque_du_segment_arrivent_dans_la_trace():
    lignes = [
        ligne
        for ligne in estimer(situation(), essai()).trace
        if ligne.code == "objectif.bareme" and ligne.detail["indicateur"] == "pmt"
    ]
    assert [(x.valeur, x.source, x.fiabilite) for x in lignes] == [(162, "CONV24", "secondaire")]


def test_le_bareme_de_l_objectif_est_celui_du_jour_ou_l_option_est_signee():
    """Contrat de 2025 sans tableau ; celui de 2026 ne vaut que pour un avenant signé sous lui."""
    objectifs = {(GENERALISTE, o, "pmt"): SEGMENTS for o in ("0.5", "1")}
    suivi = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2025, 1, 1)}
    neuf = tables(objectifs)
    regles = {o.option: o.objectif.regle for o in estimer(situation(**suivi), neuf).options}
    assert (regles["1"], regles["0.5"]) == ("inconnu", "bareme")
    avant = situation(**suivi, date_signature=date(2026, 2, 24))
    assert estimer(avant, neuf).option("0.5").objectif.regle == "inconnu"
    par_avenant = situation(
        **suivi, contrat_avenant=date(2026, 3, 1), contrat_option_initiale="0.5"
    )
    assert estimer(par_avenant, neuf).option("1").objectif.regle == "bareme"
    # Le départ reste la patientèle de la signature.
    assert estimer(par_avenant, neuf).option("1").objectif.pmt.depart == 1_300
