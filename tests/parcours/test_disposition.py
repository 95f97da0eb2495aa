"""Chaque question déclarée a sa place à son étape : aucune n'est posée sans se voir."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from django.conf import settings

from simulateur.parcours.champs import champ
from simulateur.parcours.mise_en_page import CONCERNE, ORDRES, PILOTES, REPLIES, ZONES
from simulateur.reponses.declaration import PAR_CLE, questions_de
from simulateur.reponses.question import Question
from simulateur.resultats.saisie import COUT, SUIVI

RACINE = Path(settings.RACINE)
DESSINEE_A_PART = {"option"}  # en cartes, avec ses montants


@pytest.mark.parametrize("etape", list(ORDRES))
def test_chaque_question_a_sa_place(etape):
    zones = {zone.identifiant: zone.cles for zone in ZONES[etape]}
    places = [
        cle
        for nom in ORDRES[etape]
        for cle in (CONCERNE if nom == "concerne" else zones.get(nom, (nom,)))
        if nom != "constats"
    ]
    assert len(places) == len(set(places))
    assert set(places) == {q.cle for q in questions_de(etape)} - DESSINEE_A_PART


def test_chaque_reponse_du_resultat_a_son_formulaire():
    assert {*SUIVI, *COUT} == {question.cle for question in questions_de("resultats")}


def test_la_page_pour_ajouter_une_question_ne_nomme_que_ce_qui_existe():
    """Un fichier, une liste ou une marque renommés y laisseraient un conseil faux."""
    page = (RACINE / "docs/ajouter-une-question.md").read_text(encoding="utf-8")
    cites = re.findall(r"`([^`]+)`", page)
    fichiers = {nom for nom in cites if "/" in nom} | {
        f"simulateur/reponses/{nom}" for nom in cites if re.fullmatch(r"\w+\.py", nom)
    }
    assert [nom for nom in fichiers if not (RACINE / nom).exists()] == []
    lus = "\n".join(
        (RACINE / nom).read_text(encoding="utf-8") for nom in fichiers if nom.endswith(".py")
    )
    listes = {nom for nom in cites if nom.isupper()}
    assert {nom for nom in listes if not re.search(rf"^{nom}\b.*=", lus, re.MULTILINE)} == set()
    marques = {nom for nom in cites if re.fullmatch(r"[a-z]+", nom)}
    assert marques <= {champ.name for champ in fields(Question)}
    assert {"ORDRES", "INTITULES", "case", "selon"} <= listes | marques


def test_une_question_repliee_existe():
    assert {cle for cles in REPLIES for cle in cles} <= set(PAR_CLE)


def test_une_question_qui_en_ouvre_d_autres_n_est_pas_repliee():
    """Repliée, elle serait posée sans l'échange qui les montre aussitôt."""
    pilotes = {cle for cles in PILOTES.values() for cle in cles}
    assert pilotes - {"concerne"} <= set(PAR_CLE)
    assert not pilotes & {cle for cles in REPLIES for cle in cles}


@pytest.mark.parametrize("cle", ["secteur", "situations", "contrat_objectif_atteint", "pmt"])
def test_une_question_facultative_le_dit_quel_que_soit_son_type(cle):
    """Des boutons, des cases, oui ou non, un nombre."""
    question = PAR_CLE[cle]
    assert champ(replace(question, facultatif=True), None).facultatif
    assert not champ(question, None).facultatif
