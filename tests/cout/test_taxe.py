"""La taxe sur les salaires : tranches, franchise, décote, taxe déjà due par le cabinet."""

from decimal import Decimal

import pytest

from eligibility.regles.employeur import taxe_avant_decote, taxe_brute, taxe_due, taxe_en_plus

from .fabrique import JEUX, annee

JEU = JEUX[1]


@pytest.mark.parametrize(
    ("brut", "taxe"),
    [
        ("0", "0"),
        ("9229", "392.2325"),
        ("9229.01", "392.23335"),  # 8,50 % au-delà
        ("18423", "1173.7225"),
        ("18423.01", "1173.72386"),  # 13,60 % au-delà
        ("24607.44", "2014.80634"),
        ("200000", "25868.1945"),
    ],
)
def test_taxe_brute(brut, taxe):
    assert taxe_brute(JEU, Decimal(brut)) == Decimal(taxe)


@pytest.mark.parametrize(
    ("brute", "due"),
    [
        ("0", "0"),
        ("1199.99", "0"),
        ("1200", "0"),
        ("1200.01", "570.0175"),  # 1 200,01 − ¾ × 839,99
        ("1620", "1305"),
        ("2014.81", "1995.9175"),
        ("2039.99", "2039.9825"),
        ("2040", "2040"),
        ("5000", "5000"),
    ],
)
def test_franchise_et_decote(brute, due):
    assert taxe_due(JEU, Decimal(brute)) == Decimal(due)


@pytest.mark.parametrize("brute", ["1200.01", "1500", "2039.99", "2040", "9000"])
def test_l_aller_retour_de_la_decote(brute):
    retour = taxe_avant_decote(JEU, taxe_due(JEU, Decimal(brute)))
    assert abs(retour - Decimal(brute)) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("deja_due", "en_plus"),
    [
        # Position 8 au temps plein : 2 014,81 € avant décote.
        ("0", "1995.91"),
        # Décote du cabinet perdue : 1 305 dus, soit 1 620 avant décote ; 3 634,81 − 1 305.
        ("1305", "2329.81"),
        ("2040", "2014.81"),
        ("8000", "2014.81"),
        # Trop peu pour être dû : comme la première somme due, 1 200 avant décote.
        ("100", "3114.81"),
        ("570", "2644.81"),
    ],
)
def test_la_taxe_deja_due(deja_due, en_plus):
    assert annee(1, taxe_deja_due=deja_due).taxe_salaires == Decimal(en_plus)


def test_sous_la_franchise_un_petit_temps_ne_doit_rien():
    assert annee(1, etp_employe="0.5").taxe_salaires == 0
    assert annee(1, etp_employe="0.5", taxe_deja_due="2040").taxe_salaires == Decimal("653.58")


def test_sans_salarie_rien_de_plus():
    for deja_due in ("0", "100", "1305", "8000"):
        assert taxe_en_plus(JEU, (), Decimal(deja_due)) == 0
