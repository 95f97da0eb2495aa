"""Ce que `estimer` a devant elle : un tableau, ou des lignes de JSON à lire une à une."""

import io
from pathlib import Path
from typing import BinaryIO

from .colonnes import combien_connus
from .refus import FichierRefuse
from .tableau import ZIP
from .texte import SEPARATEURS, UTF16, decoder

TABLEAUX = frozenset((".csv", ".tsv", ".txt", ".xlsx"))
JSON = frozenset((".json", ".jsonl", ".ndjson"))
VIDES = b"\xef\xbb\xbf \t\r\n"


def tableau_en_entree(nom: str, entree: io.BufferedReader) -> bytes | None:
    """Le fichier entier quand c'est un tableau ; None, et rien n'est lu, quand c'est du JSON.

    L'extension le dit ; à défaut (l'entrée standard, par exemple), ses premiers octets.
    """
    extension = Path(nom).suffix.lower()
    if extension in JSON:
        return None
    if extension in TABLEAUX or _ressemble(entree):
        return entree.read()
    return None


def _ressemble(entree: BinaryIO) -> bool:
    """La première ligne est celle d'un classeur, ou nomme au moins une colonne connue."""
    debut = entree.peek(64 * 1024)
    if debut.startswith((ZIP, *UTF16)):
        return True
    utile = debut.lstrip(VIDES)
    if not utile or utile[:1] in b"{[":
        return False
    try:
        premiere = decoder(utile.splitlines()[0])
    except FichierRefuse:
        return False
    return any(combien_connus(premiere.split(separateur)) for separateur in SEPARATEURS)
