"""Un classeur XLSX : ouvert seulement après avoir été pesé, puis lu feuille par feuille, sans formule.

L'archive envoyée n'est jamais donnée telle quelle à openpyxl : ses pièces utiles sont décompressées
sous un plafond, vérifiées, puis rangées dans une archive neuve. Une taille ou une empreinte mensongère,
une pièce chiffrée ou en double n'y survit pas.
"""

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from simulateur.textes import lot as textes

from .refus import CARACTERES_MAX, COLONNES_MAX, RANGS_MAX, FichierRefuse
from .texte import Rang

PIECES_MAX = 300
DECOMPRESSE_MAX = 24 * 1024 * 1024
RATIO_MAX = 150
MORCEAU = 64 * 1024
FEUILLES_MAX = 200
# expat compare chaque espace de noms aux autres : trois cent mille lui prendraient une demi-minute.
ESPACES_MAX = 20_000
# openpyxl étend chaque rang jusqu'à sa cellule la plus à droite, vide ou non : seize mille, d'une lettre.
LARGEUR_LUE = 256
# Ce que la lecture d'une feuille demande ; ni dessins, ni macros, ni liens vers d'autres classeurs.
UTILES = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(_rels/)?[\w.]+\.(xml|rels)"
    r"|xl/worksheets/(_rels/)?[\w.-]+\.(xml|rels)"
)
# openpyxl cite dans ses avertissements la cellule qui l'étonne : rien n'en sort. Une fois pour toutes, et
# non le temps d'une lecture : les filtres sont ceux de tous les fils.
warnings.filterwarnings("ignore", module="openpyxl")
INTERDITS = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
FEUILLE = re.compile(rb"<(?:\w+:)?sheet\s")
# Une formule dont le tableur n'a pas écrit la valeur se lirait vide : comme si rien n'était dit.
SANS_VALEUR = re.compile(rb"(</(\w+:)?f>|<(\w+:)?f(\s[^<>]*)?/>)\s*</(\w+:)?c>")


def lire(octets: bytes) -> Iterator[Rang]:
    """(numéro de ligne, cellules en texte) de la première feuille ; FichierRefuse."""
    propre = _archive_neuve(octets)
    try:
        rangs = list(_rangs(propre))
    except FichierRefuse:
        raise
    except Exception:  # noqa: BLE001 - un fichier hostile fait lever n'importe quoi à openpyxl
        raise FichierRefuse(textes.CLASSEUR_ILLISIBLE) from None
    yield from rangs


def _archive_neuve(octets: bytes) -> io.BytesIO:
    neuve = io.BytesIO()
    try:
        with ZipFile(io.BytesIO(octets)) as envoyee, ZipFile(neuve, "w") as propre:
            pieces = envoyee.infolist()
            if len(pieces) > PIECES_MAX:
                raise FichierRefuse(textes.CLASSEUR_TROP_GROS)
            reste = min(DECOMPRESSE_MAX, RATIO_MAX * len(octets))
            vues: set[str] = set()
            for piece in pieces:
                if piece.filename in vues or not UTILES.fullmatch(piece.filename):
                    continue
                vues.add(piece.filename)
                with envoyee.open(piece) as source:
                    contenu = _borne(source, reste)
                reste -= len(contenu)
                _verifier(contenu)
                propre.writestr(piece.filename, contenu)
    except (
        BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        # RuntimeError : une pièce chiffrée ; NotImplementedError : une compression rare.
        raise FichierRefuse(textes.CLASSEUR_ILLISIBLE) from None
    neuve.seek(0)
    return neuve


def _borne(source, reste: int) -> bytes:
    """Le contenu d'une pièce, par morceaux : la taille qu'elle annonce n'est pas crue."""
    morceaux, lus = [], 0
    while morceau := source.read(MORCEAU):
        lus += len(morceau)
        if lus > reste:
            raise FichierRefuse(textes.CLASSEUR_TROP_GROS)
        morceaux.append(morceau)
    return b"".join(morceaux)


def _verifier(contenu: bytes) -> None:
    # Un encodage à deux octets cacherait une DTD ; aucun tableur n'en écrit.
    if b"\0" in contenu or INTERDITS.search(contenu):
        raise FichierRefuse(textes.CLASSEUR_ILLISIBLE)
    if contenu.count(b"xmlns") > ESPACES_MAX or len(FEUILLE.findall(contenu)) > FEUILLES_MAX:
        raise FichierRefuse(textes.CLASSEUR_TROP_GROS)
    if SANS_VALEUR.search(contenu):
        raise FichierRefuse(textes.FORMULE_SANS_VALEUR)


def _rangs(archive: io.BytesIO) -> Iterator[Rang]:
    classeur = load_workbook(archive, read_only=True, data_only=True, keep_links=False)
    feuille = classeur.worksheets[0]
    # Les dimensions qu'un fichier annonce peuvent être fausses.
    feuille.reset_dimensions()
    lignes = feuille.iter_rows(max_col=LARGEUR_LUE, values_only=True)
    for numero, valeurs in enumerate(lignes, 1):
        if numero > RANGS_MAX:
            raise FichierRefuse(textes.CLASSEUR_TROP_GROS)
        if not any(valeur is not None for valeur in valeurs):
            continue
        if any(valeur is not None for valeur in valeurs[COLONNES_MAX:]):
            raise FichierRefuse(textes.TROP_DE_COLONNES)
        cellules = [_texte(valeur) for valeur in valeurs[:COLONNES_MAX]]
        if any(len(cellule) > CARACTERES_MAX for cellule in cellules):
            raise FichierRefuse(textes.CELLULE_TROP_LONGUE.format(ligne=numero))
        yield numero, cellules


def _texte(valeur: Any) -> str:
    """Une valeur du tableur comme on l'aurait tapée dans une case du site."""
    if valeur is None:
        return ""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, float):
        # Quinze chiffres, comme à l'écran ; avec une virgule, 1,234 ne passera pas pour 1 234.
        return f"{valeur:.15g}".replace(".", ",")
    if isinstance(valeur, datetime):
        valeur = valeur.date() if valeur.time() == time() else valeur
    return valeur.isoformat() if isinstance(valeur, date) else str(valeur)
