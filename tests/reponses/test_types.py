"""Les réponses comme on les tape : nombres, pourcentages, dates, mois, oui et non."""

from datetime import date
from decimal import Decimal

import pytest

from simulateur.reponses.types import (
    Choix,
    Entier,
    Invalide,
    Jour,
    Mois,
    Nombre,
    OuiNon,
    Plusieurs,
)

ENTIER, POURCENT = Entier(0, 99_999), Nombre(Decimal(0), Decimal(100))
EUROS = Nombre(Decimal(0), Decimal(1_000_000))
CHOIX = Choix({"zip": "", "hors-zip": ""})
PLUSIEURS = Plusieurs({"a": "", "b": "", "c": ""})
OUI_NON = OuiNon({"oui": "", "non": ""})


@pytest.mark.parametrize(
    ("texte", "valeur"),
    [
        ("1200", 1_200),
        ("1 200", 1_200),
        ("1.200", 1_200),
        ("1\u00a0200", 1_200),
        ("1\u202f200", 1_200),
        ("1\u2009200", 1_200),
        ("12 345", 12_345),
        ("12.345", 12_345),
        ("1200,0", 1_200),
        ("1 200,00", 1_200),
        ("0", 0),
        ("007", 7),
        ("99999", 99_999),
        ("1 200 patients", 1_200),
    ],
)
def test_entiers_compris(texte, valeur):
    assert ENTIER.lire_texte(texte) == valeur
    assert ENTIER.lire_texte(ENTIER.ecrire_texte(valeur)) == valeur


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("1.2", "format"),
        ("1,5", "format"),
        ("1,200", "format"),
        ("1 2", "format"),
        ("1 2000", "format"),
        ("1200 malades", "format"),
        ("+5", "format"),
        ("1e3", "format"),
        ("", "format"),
        ("²", "format"),
        ("١٢٣", "format"),
        ("１２", "format"),
        ("\x00", "format"),
        ("1\x00", "format"),
        ("-5", "bornes"),
        ("− 5", "bornes"),
        ("100000", "bornes"),
        ("100 000", "bornes"),
        ("9" * 60, "bornes"),
        ("9" * 61, "format"),
    ],
)
def test_entiers_refuses(texte, code):
    with pytest.raises(Invalide) as refus:
        ENTIER.lire_texte(texte)
    assert refus.value.code == code


@pytest.mark.parametrize(
    ("type_", "texte", "valeur"),
    [
        (POURCENT, "80", "80"),
        (POURCENT, "79,99", "79.99"),
        (POURCENT, "79.99", "79.99"),
        (POURCENT, "80 %", "80"),
        (POURCENT, "80\u202f%", "80"),
        (POURCENT, "0,70", "0.7"),
        (POURCENT, "100", "100"),
        (POURCENT, "80.000", "80"),
        (EUROS, "1 866,50 €", "1866.5"),
        (EUROS, "1\u202f866,50\u00a0€", "1866.5"),
        (EUROS, "1.866,50", "1866.5"),
        (EUROS, "1866.5", "1866.5"),
        (EUROS, "12.345.678,9", None),
        (EUROS, "1000000", "1000000"),
    ],
)
def test_nombres(type_, texte, valeur):
    if valeur is None:
        with pytest.raises(Invalide, match="bornes"):
            type_.lire_texte(texte)
        return
    assert type_.lire_texte(texte) == Decimal(valeur)
    assert type_.ecrire_texte(type_.lire_texte(texte)) == valeur


@pytest.mark.parametrize(
    ("type_", "texte", "code"),
    [
        (POURCENT, "100,01", "bornes"),
        (POURCENT, "-1", "bornes"),
        (POURCENT, "79,999", "decimales"),
        (POURCENT, "79,9999999", "format"),
        (POURCENT, "80,", "format"),
        (POURCENT, ",5", "format"),
        (POURCENT, "%", "format"),
        (POURCENT, "NaN", "format"),
        (POURCENT, "Infinity", "format"),
        (EUROS, "1 000 001", "bornes"),
        (EUROS, "1" * 61, "format"),
    ],
)
def test_nombres_refuses(type_, texte, code):
    with pytest.raises(Invalide) as refus:
        type_.lire_texte(texte)
    assert refus.value.code == code


@pytest.mark.parametrize(
    ("texte", "jour"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("01/12/2026", date(2026, 12, 1)),
        ("1/12/2026", date(2026, 12, 1)),
        ("1 / 12 / 2026", date(2026, 12, 1)),
        ("29/02/2028", date(2028, 2, 29)),
        ("2000-01-01", date(2000, 1, 1)),
        ("2099-12-31", date(2099, 12, 31)),
        ("01.12.2026", date(2026, 12, 1)),
        ("1/12/26", date(2026, 12, 1)),
    ],
)
def test_jours(texte, jour):
    assert Jour().lire_texte(texte) == jour
    assert Jour().ecrire_texte(jour) == jour.isoformat()


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("29/02/2027", "format"),
        ("2026-13-01", "format"),
        ("2026-02-30", "format"),
        ("1999-12-31", "bornes"),
        ("2100-01-01", "bornes"),
        ("0001-01-01", "bornes"),
        ("9999-12-31", "bornes"),
        ("0000-00-00", "bornes"),
        ("12/2026", "format"),
        ("demain", "format"),
        ("2026-12-01T00:00", "format"),
        ("01/12/6", "format"),
        ("1/12/2026" + " " * 60, "format"),
    ],
)
def test_jours_refuses(texte, code):
    with pytest.raises(Invalide) as refus:
        Jour().lire_texte(texte)
    assert refus.value.code == code


@pytest.mark.parametrize("texte", ["2028-05", "05/2028", "5/2028", "5 / 2028"])
def test_mois(texte):
    assert Mois().lire_texte(texte) == date(2028, 5, 1)
    assert Mois().ecrire_texte(date(2028, 5, 1)) == "2028-05"


@pytest.mark.parametrize("texte", ["2028-13", "2028", "00/2028", "2028-05-01", "1999-12", "x" * 61])
def test_mois_refuses(texte):
    with pytest.raises(Invalide):
        Mois().lire_texte(texte)


def test_choix_et_plusieurs():
    assert CHOIX.lire_texte("zip") == "zip"
    for texte in ("ZIP", "zip ", "", "\x00"):
        with pytest.raises(Invalide, match="choix"):
            CHOIX.lire_texte(texte)
    # Dans l'ordre de la liste, sans doublon, en une cellule ou en clés répétées.
    assert PLUSIEURS.lire_textes(("c", "a", "c")) == ("a", "c")
    assert PLUSIEURS.lire_texte("c; a,c") == ("a", "c")
    assert PLUSIEURS.lire_texte(",") == ()
    for refuse in (("a", "z"), ("z",)):
        with pytest.raises(Invalide, match="choix"):
            PLUSIEURS.lire_textes(refuse)


def test_oui_et_non():
    assert (OUI_NON.lire_texte("oui"), OUI_NON.lire_texte("non")) == (True, False)
    for texte in ("Oui", "true", "1", "o", ""):
        with pytest.raises(Invalide, match="choix"):
            OUI_NON.lire_texte(texte)


@pytest.mark.parametrize(
    ("type_", "valeur", "lu"),
    [
        (ENTIER, 1_300, 1_300),
        (ENTIER, 1_300.0, 1_300),
        (POURCENT, 79.99, Decimal("79.99")),
        (POURCENT, "79,99", Decimal("79.99")),
        (POURCENT, 80, Decimal(80)),
        (Jour(), "2026-12-01", date(2026, 12, 1)),
        (Mois(), "2028-05", date(2028, 5, 1)),
        (PLUSIEURS, ["b", "a"], ("a", "b")),
        (PLUSIEURS, [], ()),
        (OUI_NON, True, True),
        (CHOIX, "zip", "zip"),
    ],
)
def test_valeurs_json(type_, valeur, lu):
    assert type_.lire_json(valeur) == lu


@pytest.mark.parametrize(
    ("type_", "valeur"),
    [
        *((ENTIER, v) for v in (True, "1300", 1.5, float("nan"), float("inf"), -1, 10**30, [], {})),
        *((POURCENT, v) for v in (True, float("nan"), float("-inf"), 10**400, 1e-7, 101, [], None)),
        *((Jour(), v) for v in ("01/12/2026", 20261201, None, "2026-02-30", "0001-01-01")),
        *((Mois(), v) for v in ("05/2028", 202805, "2028-00", "2028-05-01")),
        *((PLUSIEURS, v) for v in ("a", ["z"], [1], {"a": 1}, None)),
        *((OUI_NON, v) for v in ("oui", 1, 0, None)),
        *((CHOIX, v) for v in (1, ["zip"], {}, "autre")),
    ],
)
def test_valeurs_json_refusees(type_, valeur):
    with pytest.raises(Invalide):
        type_.lire_json(valeur)
