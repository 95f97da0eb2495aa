"""Section 1 : chaque critère, chaque état et sa raison, par tables de décision parcourues en entier."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product

import pytest

from eligibility.regles.criteres import Critere, examiner, verdict
from tests.regles import oracle
from tests.regles.fabrique import (
    BAREMES,
    GENERALISTE,
    REFERENTIEL,
    SPECIALITE_DU_GROUPE,
    SPECIALITES,
    cellule,
    referentiel_parametre,
    seuils,
    situation,
)

JOUR = date(2026, 12, 1)
TRANCHES = ("inconnue", "<P30", "P30-P50", "P50-P90", "P90-P95", ">=P95")
PARTICULIERES = ("handicap", "maladie-chronique", "activite-mixte")
SOUS_ENSEMBLES = [c for n in range(4) for c in combinations(PARTICULIERES, n)]
SUIVI = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2025, 3, 1)}


def les_dix(s, bareme=None) -> dict[str, Critere]:
    bareme = bareme or REFERENTIEL.bareme_at(s.signature)
    return {c.id: c for c in examiner(s, bareme, SPECIALITES[s.specialite])}


def test_les_dix_criteres_sont_toujours_listes_dans_l_ordre_des_regles():
    pire = situation("radiologie", secteur="2", situations=PARTICULIERES, contrat="termine",
                     contrat_fin=JOUR, secretariat="non-remplace", tranche="<P30")  # fmt: skip
    for s in (situation(), pire):
        assert list(les_dix(s)) == oracle.IDS


@pytest.mark.parametrize(
    ("secteur", "etat"),
    [("1", "ok"), ("2-optam", "ok"), ("2", "bloquant"), ("non-conventionne", "bloquant")],
)
def test_secteur(secteur, etat):
    critere = les_dix(situation(secteur=secteur))["secteur"]
    assert (critere.etat, critere.code) == (etat, f"secteur.{secteur}")
    assert (critere.source, critere.fiabilite) == ("AMELI-AIDE", "officiel")


@pytest.mark.parametrize(
    ("groupe", "etat", "code"),
    [
        ("generaliste", "ok", "ouverte"),
        ("mep", "ok", "ouverte"),
        ("pediatrie", "ok", "ouverte"),
        ("autre", "ok", "ouverte"),
        ("clinique_80", "ok", "ouverte"),
        ("excluee", "bloquant", "exclue"),
        ("a_verifier", "a_verifier", "a_verifier"),
    ],
)
def test_specialite(groupe, etat, code):
    critere = les_dix(situation(SPECIALITE_DU_GROUPE[groupe]))["specialite"]
    assert (critere.etat, critere.code) == (etat, f"specialite.{code}")


@pytest.mark.parametrize(
    ("part", "etat", "code"),
    [
        (None, "a_verifier", "inconnu"),
        ("0", "bloquant", "insuffisant"),
        ("79.99", "bloquant", "insuffisant"),
        ("80", "ok", "exactement"),
        ("80.00", "ok", "exactement"),
        ("80.01", "ok", "suffisant"),
        ("100", "ok", "suffisant"),
    ],
)
def test_honoraires_cliniques(part, etat, code):
    part = None if part is None else Decimal(part)
    critere = les_dix(situation("orl", part_clinique=part))["honoraires_cliniques"]
    assert (critere.etat, critere.code) == (etat, f"honoraires_cliniques.{code}")
    assert (critere.constat, critere.seuil) == (part, 80)
    # Jugés à sa signature pour un contrat en cours ; ne concernent aucun autre groupe.
    suivi = les_dix(situation("orl", part_clinique=part, **SUIVI))["honoraires_cliniques"]
    assert (suivi.etat, suivi.code) == ("ok", "honoraires_cliniques.contrat_en_cours")
    for slug in set(SPECIALITES) - {"orl"}:
        autre = les_dix(situation(slug, part_clinique=part))["honoraires_cliniques"]
        assert (autre.etat, autre.code) == ("ok", "honoraires_cliniques.non_concerne")


def test_le_seuil_des_honoraires_cliniques_est_celui_du_bareme():
    bareme = referentiel_parametre(part_clinique_min=70).bareme_at(JOUR)
    critere = les_dix(situation("orl", part_clinique=Decimal(75)), bareme)["honoraires_cliniques"]
    assert (critere.etat, critere.seuil) == ("ok", 70)


def test_activite_minimale_sur_toutes_les_combinaisons(record_property):
    """Spécialité × contrat × installation × situations × chiffres × tranche × barème."""
    patients = (None, 0, 774, 775, 776)
    signatures = (date(2023, 4, 30), date(2023, 5, 1), JOUR)
    codes, nombre = set(), 0
    for slug, jour, suivi, installe, situations, pmt, fa, tranche in product(
        SPECIALITES, signatures, (False, True), (False, True), ((), PARTICULIERES[:1]),
        patients, patients, TRANCHES,
    ):  # fmt: skip
        contrat = {**SUIVI, "contrat_signature": jour} if suivi else {}
        s = situation(slug, date_signature=jour, nouvel_installe=installe, situations=situations,
                      pmt=pmt, file_active=fa, tranche=tranche, **contrat)  # fmt: skip
        critere = les_dix(s)["activite_minimale"]
        assert critere.etat == oracle.etats_attendus(s)[3], s
        pmt_compte = SPECIALITES[slug] in {"generaliste", "mep"}
        lu = pmt if pmt_compte else fa
        p30 = 775 if slug == GENERALISTE and jour >= date(2023, 5, 1) else None
        manquent = critere.etat != "ok" and lu is not None and p30 is not None
        assert critere.manque == (p30 - lu if manquent else None), s
        if not suivi and not installe:
            assert (critere.constat, critere.seuil) == (lu, p30)
        codes.add(critere.code.removeprefix("activite_minimale."))
        nombre += 1
    record_property("combinaisons", nombre)
    assert codes == {
        "contrat_en_cours", "nouvel_installe", "chiffre_suffisant", "chiffre_insuffisant",
        "chiffre_adapte", "tranche_suffisant", "tranche_insuffisant", "tranche_adapte",
        "inconnu", "sans_seuil",
    }  # fmt: skip


def test_chaque_situation_particuliere_suffit_a_ne_pas_bloquer_sous_p30():
    for situations in SOUS_ENSEMBLES:
        dix = les_dix(situation(pmt=774, tranche="inconnue", situations=situations))
        attendu = "a_verifier" if situations else "bloquant"
        assert dix["activite_minimale"].etat == attendu
        assert dix["activite_minimale"].manque == 1
        assert dix["situation_particuliere"].etat == ("a_verifier" if situations else "ok")


def test_sans_p30_publie_un_p50_atteint_prouve_le_p30():
    bareme = replace(BAREMES[-1], seuils=seuils({("fa", 50): 1_000}, "cardiologie"))
    for patients, tranche, etat in (
        (1_000, "inconnue", "ok"),
        (999, "inconnue", "a_verifier"),
        (999, "P30-P50", "ok"),
        (999, "<P30", "bloquant"),
    ):
        s = situation("cardiologie", file_active=patients, tranche=tranche)
        assert les_dix(s, bareme)["activite_minimale"].etat == etat


def test_une_case_de_seuil_vide_n_est_pas_un_seuil_de_zero():
    vide = {(GENERALISTE, "pmt", 30): cellule(None, "", "a_completer")}
    critere = les_dix(situation(pmt=0, tranche="inconnue"), replace(BAREMES[-1], seuils=vide))
    assert critere["activite_minimale"].etat == "a_verifier"


def test_nouvel_installe_n_est_jamais_un_obstacle():
    for installe, code in ((True, "oui"), (False, "non")):
        critere = les_dix(situation(nouvel_installe=installe))["nouvel_installe"]
        assert (critere.etat, critere.code) == ("ok", f"nouvel_installe.{code}")
        assert (critere.source, critere.fiabilite) == ("FMF", "secondaire")


@pytest.mark.parametrize(
    ("fin", "possible"),
    [
        (date(2025, 1, 2), date(2027, 1, 2)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2025, 12, 31), date(2027, 12, 31)),
    ],
)
def test_carence_de_deux_ans_la_veille_le_jour_et_le_lendemain(fin, possible):
    for ecart, circonstances in product((-1, 0, 1), (False, True)):
        jour = possible + timedelta(days=ecart)
        s = situation(contrat="termine", contrat_fin=fin, date_signature=jour,
                      circonstances_exceptionnelles=circonstances)  # fmt: skip
        critere = les_dix(s)["carence"]
        trop_tot = ("a_verifier", "circonstances") if circonstances else ("bloquant", "en_cours")
        etat, code = trop_tot if ecart < 0 else ("ok", "ecoulee")
        assert (critere.etat, critere.code) == (etat, f"carence.{code}")
        assert (critere.constat, critere.seuil) == (fin, possible)


def test_sans_contrat_termine_il_n_y_a_pas_de_carence():
    for contrat in ({}, SUIVI):
        critere = les_dix(situation(**contrat, circonstances_exceptionnelles=True))["carence"]
        assert (critere.etat, critere.code) == ("ok", "carence.aucune")


def test_un_contrat_en_cours_n_est_jamais_un_obstacle():
    fini = {"contrat": "termine", "contrat_fin": date(2020, 1, 1)}
    for contrat, code in (({}, "aucun"), (fini, "termine"), (SUIVI, "suivi")):
        critere = les_dix(situation(**contrat))["contrat_en_cours"]
        assert (critere.etat, critere.code) == ("ok", f"contrat_en_cours.{code}")
    assert critere.constat == SUIVI["contrat_signature"]


@pytest.mark.parametrize(
    ("secretariat", "etat"),
    [("sans-objet", "ok"), ("remplace", "ok"), ("non-remplace", "a_verifier")],
)
def test_secretariat(secretariat, etat):
    critere = les_dix(situation(secretariat=secretariat))["secretariat"]
    assert (critere.etat, critere.code) == (etat, f"secretariat.{secretariat}")


def test_la_formation_est_une_obligation_jamais_un_obstacle():
    for qualifie, code in ((False, "obligation"), (True, "qualifie")):
        critere = les_dix(situation(assistant_qualifie=qualifie))["formation"]
        assert (critere.etat, critere.code) == ("ok", f"formation.{code}")


def test_le_verdict_est_le_pire_des_dix_etats_sur_toutes_les_combinaisons(record_property):
    possibles = [Critere("x", etat, "x") for etat in ("ok", "bloquant", "a_verifier")]
    nombre = 0
    for criteres in product(possibles, repeat=10):
        assert verdict(criteres) == oracle.verdict_attendu([c.etat for c in criteres])
        nombre += 1
    assert nombre == 3**10
    record_property("combinaisons", nombre)
