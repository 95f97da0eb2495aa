"""Section 1 : ce qui lèverait un refus, condition par condition, et rien que ce que la règle dit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.criteres import examiner
from eligibility.regles.groupe.collectif import estimer_contrat
from eligibility.regles.groupe.modele import Groupe, Membre
from eligibility.regles.trace import Trace
from simulateur.textes import deblocages as textes
from tests.regles import oracle
from tests.regles.fabrique import (
    BAREMES,
    COLLECTIVE,
    CONVENTION,
    REFERENTIEL,
    SPECIALITES,
    referentiel,
    situation,
)

VEILLE, JOUR = date(2026, 2, 24), date(2026, 2, 25)
FINI = {"contrat": "termine", "contrat_fin": date(2025, 6, 1)}
SUIVI = {"contrat": "en-cours", "contrat_option": "1", "contrat_signature": date(2025, 1, 1)}

# Situation → (condition, changement, réponse à changer, état qui en résulte), dans l'ordre des règles.
P30 = [
    ("activite_minimale", "nouvel_installe", "nouvel_installe", "ok"),
    ("activite_minimale", "situations", "situations", "a_verifier"),
]
COLLECTIF = [("activite_minimale", "collectif", "", "ok")]
OPTAM = [("secteur", "optam", "secteur", "ok")]
CARENCE = [
    ("carence", "date_signature", "date_signature", "ok"),
    ("carence", "circonstances", "circonstances_exceptionnelles", "a_verifier"),
]
PART = [("honoraires_cliniques", "part_clinique", "part_clinique", "ok")]
TRANCHE = [("activite_minimale", "tranche", "tranche", "ok")]
PMT = [("activite_minimale", "pmt", "pmt", "ok")]
TABLE = {
    "rien ne bloque": (situation(), []),
    "secteur 2": (situation(secteur="2"), OPTAM),
    "secteur 2, contrat suivi": (situation(secteur="2", **SUIVI), OPTAM),
    "non conventionné": (
        situation(secteur="non-conventionne"),
        [("secteur", "conventionne", "secteur", "ok")],
    ),
    "spécialité exclue": (situation("radiologie"), []),
    "spécialité exclue et secteur 2": (situation("radiologie", secteur="2"), []),
    "part clinique": (situation("orl", part_clinique=Decimal(50)), PART),
    "patientèle": (situation(pmt=740, tranche="inconnue"), PMT + P30 + COLLECTIF),
    "patientèle, avant l'aide collective": (
        situation(pmt=740, tranche="inconnue", date_signature=VEILLE),
        PMT + P30,
    ),
    "patientèle, premier jour de l'aide collective": (
        situation(pmt=740, tranche="inconnue", date_signature=JOUR),
        PMT + P30 + COLLECTIF,
    ),
    "patientèle et secteur 2": (
        situation(pmt=740, tranche="inconnue", secteur="2"),
        OPTAM + PMT + P30,
    ),
    "tranche, généraliste": (situation(pmt=None, tranche="<P30"), TRANCHE + P30 + COLLECTIF),
    "tranche, MEP": (situation("mep", tranche="<P30"), TRANCHE + P30),
    "tranche, pédiatre": (situation("pediatrie", tranche="<P30"), TRANCHE + P30),
    "tranche, autre spécialité": (situation("cardiologie", tranche="<P30"), TRANCHE + P30),
    "carence": (situation(**FINI), CARENCE),
    "tout ce qui peut bloquer": (
        situation("orl", secteur="2", part_clinique=Decimal(50), tranche="<P30", **FINI),
        OPTAM + PART + TRANCHE + P30 + CARENCE,
    ),
}
# Ce qu'on répond à la place ; le seuil de la condition dit combien, ou quand.
CHANGEMENTS = {
    "secteur": lambda c: "2-optam",
    "part_clinique": lambda c: c.seuil,
    "pmt": lambda c: c.constat + c.manque,
    "file_active": lambda c: c.constat + c.manque,
    "tranche": lambda c: "P30-P50",
    "nouvel_installe": lambda c: True,
    "situations": lambda c: ("handicap",),
    "date_signature": lambda c: c.seuil,
    "circonstances_exceptionnelles": lambda c: True,
}


def portes(s) -> list[tuple[str, str, str, str]]:
    return [(d.critere.id, d.code, d.cle, d.etat) for d in estimer(s, REFERENTIEL).deblocages]


@pytest.mark.parametrize(("s", "attendues"), TABLE.values(), ids=TABLE)
def test_chaque_condition_qui_bloque_dit_tout_ce_qui_la_leverait(s, attendues):
    assert portes(s) == attendues


def test_toutes_les_raisons_de_bloquer_sont_dans_la_table():
    ids = [id_ for id_ in oracle.IDS if any(id_ == p[0] for _, t in TABLE.values() for p in t)]
    assert [*ids[:1], "specialite", *ids[1:]] == [
        "secteur", "specialite", "honoraires_cliniques", "activite_minimale", "carence",
    ]  # fmt: skip


def test_changer_la_reponse_leve_vraiment_la_condition_sur_toutes_les_combinaisons(record_property):
    vues, nombre = set(), 0
    for slug, secteur, part, patients, tranche, contrat, jour in product(
        SPECIALITES, ("1", "2", "non-conventionne"), (None, Decimal(50), Decimal(80)),
        (None, 0, 774, 775), ("inconnue", "<P30", "P30-P50"), ({}, FINI, SUIVI), (VEILLE, JOUR),
    ):  # fmt: skip
        s = situation(slug, secteur=secteur, part_clinique=part, pmt=patients, tranche=tranche,
                      file_active=patients, date_signature=jour, **contrat)  # fmt: skip
        e = estimer(s, REFERENTIEL)
        bloquants = {c.id for c in e.criteres if c.etat == "bloquant"}
        attendus = set() if "specialite" in bloquants else bloquants
        assert {d.critere.id for d in e.deblocages} == attendus, s
        for d in e.deblocages:
            vues.add(d.code)
            if not d.cle:
                assert (d.code, bloquants) == ("collectif", {"activite_minimale"})
                continue
            change = replace(s, **{d.cle: CHANGEMENTS[d.cle](d.critere)})
            bareme = REFERENTIEL.bareme_at(change.signature)
            relus = {c.id: c.etat for c in examiner(change, bareme, SPECIALITES[slug])}
            assert relus[d.critere.id] == d.etat, (s, d)
        nombre += 1
    record_property("combinaisons", nombre)
    # La file active n'a de 30e percentile dans aucun barème d'aujourd'hui : éprouvée à part.
    assert vues == set(textes.TEXTES) - {"file_active"}


def test_hors_de_la_medecine_generale_c_est_la_file_active_qui_manque():
    seuils = {
        ("cardiologie", "fa", 30): REFERENTIEL.baremes[-1].seuil("medecine-generale", "pmt", 30)
    }
    referentiel = replace(
        REFERENTIEL, baremes=(*REFERENTIEL.baremes[:-1], replace(REFERENTIEL.baremes[-1], seuils=seuils))
    )  # fmt: skip
    e = estimer(situation("cardiologie", file_active=700, tranche="inconnue"), referentiel)
    premiere = e.deblocages[0]
    assert (premiere.code, premiere.cle, premiere.critere.manque) == (
        "file_active",
        "file_active",
        75,
    )
    assert textes.texte(premiere).startswith("75\u00a0patients de plus")


def test_corriger_les_tables_deplace_le_jour_du_contrat_collectif():
    """Le groupe et le médecin le lisent au même endroit : la date d'effet du barème qui le connaît."""
    avant, dernier = BAREMES[-2], BAREMES[-1]
    jamais = referentiel([*BAREMES[:-1], replace(dernier, parametres=avant.parametres)])
    plus_tot = referentiel([*BAREMES[:-2], replace(avant, parametres=dernier.parametres), dernier])
    for jour, tables, existe in (
        (COLLECTIVE, REFERENTIEL, True), (COLLECTIVE, jamais, False),
        (VEILLE, REFERENTIEL, False), (VEILLE, plus_tot, True), (CONVENTION, plus_tot, True),
    ):  # fmt: skip
        s = situation(pmt=740, tranche="inconnue", date_signature=jour)
        offert = "collectif" in [d.code for d in estimer(s, tables).deblocages]
        groupe = Groupe("SISA", Decimal(1), jour, (Membre("M", s), Membre("N", s)), s)
        contrat = estimer_contrat(groupe, (0, 1), tables, Trace())
        entree = next(c for c in contrat.criteres if c.id == "entree_en_vigueur")
        assert (offert, entree.etat) == (existe, "ok" if existe else "bloquant"), (jour, existe)


def test_un_changement_porte_sa_source_et_sa_marque():
    par_code = {d.code: d for d in estimer(TABLE["patientèle"][0], REFERENTIEL).deblocages}
    assert {code: (d.source, d.fiabilite) for code, d in par_code.items()} == {
        "pmt": ("PAPS972", "secondaire"),
        "nouvel_installe": ("FMF", "secondaire"),
        "situations": ("AMELI-AIDE", "officiel"),
        "collectif": ("COLLECTIF26", "secondaire"),
    }
