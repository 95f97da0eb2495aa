"""Ce qui est vrai de toute estimation, quelle que soit la situation."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from eligibility.regles import estimer
from simulateur.reponses.lecture import lire_textes
from tests.regles.fabrique import REFERENTIEL
from tests.reponses.strategies import AUJOURDHUI, coherentes, ecrire, exemples, patients

PLAFONDS = {b.version: b.plafond for b in REFERENTIEL.baremes}
RANGS = ("<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
RELEVES = tuple(f"{i}_an{n}" for i in ("pmt", "fa") for n in (3, 4, 5))


def lire(donnees: dict):
    textes = {cle: ecrire(cle, valeur) for cle, valeur in donnees.items()}
    lecture = lire_textes(textes, REFERENTIEL, AUJOURDHUI)
    # Deux contradictions possibles encore : une tranche que les chiffres excluent, un mois trop tôt.
    for cle in set(lecture.erreurs) & {"tranche", "date_65"}:
        textes.pop(cle)
    lecture = lire_textes(textes, REFERENTIEL, AUJOURDHUI)
    assert not lecture.erreurs
    return lecture.situation()


situations = coherentes().map(lire)


@exemples(400)
@given(situations)
def test_jamais_moins_que_zero_ni_plus_que_le_tableau(s):
    for option in estimer(s, REFERENTIEL).options:
        for annees in (option.annees, *(a.annees for a in option.alternatives)):
            for annee in annees:
                if annee.montant is None:
                    assert annee.versements == ()
                    continue
                bornes = (annee.montant_min, annee.montant, annee.montant_max)
                assert 0 <= bornes[0] <= bornes[1] <= bornes[2] <= annee.montant_maximal
                assert annee.montant_maximal <= PLAFONDS[annee.bareme]
                assert 0 <= annee.taux_min <= annee.taux_max <= 1
                verses = [v.montant for v in annee.versements]
                if annee.taux is None:
                    assert (annee.trop_percu, verses[-1]) == (None, None)
                else:
                    assert sum(verses) - annee.trop_percu == annee.montant
                assert all(v.au_plus_tot <= v.au_plus_tard for v in annee.versements)


@exemples(300)
@given(situations)
def test_totaux_et_annees(s):
    estimation = estimer(s, REFERENTIEL)
    assert estimation.choisie.option == s.option
    for option in estimation.options:
        montants = [a.montant for a in option.annees if a.montant is not None]
        assert option.total == sum(montants)
        assert option.total_a_venir <= option.total
        if not s.suit_un_contrat:
            assert option.total_a_venir == option.total
        rangs = [a.annee for a in option.annees]
        assert rangs == list(range(rangs[0], rangs[-1] + 1))
        assert rangs[-1] in {5, 10}
        assert all(avant.debut < apres.debut for avant, apres in pairwise(option.annees))
        assert option.annees[0].debut >= s.signature
        incertaines = [a for a in option.annees if a.montant is not None and a.taux is None]
        assert option.total_certain == (not incertaines)


@exemples(300)
@given(situations)
def test_sans_chiffre_observe_tout_est_paye_en_entier(s):
    s = replace(s, **dict.fromkeys(RELEVES))
    for option in estimer(s, REFERENTIEL).options:
        assert all(a.montant == a.montant_maximal for a in option.annees)
        assert all(a.taux == 1 for a in option.annees if a.montant is not None)
        assert option.total_certain


@exemples(400)
@given(situations, st.sampled_from(RELEVES), patients)
def test_un_patient_observe_de_plus_ne_fait_jamais_perdre(s, releve, plus):
    """Toutes les règles sont croissantes : monter un chiffre déjà donné ne baisse aucune année."""
    if getattr(s, releve) is None:
        s = replace(s, **{releve: 100})
    mieux = replace(s, **{releve: getattr(s, releve) + plus})
    for avant, apres in zip(
        estimer(s, REFERENTIEL).options, estimer(mieux, REFERENTIEL).options, strict=True
    ):
        for a, b in zip(avant.annees, apres.annees, strict=True):
            if a.montant is not None:
                assert a.montant_min <= b.montant_min
                assert a.montant_max <= b.montant_max


@exemples(300)
@given(situations)
def test_une_tranche_plus_haute_ne_paie_jamais_moins(s):
    s = replace(s, **dict.fromkeys(RELEVES))
    totaux = [[o.total for o in estimer(replace(s, tranche=t), REFERENTIEL).options] for t in RANGS]
    for basse, haute in pairwise(totaux):
        assert all(a <= b for a, b in zip(basse, haute, strict=True))


@exemples(300)
@given(situations)
def test_une_alternative_ne_promet_jamais_moins_sans_suivi(s):
    s = replace(s, tranche="inconnue", **dict.fromkeys(RELEVES))
    for option in estimer(s, REFERENTIEL).options:
        totaux = [option.total, *(a.total for a in option.alternatives)]
        assert totaux == sorted(totaux)


@exemples(300)
@given(situations, patients, patients)
def test_un_objectif_plus_grand_ne_paie_jamais_plus(s, objectif, plus):
    s = replace(s, objectif_pmt=objectif, objectif_fa=objectif)
    plus_dur = replace(s, objectif_pmt=objectif + plus, objectif_fa=objectif + plus)
    for avant, apres in zip(
        estimer(s, REFERENTIEL).options, estimer(plus_dur, REFERENTIEL).options, strict=True
    ):
        assert avant.objectif.regle == apres.objectif.regle
        for a, b in zip(avant.annees, apres.annees, strict=True):
            if a.montant is not None:
                assert b.montant_max <= a.montant_max


@exemples(200)
@given(situations)
def test_la_meme_situation_donne_toujours_la_meme_estimation(s):
    une, autre = estimer(s, REFERENTIEL), estimer(s, REFERENTIEL)
    assert une.options == autre.options
    assert une.trace == autre.trace
    assert une.echeances == autre.echeances


@exemples(200)
@given(situations)
def test_chaque_montant_montre_est_dans_la_trace(s):
    estimation = estimer(s, REFERENTIEL)
    valeurs = {ligne.valeur for ligne in estimation.trace}
    details = {v for x in estimation.trace for v in x.detail.values() if not hasattr(v, "mini")}
    for option in estimation.options:
        assert option.total in valeurs
        assert option.total_a_venir in valeurs
        for annee in option.annees:
            assert annee.montant_maximal in valeurs
            for montant in (annee.montant, annee.montant_min, annee.montant_max, annee.trop_percu):
                assert not montant or montant in valeurs | details
            assert all(not v.montant or v.montant in valeurs | details for v in annee.versements)
        for _, o in option.objectif.par_indicateur():
            for patients_ in (o.depart, o.cible, o.a_gagner, o.plancher):
                assert patients_ in valeurs | details
