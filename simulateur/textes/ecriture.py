"""Figures and dates as the French write them, for messages, pages, files and API sentences."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

# The same amounts, levels and dates come back on every line of a trace.
garder = lru_cache(maxsize=8192)

FINE = "\u202f"  # narrow no-break space: thousands, and before €, %
INSECABLE = "\u00a0"
MOINS = "\u2212"
UN = Decimal(1)
MOIS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]

# French typography: no line may begin with these marks, nor end with an opening guillemet.
_AVANT = re.compile(r" ([?!;:»%€])")
_APRES = re.compile(r"« ")
# Nor between the thousands of a figure.
_MILLIERS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def typographie(texte: str) -> str:
    """`texte` with no-break spaces and apostrophes as French wants them."""
    texte = _MILLIERS.sub(FINE, texte.replace("'", "’"))
    return _APRES.sub(f"«{INSECABLE}", _AVANT.sub(rf"{INSECABLE}\1", texte))


def typographier(table: Any) -> Any:
    """The same for every sentence of a content table (dict, tuple or list of sentences)."""
    if isinstance(table, str):
        return typographie(table)
    if isinstance(table, dict):
        return {cle: typographier(valeur) for cle, valeur in table.items()}
    return tuple(typographier(valeur) for valeur in table)


def nombre(valeur: int | Decimal) -> str:
    """1300 → « 1 300 », 79.5 → « 79,5 »."""
    entier, _, decimales = f"{valeur:,}".partition(".")
    entier = entier.replace(",", FINE).replace("-", MOINS)
    decimales = decimales.rstrip("0")
    return f"{entier},{decimales}" if decimales else entier


@garder
def euros(montant: Decimal) -> str:
    """38000.00 → « 38 000 € »; cents only when there are some."""
    if montant == montant.to_integral_value():
        return f"{nombre(int(montant))}{FINE}€"
    entier, _, centimes = f"{montant:,.2f}".partition(".")
    return f"{entier.replace(',', FINE).replace('-', MOINS)},{centimes}{FINE}€"


@garder
def euros_ronds(montant: Decimal) -> str:
    """27411.70 → « 27 412 € »: an estimate, to be read; half up."""
    return f"{nombre(int(montant.quantize(UN, ROUND_HALF_UP)))}{FINE}€"


@garder
def patients(valeur: int) -> str:
    return f"{nombre(valeur)}{INSECABLE}patient{'s' if abs(valeur) > 1 else ''}"


def pourcentage(taux: Fraction) -> str:
    """Fraction(3, 4) → « 75 % », one decimal at most: for reading, never for computing."""
    numerateur, denominateur = taux.numerator, taux.denominator  # fractions multiply slowly
    return _pourcents((2000 * numerateur + denominateur) // (2 * denominateur))


@garder
def _pourcents(dixiemes: int) -> str:
    return f"{nombre(Decimal(dixiemes) / 10)}{FINE}%"


def enumeration(entiers: list[int]) -> str:
    """[3, 4, 5] → « 3 à 5 », [1, 3] → « 1 et 3 »; in increasing order."""
    if len(entiers) > 2 and entiers[-1] - entiers[0] == len(entiers) - 1:
        return f"{entiers[0]} à {entiers[-1]}"
    *debut, dernier = map(str, entiers)
    return f"{', '.join(debut)} et {dernier}" if debut else dernier


@garder
def date_en_lettres(jour: date) -> str:
    """1er décembre 2026."""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"


def mois_en_lettres(jour: date) -> str:
    """Novembre d'une date, sans son jour : novembre 2026."""
    return f"{MOIS[jour.month - 1]} {jour.year}"


def date_en_chiffres(jour: date) -> str:
    return f"{jour:%d/%m/%Y}"
