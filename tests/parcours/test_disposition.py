"""Chaque question déclarée a sa place à son étape : aucune n'est posée sans se voir."""

import pytest

from simulateur.parcours.mise_en_page import CONCERNE, ORDRES, REPLIES, ZONES
from simulateur.reponses.declaration import PAR_CLE, questions_de
from simulateur.resultats.saisie import COUT, SUIVI

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


def test_une_question_repliee_existe():
    assert {cle for cles in REPLIES for cle in cles} <= set(PAR_CLE)
