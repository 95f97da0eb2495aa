"""Section 9 à la main : qui signe, combien d'ETP, combien d'euros, combien de patients."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from eligibility.regles.groupe.objectif import a_gagner, taux
from tests.regles.groupe.fabrique import (
    REFERENTIEL,
    SANS_SALAIRES,
    SIGNATURE,
    estimer,
    etats,
    membre,
    referentiel,
    sous_contrat,
)

BAREME = REFERENTIEL.bareme_at(SIGNATURE)
OCTOBRE, NOVEMBRE = date(2026, 10, 31), date(2026, 11, 1)


def collectif(*membres, **champs):
    return estimer(*membres, **champs).collectif


@pytest.mark.parametrize(
    ("pmts", "moyenne", "constat", "etat", "manque"),
    [
        ((775, 775), Fraction(775), "775", "ok", None),
        ((774, 776), Fraction(775), "775", "ok", None),
        ((700, 849), Fraction(1549, 2), "774.5", "bloquant", 1),
        ((774, 775, 775), Fraction(2324, 3), "774.6666", "bloquant", 1),
        ((776, 775, 775), Fraction(2326, 3), "775.3333", "ok", None),
        ((500, 700, 1_100), Fraction(2300, 3), "766.6666", "bloquant", 25),
        ((500, 700, 1_125), Fraction(775), "775", "ok", None),
    ],
)
def test_la_moyenne_au_patient_pres(pmts, moyenne, constat, etat, manque):
    """Exacte, et lue vers le bas : juste en dessous ne se lit jamais comme le seuil."""
    trouve = collectif(*(membre(pmt=pmt, file_active=None) for pmt in pmts))
    critere = next(c for c in trouve.criteres if c.id == "pmt_moyenne")
    assert trouve.pmt_moyenne == moyenne
    assert (critere.etat, critere.manque, critere.seuil) == (etat, manque, 775)
    assert critere.constat == Decimal(constat)
    assert critere.fiabilite == "secondaire"
    assert trouve.verdict == ("eligible" if etat == "ok" else "non_eligible")


def test_une_patientele_inconnue_laisse_la_moyenne_a_verifier():
    trouve = collectif(membre(), membre(pmt=None, file_active=None))
    assert trouve.pmt_moyenne is None
    assert trouve.verdict == "a_confirmer"


def test_qui_baisse_la_moyenne():
    estimation = estimer(membre(pmt=600), membre(pmt=900), membre(pmt=750))
    assert estimation.collectif.pmt_moyenne == 750
    assert [m.moyenne_sans for m in estimation.membres] == [825, 675, 750]


def test_seul_dans_la_liste_rien_ne_reste_sans_lui():
    estimation = estimer(membre())
    assert estimation.membres[0].moyenne_sans is None
    assert etats(estimation.collectif.criteres)["adhesions"] == ("a_verifier", "seule")
    assert estimation.collectif.verdict == "a_confirmer"
    assert all(not c.collectif for c in estimation.comparaison.combinaisons)


@pytest.mark.parametrize(
    ("jour", "maximum"), [(OCTOBRE, "4"), (NOVEMBRE, "5"), (date(2026, 3, 1), "4")]
)
def test_quatre_medecins_dont_deux_recoivent_un_docteur_junior(jour, maximum):
    quatre = [membre(pamsu=rang < 2, signature=jour) for rang in range(4)]
    assert collectif(*quatre, signature=jour).etp_maximum == Decimal(maximum)
    cinq = collectif(*quatre, signature=jour, etp="5")
    assert etats(cinq.criteres)["etp"] == (
        ("ok", "possible") if maximum == "5" else ("bloquant", "trop_tot")
    )
    # Même avec le supplément, six ETP seraient de trop.
    six = collectif(*quatre, signature=jour, etp="6")
    assert etats(six.criteres)["etp"] == ("bloquant", "trop")
    assert {c.depuis for t in (cinq, six) for c in t.criteres if c.id == "etp"} == {NOVEMBRE}


def test_un_lieu_de_stage_compte_chacun_une_fois():
    trois = [membre(pamsu=rang == 0) for rang in range(3)]
    assert collectif(*trois, lieu_de_stage=True).etp_maximum == Decimal("4.5")


@pytest.mark.parametrize("etp", ["0", "0.25", "0.75", "1.1"])
def test_des_etp_qui_ne_sont_pas_des_demis(etp):
    """Le pas de 0,5 est une hypothèse, et dit comme tel."""
    estimation = estimer(membre(), membre(), etp=etp)
    critere = next(c for c in estimation.collectif.criteres if c.id == "etp")
    assert (critere.etat, critere.fiabilite) == ("bloquant", "hypothese")
    if Decimal(etp) > 0:
        assert estimation.comparaison.combinaisons == ()


@pytest.mark.parametrize(
    ("forme", "etat"), [("SISA", "ok"), ("SCM", "ok"), ("SCP", "ok"), ("SEL", "bloquant")]
)
def test_la_forme_de_la_structure(forme, etat):
    estimation = estimer(membre(), membre(), forme=forme, referentiel=SANS_SALAIRES)
    assert etats(estimation.collectif.criteres)["forme"] == (etat, forme)
    collectifs = [c for c in estimation.comparaison.combinaisons if c.collectif]
    assert bool(collectifs) == (etat == "ok")


def test_qui_peut_adherer():
    """Secteur 2 sans Optam, MEP, autres spécialités : à part, et les autres signent sans eux."""
    membres = [
        membre(),
        membre(secteur="2-optam"),
        membre(secteur="2", pmt=100),
        membre(secteur="non-conventionne"),
        membre(specialite="mep"),
        membre(specialite="cardiologie"),
        membre(specialite="pediatrie"),
    ]
    estimation = estimer(*membres)
    assert estimation.collectif.adherents == (0, 1)
    assert estimation.collectif.pmt_moyenne == 1_300
    assert estimation.membres[2].moyenne_sans is None
    bloquants = [[c.id for c in m.adhesion if c.etat == "bloquant"] for m in estimation.membres[2:]]
    assert bloquants == [["secteur"], ["secteur"], *[["specialite"]] * 3]
    assert {c.fiabilite for m in estimation.membres for c in m.adhesion} == {"secondaire"}


def test_une_carence_se_demande_a_la_cpam():
    """Rien ne dit qu'elle barre le contrat collectif : hypothèse, et le contrat est à confirmer."""
    sorti = membre(contrat="termine", contrat_fin=date(2025, 6, 1))
    estimation = estimer(membre(), sorti)
    critere = next(c for c in estimation.membres[1].adhesion if c.id == "carence")
    assert (critere.etat, critere.fiabilite) == ("a_verifier", "hypothese")
    assert critere.seuil == date(2027, 6, 1)
    assert estimation.collectif.adherents == (0, 1)
    assert estimation.collectif.verdict == "a_confirmer"
    assert etats(estimation.collectif.criteres)["adhesions"] == ("a_verifier", "a_confirmer")
    echue = membre(contrat="termine", contrat_fin=date(2024, 12, 1))
    assert collectif(membre(), echue).verdict == "eligible"


def test_des_tables_qui_ignorent_le_contrat_collectif_ne_le_datent_pas():
    tables = referentiel(collectif_montant_annee_1=None)
    criteres = collectif(membre(), referentiel=tables).criteres
    assert etats(criteres)["entree_en_vigueur"] == ("bloquant", "inconnu")


def test_personne_ne_signe():
    for vides in ((), (membre(secteur="2"),)):
        trouve = collectif(*vides)
        assert trouve.verdict == "non_eligible"
        assert etats(trouve.criteres)["adhesions"] == ("bloquant", "aucune")
        assert trouve.etp_maximum == 0


def test_avant_le_25_fevrier_2026_le_contrat_n_existe_pas():
    veille = date(2026, 2, 24)
    estimation = estimer(membre(signature=veille), membre(signature=veille), signature=veille)
    assert estimation.collectif.verdict == "non_eligible"
    assert etats(estimation.collectif.criteres)["entree_en_vigueur"] == ("bloquant", "pas_encore")
    (entree,) = (c for c in estimation.collectif.criteres if c.id == "entree_en_vigueur")
    assert entree.depuis == date(2026, 2, 25)
    assert estimation.collectif.annees == estimation.cout == ()
    assert all(not c.collectif for c in estimation.comparaison.combinaisons)
    jour = date(2026, 2, 25)
    deux = membre(signature=jour), membre(signature=jour)
    assert collectif(*deux, signature=jour).verdict == "eligible"


@pytest.mark.parametrize(
    ("etp", "annees"),
    [("0.5", (19_000, 14_000, 11_000, 11_000, 11_000)), ("1", (38_000, 28_000, 22_000, 22_000, 22_000)),
     ("2.5", (95_000, 70_000, 55_000, 55_000, 55_000))],
)  # fmt: skip
def test_les_montants_par_etp(etp, annees):
    """Aucune majoration P90 ou P95 : elle n'est pas publiée."""
    haut = membre(pmt=3_000, tranche=">=P95")
    trouve = collectif(haut, membre(), membre(), etp=etp)
    assert tuple(a.montant for a in trouve.annees) == annees
    assert trouve.total == sum(annees)
    assert [a.garantie for a in trouve.annees] == [True, True, False, False, False]
    assert {a.fiabilite for a in trouve.annees} == {"secondaire"}
    assert trouve.annees[2].debut == date(2028, 12, 1)


@pytest.mark.parametrize(
    ("etp", "pmt", "fa"), [("0.5", 130, 55), ("1", 260, 110), ("2.5", 650, 275)]
)
def test_l_objectif_du_groupe(etp, pmt, fa):
    objectif = collectif(membre(pmt=1_000), membre(pmt=1_200), membre(), etp=etp).objectif
    assert (objectif.pmt.a_gagner, objectif.fa.a_gagner) == (pmt, fa)
    assert (objectif.pmt.depart, objectif.pmt.cible) == (3_500, 3_500 + pmt)
    assert objectif.echeance == date(2028, 12, 1)
    assert objectif.acquis_inconnus == ()


def test_un_objectif_qui_ne_tombe_pas_juste_s_arrondit_au_dessus():
    impair = referentiel(collectif_objectif_pmt=261).bareme_at(SIGNATURE)
    assert a_gagner(impair, "pmt", Decimal("0.5"), 0) == 131
    assert a_gagner(impair, "pmt", Decimal("1.5"), 0) == 392


def test_les_patients_deja_gagnes_se_deduisent():
    """Contrat de mars 2023, lu aux deux derniers anniversaires : 120 PMT et 30 FA de plus qu'au départ."""
    ancien = sous_contrat(
        date(2023, 3, 1), pmt=1_200, file_active=1_500, pmt_an3=1_260, pmt_an4=1_320, fa_an4=1_530
    )
    objectif = collectif(membre(), ancien, etp="2").objectif
    assert (objectif.pmt.a_gagner, objectif.fa.a_gagner) == (400, 190)
    assert objectif.pmt.depart == 1_300 + 1_320
    assert objectif.pmt.cible == 1_300 + 1_200 + 520
    assert objectif.acquis_inconnus == ()


def test_l_acquis_ne_rend_pas_l_objectif_negatif():
    ancien = sous_contrat(date(2023, 3, 1), pmt=1_000, file_active=1_000, pmt_an3=2_000, fa_an3=900)
    objectif = collectif(ancien, etp="1").objectif
    assert (objectif.pmt.a_gagner, objectif.fa.a_gagner) == (0, 110)


def test_un_niveau_suppose_d_une_annee_a_venir_n_est_pas_acquis():
    """Contrat de mars 2024 : l'année 3 est lue, la quatrième ne s'ouvre qu'en mars 2027."""
    ancien = sous_contrat(
        date(2024, 3, 1), pmt=1_000, file_active=1_000, pmt_an3=1_050, pmt_an4=1_900
    )
    assert ancien.pmt == 1_050
    objectif = collectif(ancien, etp="1").objectif
    assert objectif.pmt.a_gagner == 210
    assert objectif.acquis_inconnus == (0,)  # la file active n'a pas été lue


def test_un_contrat_jamais_lu_laisse_l_acquis_inconnu():
    assert collectif(membre(), sous_contrat(date(2025, 3, 1))).objectif.acquis_inconnus == (1,)


def test_une_installation_recente():
    nouveau = membre(pmt=300, file_active=1_600, nouvel_installe=True)
    (installe,) = collectif(membre(), nouveau).installes
    assert (installe.rang, installe.echeance) == (1, date(2029, 12, 1))
    assert (installe.pmt.cible, installe.pmt.a_gagner) == (1_045, 745)
    assert (installe.fa.cible, installe.fa.a_gagner) == (1_514, 0)
    assert installe.pmt.fiabilite == "secondaire"


def test_une_sortie_ferme_deux_ans():
    assert collectif(membre()).carence_mois == 24


@pytest.mark.parametrize(
    ("gagnes", "attendu"),
    [
        ((260, 110), Fraction(1)),
        ((260, 0), Fraction(1)),
        ((0, 110), Fraction(1)),
        ((130, 11), Fraction(1, 2)),
        ((26, 55), Fraction(1, 2)),
        ((0, 0), Fraction(0)),
        ((-1, 110), Fraction(0)),
        ((300, -1), Fraction(0)),
        ((-1, None), Fraction(0)),
        ((260, None), None),
        ((None, None), None),
    ],
)
def test_la_part_payee_a_partir_de_l_annee_3(gagnes, attendu):
    """La meilleure des deux atteintes collectives, aucune sous le départ."""
    trouve = taux(dict(zip(("pmt", "fa"), gagnes, strict=True)), {"pmt": 260, "fa": 110})
    assert trouve == attendu


def test_rien_a_gagner_est_atteint():
    assert taux({"pmt": 0, "fa": 0}, {"pmt": 0, "fa": 110}) == 1
