"""A document that comes from a file: every defect of its shape, with where it is. Nothing is written here.

What is odd in its figures is for the checks of the rules; this is what the database could not hold.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django.utils import timezone

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
EFFET_IMPOSSIBLE = (
    f"une version prend effet entre le 1er janvier {PREMIER_EFFET.year}, année où l’aide est née, et "
    f"dans {ANNEES_A_VENIR} ans au plus tard."
)
LECTURE_IMPOSSIBLE = (
    f"un chiffre est vérifié entre le 1er janvier {PREMIER_EFFET.year}, année où l’aide est née, et "
    "aujourd’hui."
)
LONGUEURS = {"intitule": 200, "commentaire": 5_000, "note": 5_000}


def effet_possible(jour: date) -> bool:
    """A version may take effect on that day."""
    return PREMIER_EFFET <= jour <= ajouter_mois(timezone.localdate(), 12 * ANNEES_A_VENIR)


def lecture_possible(jour: date) -> bool:
    """Somebody may have checked a figure on that day."""
    return PREMIER_EFFET <= jour <= timezone.localdate()


class Connues(NamedTuple):
    """Keys that rows may point to."""

    specialites: Collection[str]
    sources: Collection[str]


class Defaut(NamedTuple):
    """What is wrong, and the row of a table where it is, 1 for the first; `rang` 0: elsewhere."""

    message: str
    table: str = ""
    rang: int = 0


def defauts(document: Any, connues: Connues) -> list[Defaut]:
    """« montants, ligne 3 : … », all of them; none: `base.ecrire_brouillon` can write it."""
    if not isinstance(document, Mapping):
        return [Defaut("Le fichier n’est pas celui d’un barème exporté.")]
    if document.get("format") != FORMAT:
        dit = _cite(document.get("format"))
        return [Defaut(f"Le format {dit} n’est pas connu : {FORMAT} attendu.")]
    genre = document.get("genre")
    if not isinstance(genre, str) or genre not in TABLES:
        return [Defaut(f"Le genre {_cite(genre)} n’est pas connu.")]
    trouves = [Defaut(message) for message in _fiche(document, connues)]
    for table, colonnes in TABLES[genre].items():
        lignes = document.get(table)
        if not isinstance(lignes, list):
            trouves.append(Defaut(f"{table} : une liste de lignes est attendue."))
            continue
        trouves += _table(genre, table, colonnes, lignes, connues)
    return trouves


def _table(
    genre: str, table: str, colonnes: Colonnes, lignes: list, connues: Connues
) -> Iterator[Defaut]:
    vues = set()
    for rang, ligne in enumerate(lignes, start=1):
        ou = f"{table}, ligne {rang}"
        if mal_nommees := _colonnes(ligne, colonnes):
            yield Defaut(f"{ou} : {mal_nommees}.", table, rang)
            continue
        for quoi in _ligne(genre, table, ligne, connues):
            yield Defaut(f"{ou}, {quoi}.", table, rang)
        cle = tuple(map(str, colonnes.cle_de(ligne)))
        if cle in vues:
            yield Defaut(f"{ou} : cette case est déjà donnée plus haut.", table, rang)
        vues.add(cle)


def _colonnes(ligne: Any, colonnes: Colonnes) -> str:
    """What is wrong with the names of a row; empty when they are those of its table."""
    attendues = f"les colonnes attendues sont {', '.join(colonnes.toutes)}"
    if not isinstance(ligne, Mapping):
        return attendues
    inconnues = [f"{_cite(nom)} n’en est pas une" for nom in ligne if nom not in colonnes.toutes]
    manquent = [nom for nom in colonnes.toutes if nom not in ligne]
    dites = [*inconnues, f"il manque {', '.join(manquent)}"] if manquent else inconnues
    return " ; ".join((attendues, *dites)) if dites else ""


def _cite(valeur: Any) -> str:
    return f"« {str(valeur)[:40]} »"


def _fiche(document: Document, connues: Connues) -> Iterator[str]:
    attendues = ("format", "genre", *FICHE, *TABLES[document["genre"]])
    for nom in document:
        if nom not in attendues:
            yield f"{_cite(nom)} n’est pas une partie d’un barème : {', '.join(attendues)}."
    for nom in FICHE:
        if nom not in document:
            yield f"{nom} : cette partie manque."
    yield from _valeurs_de_la_fiche(document, connues)


def _valeurs_de_la_fiche(document: Document, connues: Connues) -> Iterator[str]:
    if not _jour(document.get("version"), vide=False):
        yield "version : une date comme 2026-02-25 est attendue."
    elif not effet_possible(date.fromisoformat(document["version"])):
        yield f"version : {EFFET_IMPOSSIBLE}"
    for champ in ("intitule", "commentaire"):
        if not _texte(document.get(champ), LONGUEURS[champ]):
            yield f"{champ} : un texte est attendu."
    if not _jour(document.get("verifie_le"), vide=True):
        yield "verifie_le : une date ou rien."
    elif not _lue(document["verifie_le"]):
        yield f"verifie_le : {LECTURE_IMPOSSIBLE}"
    if document.get("source") not in (None, *connues.sources):
        yield f"source : {_cite(document['source'])} n’est pas dans la liste des sources."


def _ligne(genre: str, table: str, ligne: Mapping[str, Any], connues: Connues) -> Iterator[str]:
    cles = CONSTANTES if genre == BAREME else CLES
    verifications: dict[str, Callable[[Any], bool]] = {
        "option": lambda v: v in OPTIONS,
        "ligne": lambda v: v in LIGNES_MONTANT,
        "annee": lambda v: v in (1, 2, 3) and _entier(v, vide=False),
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
            yield f"{colonne} : {_cite(valeur)} n’est pas possible"
    if _jour(ligne["verifie_le"], vide=True) and not _lue(ligne["verifie_le"]):
        yield f"verifie_le : {_cite(ligne['verifie_le'])}, mais {LECTURE_IMPOSSIBLE[:-1]}"
    if "valeur" in ligne and (ligne["valeur"] is None) != (ligne["fiabilite"] == A_COMPLETER):
        yield "fiabilite : une case vide est « a_completer », une case remplie ne l’est pas"
    if "valeur" not in ligne and ligne["fiabilite"] == A_COMPLETER:
        yield "fiabilite : cette ligne n’est jamais « a_completer »"
    if table == "objectifs":
        yield from _segment(ligne)


def _segment(ligne: Mapping[str, Any]) -> Iterator[str]:
    debut, fin = ligne["debut"], ligne["fin"]
    if isinstance(debut, int) and isinstance(fin, int) and fin <= debut:
        yield "fin : elle n’est pas au-dessus du début"
    if fin is None and ligne["patients_fin"] is not None:
        yield "patients_fin : il demande une borne de fin"


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
