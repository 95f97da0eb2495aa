"""Un fichier CSV : son encodage, son séparateur, ses lignes numérotées comme dans l'éditeur."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from contextlib import suppress

from simulateur.textes import lot as textes

from .refus import CARACTERES_MAX, COLONNES_MAX, FichierRefuse

SEPARATEURS = (";", "\t", ",")
# Excel en pose une devant les fichiers dont il dit le séparateur.
LIGNE_SEP = re.compile(r"sep=([;,\t])\n", re.IGNORECASE)
ILLISIBLES = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Rang = tuple[int, list[str]]


def decoder(octets: bytes) -> str:
    """UTF-8 avec ou sans marque, « Texte Unicode » d'Excel, sinon Windows ; FichierRefuse."""
    encodages = ("utf-16",) if octets.startswith(UTF16) else ("utf-8-sig", "cp1252")
    for encodage in encodages:
        with suppress(UnicodeDecodeError):
            texte = octets.decode(encodage)
            if ILLISIBLES.search(texte):
                break
            return texte.replace("\r\n", "\n").replace("\r", "\n")
    raise FichierRefuse(textes.PAS_DU_TEXTE)


def lire(octets: bytes, combien_connus: Callable[[list[str]], int]) -> Iterator[Rang]:
    """(numéro de la première ligne, cellules) ; `combien_connus` juge une ligne d'intitulés."""
    texte = decoder(octets)
    debut = 1
    if annonce := LIGNE_SEP.match(texte):
        texte, separateur, debut = texte[annonce.end() :], annonce[1], 2
    else:
        premiere = next((ligne for ligne in texte.split("\n") if ligne.strip()), "")
        separateur = max(SEPARATEURS, key=lambda s: combien_connus(_intitules(premiere, s)))
    lecteur = csv.reader(io.StringIO(texte), delimiter=separateur, strict=True)
    decalage = debut - 1
    while True:
        try:
            cellules = next(lecteur)
        except StopIteration:
            return
        except csv.Error:
            raise FichierRefuse(textes.GUILLEMET.format(ligne=debut)) from None
        if any(len(cellule) > CARACTERES_MAX for cellule in cellules):
            raise FichierRefuse(textes.CELLULE_TROP_LONGUE.format(ligne=debut))
        yield debut, cellules
        debut = lecteur.line_num + 1 + decalage


def _intitules(ligne: str, separateur: str) -> list[str]:
    """Les premiers : une ligne peut n'être que deux millions de séparateurs."""
    return ligne.split(separateur, COLONNES_MAX)[:COLONNES_MAX]
