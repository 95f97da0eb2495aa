"""A document that comes from a file: every defect of its shape, with where it is. Nothing is written here.

What is odd in its figures is for the checks of the rules; this is what the database could not hold.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone

from eligibility.regles.bareme import ANNEES_DU_TABLEAU
from eligibility.regles.controle import Connues
from eligibility.regles.dates import ajouter_mois
from eligibility.regles.employeur import CLES
from eligibility.regles.parametres import CONSTANTES
from eligibility.regles.vocabulaire import (
    A_COMPLETER,
    FA,
    FIABILITES,
    LIGNES_MONTANT,
    OPTIONS,
    PERCENTILES,
    PMT,
)

from .formes import BAREME, EMPLOYEUR, FICHE, FORMAT, TABLES, Colonnes, Document

ETATS = ("ouverte", "conditions", "fermee")
# Decimals that a figure of each table may have, and the first value that is too large.
CHIFFRES = {
    (BAREME, "montants"): (2, 10**8),
    (BAREME, "seuils"): (0, 10**6),
    (BAREME, "parametres"): (2, 10**8),
    (EMPLOYEUR, "parametres"): (4, 10**6),
}
# The aid was born in 2019; a date further ahead is a slip of the keyboard.
PREMIER_EFFET = date(2019, 1, 1)
ANNEES_A_VENIR = 5
LONGUEURS = {"intitule": 200, "commentaire": 5_000, "note": 5_000}


def effet_possible(jour: date) -> bool:
    """A version may take effect on that day."""
    return PREMIER_EFFET <= jour <= ajouter_mois(timezone.localdate(), 12 * ANNEES_A_VENIR)


def lecture_possible(jour: date) -> bool:
    """Somebody may have checked a figure on that day."""
    return PREMIER_EFFET <= jour <= timezone.localdate()


@dataclass(frozen=True)
class Defaut:
    """What is wrong, by its code, with what the words for it quote.

    `table`, `rang`: the row where it is, 1 for the first; `rang` 0: elsewhere. `ligne`: of the file, once
    it is known.
    """

    code: str
    details: Mapping[str, Any] = field(default_factory=dict)
    table: str = ""
    rang: int = 0
    ligne: int = 0


def defauts(document: Any, connues: Connues) -> list[Defaut]:
    """All of them; none: `base.ecrire_brouillon` can write it."""
    if not isinstance(document, Mapping):
        return [Defaut("document")]
    if document.get("format") != FORMAT:
        return [Defaut("format", {"valeur": document.get("format"), "attendu": FORMAT})]
    genre = document.get("genre")
    if not isinstance(genre, str) or genre not in TABLES:
        return [Defaut("genre", {"valeur": genre})]
    trouves = list(_fiche(document, connues))
    for table, colonnes in TABLES[genre].items():
        lignes = document.get(table)
        if not isinstance(lignes, list):
            trouves.append(Defaut("table", {"nom": table}))
            continue
        trouves += _table(genre, table, colonnes, lignes, connues)
    return trouves


def _table(
    genre: str, table: str, colonnes: Colonnes, lignes: list, connues: Connues
) -> Iterator[Defaut]:
    vues = set()
    for rang, ligne in enumerate(lignes, start=1):
        if not isinstance(ligne, Mapping) or set(ligne) != set(colonnes.toutes):
            yield Defaut("colonnes", _colonnes(ligne, colonnes), table, rang)
            continue
        for code, details in _ligne(genre, table, ligne, connues):
            yield Defaut(code, details, table, rang)
        cle = tuple(map(str, colonnes.cle_de(ligne)))
        if cle in vues:
            yield Defaut("double", {}, table, rang)
        vues.add(cle)


def _colonnes(ligne: Any, colonnes: Colonnes) -> dict[str, list[str]]:
    """What is wrong with the names of a row."""
    noms = ligne if isinstance(ligne, Mapping) else colonnes.toutes
    return {
        "attendues": list(colonnes.toutes),
        "inconnues": [nom for nom in noms if nom not in colonnes.toutes],
        "manquent": [nom for nom in colonnes.toutes if nom not in noms],
    }


def _fiche(document: Document, connues: Connues) -> Iterator[Defaut]:
    attendues = ("format", "genre", *FICHE, *TABLES[document["genre"]])
    for nom in document:
        if nom not in attendues:
            yield Defaut("partie_inconnue", {"valeur": nom, "attendues": attendues})
    for nom in FICHE:
        if nom not in document:
            yield Defaut("partie_manque", {"nom": nom})
    yield from _valeurs_de_la_fiche(document, connues)


def _valeurs_de_la_fiche(document: Document, connues: Connues) -> Iterator[Defaut]:
    if not _jour(document.get("version"), vide=False):
        yield Defaut("version")
    elif not effet_possible(date.fromisoformat(document["version"])):
        yield Defaut("effet")
    for champ in ("intitule", "commentaire"):
        if not _texte(document.get(champ), LONGUEURS[champ]):
            yield Defaut("texte", {"nom": champ})
    if not _jour(document.get("verifie_le"), vide=True):
        yield Defaut("jour")
    elif not _lue(document["verifie_le"]):
        yield Defaut("lecture")
    if document.get("source") not in (None, *connues.sources):
        yield Defaut("source", {"valeur": document["source"]})


def _ligne(
    genre: str, table: str, ligne: Mapping[str, Any], connues: Connues
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(code, details) of each defect of a row."""
    cles = CONSTANTES if genre == BAREME else CLES
    verifications: dict[str, Callable[[Any], bool]] = {
        "option": lambda v: v in OPTIONS,
        "ligne": lambda v: v in LIGNES_MONTANT,
        "annee": lambda v: v in ANNEES_DU_TABLEAU and _entier(v, vide=False),
        "specialite": lambda v: v in connues.specialites,
        "indicateur": lambda v: v in (PMT, FA),
        "percentile": lambda v: v in PERCENTILES and _entier(v, vide=False),
        "cle": lambda v: v in cles,
        "etat": lambda v: v in ETATS,
        "debut": lambda v: _entier(v, vide=False),
        "patients_debut": lambda v: _entier(v, vide=False),
        "fin": lambda v: _entier(v, vide=True),
        "patients_fin": lambda v: _entier(v, vide=True),
        "valeur": lambda v: v is None or _chiffre(v, *CHIFFRES[genre, table]),
        "source": lambda v: v is None or v in connues.sources,
        "fiabilite": lambda v: v in FIABILITES,
        "verifie_le": lambda v: _jour(v, vide=True),
        "note": lambda v: _texte(v, LONGUEURS["note"]),
    }
    for colonne, valeur in ligne.items():
        if isinstance(valeur, list | dict) or not verifications[colonne](valeur):
            yield "valeur", {"colonne": colonne, "valeur": valeur}
    if _jour(ligne["verifie_le"], vide=True) and not _lue(ligne["verifie_le"]):
        yield "lue", {"valeur": ligne["verifie_le"]}
    if "valeur" in ligne and (ligne["valeur"] is None) != (ligne["fiabilite"] == A_COMPLETER):
        yield "vide_ou_remplie", {}
    if "valeur" not in ligne and ligne["fiabilite"] == A_COMPLETER:
        yield "jamais_vide", {}
    if table == "objectifs":
        yield from _segment(ligne)


def _segment(ligne: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    debut, fin = ligne["debut"], ligne["fin"]
    if isinstance(debut, int) and isinstance(fin, int) and fin <= debut:
        yield "fin", {}
    if fin is None and ligne["patients_fin"] is not None:
        yield "patients_fin", {}


def _entier(valeur: Any, *, vide: bool) -> bool:
    if valeur is None:
        return vide
    return isinstance(valeur, int) and not isinstance(valeur, bool) and 0 <= valeur < 2**31


def _chiffre(valeur: Any, decimales: int, limite: int) -> bool:
    """A string, with exactly the decimals that an export writes."""
    if not isinstance(valeur, str):
        return False
    try:
        nombre = Decimal(valeur)
    except InvalidOperation:
        return False
    if not nombre.is_finite() or not 0 <= nombre < limite:
        return False
    return -nombre.as_tuple().exponent == decimales and f"{nombre:f}" == valeur


def _jour(valeur: Any, *, vide: bool) -> bool:
    if valeur is None:
        return vide
    try:
        return isinstance(valeur, str) and date.fromisoformat(valeur).isoformat() == valeur
    except ValueError:
        return False


def _lue(jour: str | None) -> bool:
    """A day, in ISO, on which something could be read; nothing: nobody says so."""
    return jour is None or lecture_possible(date.fromisoformat(jour))


def _texte(valeur: Any, longueur: int) -> bool:
    return isinstance(valeur, str) and len(valeur) <= longueur and "\x00" not in valeur
