"""Contrat collectif, contrats seuls, et leurs mélanges : à la main, puis contre l'énumération."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles.bareme import Segment
from eligibility.regles.groupe.front import Adhesion, Candidat, Valeur
from eligibility.regles.groupe.societe import Societe
from tests.regles import fabrique
from tests.regles.groupe.evaluateur import meilleures, tirage, toutes
from tests.regles.groupe.fabrique import (
    REFERENTIEL,
    SANS_SALAIRES,
    SIGNATURE,
    estimer,
    membre,
    referentiel,
    sous_contrat,
)
from tests.reponses.strategies import exemples

# Tous les objectifs connus : un barème dont les segments sont remplis.
SEGMENTS = {
    (fabrique.GENERALISTE, option, indicateur): (
        Segment(0, 1_045, base, None), Segment(1_045, 3_000, base, base // 3), Segment(3_000, None, 5),
    )
    for option, indicateur, base in (
        ("0.5", "pmt", 90), ("1", "pmt", 170), ("0.5", "fa", 60), ("1", "fa", 110),
    )
}  # fmt: skip
CONNUS = referentiel(objectifs=SEGMENTS)
HAUT = {"pmt": 2_500, "file_active": 4_000, "tranche": ">=P95"}


def resume(combinaison):
    seuls = {rang: c.code for rang, c in combinaison.individuels.items()}
    return combinaison.collectif, combinaison.etp_collectif, seuls


def test_au_dela_de_p95_le_contrat_seul_vaut_mieux():
    """190 000 € sur cinq ans et rien d'exposé, contre 132 000 ensemble."""
    comparaison = estimer(membre(**HAUT), etp="1").comparaison
    (une,) = comparaison.combinaisons
    assert resume(une) == ((), 0, {0: "1"})
    assert (une.aide, une.exposee) == (190_000, 0)
    assert comparaison.sur_patients is True  # garder sa patientèle : rien à gagner, et c'est connu


def test_le_melange_bat_tous_seuls_et_tous_ensemble():
    """A ≥ P95 reste seul ; B et C (moyenne 800) signent pour 2 ETP, que C n'aurait jamais eus seul.

    190 000 + 2 × 132 000 = 454 000 €, contre 396 000 tous ensemble ; seuls, ils n'en emploient que deux.
    """
    a, b, c = membre(**HAUT), membre(pmt=1_000), membre(pmt=600, file_active=800)
    estimation = estimer(a, b, c, etp="3")
    (meilleure,) = estimation.comparaison.combinaisons
    assert resume(meilleure) == ((1, 2), 2, {0: "1"})
    assert (meilleure.aide, meilleure.exposee) == (454_000, 132_000)
    assert estimation.collectif.total == 396_000
    assert meilleure.patients[:4] == (520, 220, 520, True)


def test_seul_ou_ensemble_a_valeur_egale_les_deux_se_montrent():
    deux = estimer(membre(), membre(), etp="1", referentiel=SANS_SALAIRES)
    trouvees = deux.comparaison.combinaisons
    assert {(c.aide, c.exposee) for c in trouvees} == {(132_000, 66_000)}
    assert sorted(bool(c.collectif) for c in trouvees) == [False, True]


def test_un_objectif_inconnu_est_un_minimum():
    """Seul à 1 ETP, autant d'aide et de risque qu'ensemble : l'objectif non dit empêche de classer."""
    trouvees = estimer(membre(), membre(), etp="1", referentiel=SANS_SALAIRES).comparaison
    assert trouvees.sur_patients is False
    assert "patients" not in trouvees.meilleures
    (seul,) = [c for c in trouvees.combinaisons if c.individuels]
    assert not seul.patients.certain
    assert not seul.patients.fa_certain
    (ensemble,) = [c for c in trouvees.combinaisons if not c.individuels]
    assert ensemble.patients[:4] == (260, 110, 260, True)


def test_un_objectif_inconnu_que_nul_ne_prend_n_empeche_pas_de_classer():
    """2 ETP : le second médecin ne signe pas seul. L'objectif inconnu du premier ne sert à personne."""
    trouvees = estimer(membre(), membre(pmt=600, file_active=900), etp="2").comparaison
    assert trouvees.sur_patients is True
    assert [resume(c) for c in trouvees.combinaisons] == [((0, 1), 2, {})]
    assert trouvees.combinaisons[0].patients[:4] == (520, 220, 520, True)
    assert trouvees.meilleures["patients"] == (0,)


def test_a_valeur_egale_la_combinaison_dont_l_objectif_est_connu_se_montre():
    """Deux mi-temps dont la CPAM a dit l'objectif valent, aide et risque, un temps plein inconnu."""
    deux = [membre(option="0.5", objectif_pmt=100) for _ in range(2)]
    trouvees = estimer(*deux, etp="1", referentiel=SANS_SALAIRES).comparaison
    assert trouvees.sur_patients is False  # un temps plein pourrait demander moins de 200 patients
    assert [(resume(c), c.patients.comptes) for c in trouvees.combinaisons] == [
        (((0, 1), 1, {}), 260),
        (((), 0, {0: "0.5", 1: "0.5"}), 200),
    ]
    assert trouvees.meilleures["patients"] == (1,)


def test_sans_salaires_on_compare_l_aide():
    comparaison = estimer(membre(), membre(), etp="1", referentiel=SANS_SALAIRES).comparaison
    assert comparaison.au_net is False
    assert all(c.reste is None for c in comparaison.combinaisons)


def test_une_patientele_inconnue_ecarte_du_contrat_collectif():
    comparaison = estimer(membre(), membre(pmt=None, tranche="P50-P90"), etp="1").comparaison
    assert comparaison.ecartes == (1,)
    assert all(1 not in c.collectif for c in comparaison.combinaisons)


def test_le_contrat_de_qui_ne_peut_adherer_court_a_cote():
    """Le temps plein du cardiologue ne mange pas celui que le groupe demande ; ni un tiers-temps."""
    cardiologue = sous_contrat(date(2025, 3, 1), specialite="cardiologie", pmt=None)
    mep = sous_contrat(date(2023, 4, 1), "1/3", specialite="mep")
    comparaison = estimer(membre(), cardiologue, mep, etp="1").comparaison
    assert comparaison.etp_tenus == Fraction(4, 3)
    assert comparaison.combinaisons
    for combinaison in comparaison.combinaisons:
        assert {1, 2} <= set(combinaison.individuels)
        assert combinaison.etp == 1 + Fraction(4, 3)


def test_la_file_active_deja_gagnee_suffit_a_ne_rien_exposer():
    """60 patients de file active gagnés, pour 55 demandés avec 0,5 ETP : l'objectif est tenu."""
    ancien = sous_contrat(
        date(2023, 12, 1), pmt=1_000, file_active=1_000, fa_an4=1_060, pmt_an4=1_000
    )
    trouvees = estimer(ancien, membre(pmt=700, file_active=900), etp="0.5").comparaison
    ensemble = [c for c in trouvees.combinaisons if 0 in c.collectif]
    assert ensemble
    assert all(c.exposee == 0 for c in ensemble)


def test_pas_un_medecin_de_plus_qu_il_n_en_faut():
    """2,5 ETP : celui qui reçoit un docteur junior et un autre suffisent. Pour moins, deux quand même."""
    trois = membre(pmt=1_200), membre(pmt=1_500), membre(pmt=800, file_active=700, pamsu=True)
    for etp, lies in (("2.5", (1, 2)), ("1.5", (0, 1))):
        trouvees = estimer(*trois, etp=etp, referentiel=SANS_SALAIRES).comparaison.combinaisons
        assert [c.collectif for c in trouvees if c.etp_collectif == Decimal(etp)] == [lies]


def test_personne_et_rien_a_comparer():
    assert estimer(etp="1").comparaison.combinaisons == ()


# --- L'énumération, à partir de ce que chacun vaut seul et des chiffres écrits dans les règles.


def candidats(estimation) -> list[Candidat]:
    comparaison = estimation.comparaison
    ouvert = estimation.groupe.forme != "SEL"

    def valeur(c) -> Valeur:
        argent = c.aide - c.cout if comparaison.au_net else c.aide
        patients = (c.patients or 0) if comparaison.sur_patients else 0
        return Valeur(int(c.etp * 6), int(argent * 100), patients, int(c.exposee * 100))

    def adhesion(m) -> Adhesion | None:
        pmt = m.membre.pmt
        if not ouvert or pmt is None or not m.peut_adherer:
            return None
        demis = 3 if m.membre.pamsu or estimation.groupe.lieu_de_stage else 2
        return Adhesion(demis, pmt - 775, m.membre.acquis("pmt"), m.membre.acquis("fa"))

    return [Candidat(tuple(map(valeur, m.choix)), adhesion(m)) for m in estimation.membres]


def contrat(estimation, tables):
    """132 000 € par ETP sur cinq ans, dont 66 000 exposés ; 260 PMT et 110 FA par ETP."""
    societe = Societe(estimation.groupe, tables, tables.bareme_at(SIGNATURE))

    def valeur(demis: int, acquis: int, acquis_fa: int) -> Valeur:
        pmt, fa = max(0, 130 * demis - acquis), max(0, 55 * demis - acquis_fa)
        argent = 6_600_000 * demis
        if estimation.comparaison.au_net:
            argent -= int(societe.cout(Decimal(demis) / 2) * 100)
        patients = pmt if estimation.comparaison.sur_patients else 0
        return Valeur(3 * demis, argent, patients, 3_300_000 * demis if pmt and fa else 0)

    return valeur


def verifier(membres, etp, tables, **champs) -> None:
    """Chaque combinaison vaut ce qu'elle annonce ; toutes sont celles de l'énumération."""
    estimation = estimer(*membres, etp=str(float(etp)), referentiel=tables, **champs)
    comparaison = estimation.comparaison
    du_groupe, collectif = candidats(estimation), contrat(estimation, tables)
    evaluees = list(toutes(du_groupe, collectif))
    attendues = meilleures((valeur, demis > 0) for _, demis, valeur in evaluees)
    vaut = {(choix, demis): valeur for choix, demis, valeur in evaluees}
    sixiemes = int((etp + comparaison.etp_tenus) * 6)
    trouvees = []
    for une in comparaison.combinaisons:
        choix = tuple(
            -1 if rang in une.collectif else m.choix.index(une.individuels.get(rang, m.choix[0]))
            for rang, m in enumerate(estimation.membres)
        )
        demis = int(2 * une.etp_collectif)
        tenus, argent, patients, expose = vaut[choix, demis]
        assert (une.etp, une.exposee) == (Fraction(tenus, 6), Decimal(expose) / 100)
        assert Decimal(argent) / 100 == (-une.reste if comparaison.au_net else une.aide)
        assert patients == (une.patients.pmt if comparaison.sur_patients else 0)
        trouvees.append(((argent, patients, expose), demis > 0))
        assert len(une.collectif) == min(
            autre.count(-1)
            for autre, combien in vaut
            if combien == demis and aux_libres_pres(autre, choix, estimation.membres)
        )
    assert len(trouvees) == len(set(trouvees))
    assert set(trouvees) == attendues.get(sixiemes, set())
    if comparaison.sur_patients:
        assert all(c.patients.certain for c in comparaison.combinaisons)
    else:
        verifier_les_inconnus(estimation, evaluees, sixiemes)


def verifier_les_inconnus(estimation, evaluees, sixiemes) -> None:
    """À valeur égale, la combinaison montrée est l'une de celles qui ont le moins d'objectifs inconnus."""
    moindre = {}
    for choix, demis, (etp, argent, _, expose) in evaluees:
        if etp == sixiemes:
            valeur = argent, expose, demis > 0
            inconnus = sum(
                n >= 0 and m.choix[n].patients is None
                for n, m in zip(choix, estimation.membres, strict=True)
            )
            moindre[valeur] = min(inconnus, moindre.get(valeur, inconnus))
    for une in estimation.comparaison.combinaisons:
        argent = -une.reste if estimation.comparaison.au_net else une.aide
        valeur = int(argent * 100), int(une.exposee * 100), bool(une.collectif)
        assert moindre[valeur] == sum(c.patients is None for c in une.individuels.values())


def aux_libres_pres(autre, choix, membres) -> bool:
    """Les mêmes choix, sauf pour qui signe ensemble sans rien y perdre : il pourrait ne rien faire."""
    return all(
        a == b or (m.choix[0].code == "aucun" and {a, b} == {-1, 0})
        for a, b, m in zip(autre, choix, membres, strict=True)
    )


membres_sans_contrat = st.builds(
    membre,
    pmt=st.sampled_from((500, 700, 775, 900, 1_300)) | st.integers(0, 3_000),
    file_active=st.none() | st.integers(500, 4_000),
    pamsu=st.booleans(),
    secteur=st.sampled_from(("1", "1", "1", "2")),
    specialite=st.sampled_from((fabrique.GENERALISTE,) * 4 + ("cardiologie",)),
    objectif_pmt=st.sampled_from((None, None, 0, 80)),
    age_65=st.booleans(),
)
membres_sous_contrat = st.builds(
    sous_contrat,
    st.sampled_from((date(2025, 3, 1), date(2023, 12, 1), date(2021, 6, 15))),
    st.sampled_from(("0.5", "1", "1/3")),
    pmt=st.integers(600, 1_500),
    file_active=st.integers(600, 1_500),
    pmt_an3=st.none() | st.integers(600, 1_700),
    fa_an3=st.none() | st.integers(600, 1_700),
    objectif_pmt=st.sampled_from((None, 80)),
)
un_groupe = st.lists(membres_sans_contrat | membres_sous_contrat, max_size=3).flatmap(
    lambda tires: st.sampled_from((tires, tires + tires[:1]))
)


@exemples(80)
@given(un_groupe, st.integers(1, 8), st.booleans(), st.booleans())
def test_les_combinaisons_sont_celles_de_l_enumeration(membres, demis, lieu, connus):
    tables = CONNUS if connus else REFERENTIEL
    verifier(membres, Fraction(demis, 2), tables, lieu_de_stage=lieu)


@pytest.mark.parametrize(("graine", "connus"), [*product((1, 2, 3), (False, True))])
def test_jusqu_a_huit_medecins(graine, connus):
    hasard = tirage(graine)
    membres = [
        sous_contrat(date(2024, hasard.randint(1, 12), 1), pmt=hasard.randint(700, 1_600), pmt_an3=1_500)
        if hasard.random() < 0.4
        else membre(
            pmt=hasard.randint(500, 2_000), pamsu=hasard.random() < 0.3,
            tranche=hasard.choice(("inconnue", "inconnue", ">=P95")),
        )
        for _ in range(5 + graine)
    ]  # fmt: skip
    for etp in (Fraction(1, 2), Fraction(3), Fraction(5 + graine)):
        verifier(membres, etp, CONNUS if connus else REFERENTIEL)


def test_une_sel_n_a_que_des_contrats_seuls():
    verifier((membre(), membre(**HAUT)), Fraction(2), REFERENTIEL, forme="SEL")
