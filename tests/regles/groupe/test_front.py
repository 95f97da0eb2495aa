"""Le front trouvé est celui de l'énumération, jusqu'à huit médecins ; et ce qu'il annonce se refait."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles.groupe.dominance import elaguer
from eligibility.regles.groupe.front import Adhesion, Candidat, TropDeCas, Valeur, front
from tests.regles.groupe.evaluateur import meilleures, tirage, toutes
from tests.reponses.strategies import exemples

RIEN = Valeur(0, 0, 0, 0)


def contrat(par_demi: int = 7, aide: int = 30):
    """Un contrat collectif qui rapporte d'autant moins qu'il est grand, et dont l'acquis se déduit."""

    def valeur(demis: int, acquis: int, acquis_fa: int) -> Valeur:
        a_gagner = max(0, par_demi * demis - acquis)
        expose = 0 if not a_gagner or acquis_fa >= 3 * demis else 4 * demis
        return Valeur(3 * demis, aide * demis - demis * demis, a_gagner, expose)

    return valeur


petits = st.integers(0, 12)
nouveaux = st.builds(
    lambda argent, patients, risque: (
        RIEN, Valeur(3, argent // 2, patients // 2, risque), Valeur(6, argent, patients, risque)
    ),
    st.integers(-20, 40), petits, petits,
)  # fmt: skip
en_cours = st.builds(
    lambda etp, argent, patients, risque: (Valeur(etp, argent, patients, risque),),
    st.sampled_from((2, 3, 6, 9, 12)), st.integers(-20, 40), petits, petits,
)  # fmt: skip
adhesions = st.none() | st.builds(
    Adhesion, st.sampled_from((2, 3)), st.integers(-15, 15), st.just(0), st.just(0)
)
avec_acquis = st.none() | st.builds(
    Adhesion, st.sampled_from((2, 3)), st.integers(-15, 15), petits, petits
)
candidats = st.one_of(
    st.builds(Candidat, nouveaux, adhesions),
    st.builds(Candidat, st.just((RIEN,)), adhesions),
    st.builds(Candidat, en_cours, avec_acquis),
)
groupes = st.lists(candidats, max_size=5).flatmap(
    lambda tires: (
        st.lists(st.sampled_from(tires), max_size=1).map(lambda egaux: tires + egaux)
        if tires
        else st.just(tires)
    )
)


def comparer_a_l_enumeration(groupe, collectif) -> None:
    attendu = meilleures((valeur, demis > 0) for _, demis, valeur in toutes(groupe, collectif))
    for etp in range(6 * len(groupe) * 2 + 4):
        trouve = [(m.valeur[1:], m.demis > 0) for m in front(groupe, collectif, etp)]
        assert len(trouve) == len(set(trouve))
        assert set(trouve) == attendu.get(etp, set())
        argents = [valeur[0] for valeur, _ in trouve]
        assert argents == sorted(argents, reverse=True)


@exemples(150)
@given(groupes, st.integers(0, 9), st.integers(0, 40))
def test_le_front_est_celui_de_l_enumeration(groupe, par_demi, aide):
    comparer_a_l_enumeration(groupe, contrat(par_demi, aide))


def tirer(hasard: random.Random, combien: int) -> list[Candidat]:
    """Des médecins comme il s'en trouve : tranches, contrats en cours, inéligibles, patientèles variées."""
    groupe = []
    for _ in range(combien):
        pmt = hasard.randint(500, 1_900)
        majoration, patients = hasard.choice(((0, 90), (0, 110), (1_200, 70), (4_800, 0)))
        risque = 330 if patients else 0
        individuels = (
            RIEN,
            Valeur(3, 30 + majoration // 2, patients // 2, risque),
            Valeur(6, 55 + majoration, patients, 2 * risque),
        )
        acquis = acquis_fa = 0
        if hasard.random() < 0.3:
            individuels = (Valeur(6, hasard.randint(-900, 900), patients, hasard.randint(0, 660)),)
            acquis, acquis_fa = hasard.choice(((0, 0), (40, 0), (0, 60), (150, 20)))
        elif pmt < 775:
            individuels = (RIEN,)
        adhesion = Adhesion(hasard.choice((2, 2, 3)), pmt - 775, acquis, acquis_fa)
        groupe.append(Candidat(individuels, adhesion if hasard.random() < 0.9 else None))
    return groupe


@pytest.mark.parametrize(("graine", "combien"), [(1, 6), (2, 7), (3, 7), (4, 8)])
def test_jusqu_a_huit_medecins(graine, combien):
    groupe = tirer(tirage(graine), combien)
    comparer_a_l_enumeration(groupe, contrat(130, 700))


@exemples(150)
@given(groupes, st.integers(1, 24))
def test_chaque_melange_vaut_ce_qu_il_annonce(groupe, etp):
    collectif = contrat()
    possibles = {(choix, demis): valeur for choix, demis, valeur in toutes(groupe, collectif)}
    for melange in front(groupe, collectif, etp):
        assert possibles[melange.choix, melange.demis] == melange.valeur
        assert melange.valeur.etp == etp


def test_trop_de_cas_se_dit():
    with pytest.raises(TropDeCas):
        front(tirer(tirage(1), 12), contrat(), 36, limite=100)


def test_personne():
    assert front([], contrat(), 6) == []
    assert [m.choix for m in front([], contrat(), 0)] == [()]


figures = st.tuples(*[st.integers(0, 3)] * 8)


@exemples(300)
@given(st.lists(figures, max_size=40))
def test_elaguer_est_sa_definition(points):
    gardes = elaguer([(*point, None) for point in points])
    attendus = {a for a in points if not any(b != a and all(map(int.__ge__, b, a)) for b in points)}
    assert {point[:8] for point in gardes} == attendus
    assert len(gardes) == len(attendus)
