"""Un classeur écrit en mémoire : des textes et des nombres, jamais une formule.

Par XlsxWriter, qui sait ne rien écrire ailleurs : openpyxl met chaque feuille dans un fichier temporaire,
noms et chiffres compris.
"""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LARGEUR = 18  # en caractères


def ecrire(feuilles: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Une feuille par entrée ; sa première rangée, en gras, reste en haut de l'écran."""
    octets = io.BytesIO()
    with Workbook(octets, {"in_memory": True}) as classeur:
        titre = classeur.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        # Le format « 1 234,50 » de la langue du tableur.
        montant = classeur.add_format({"num_format": 4})
        for nom, rangees in feuilles.items():
            feuille = classeur.add_worksheet(nom)
            feuille.freeze_panes(1, 0)
            feuille.set_column(0, max(map(len, rangees)) - 1, LARGEUR)
            for rang, valeurs in enumerate(rangees):
                for colonne, valeur in enumerate(valeurs):
                    style = montant if isinstance(valeur, Decimal) else None
                    _ecrire(feuille, rang, colonne, valeur, style if rang else titre)
    return octets.getvalue()


def _ecrire(feuille: Worksheet, rang: int, colonne: int, valeur: Any, style: Format | None) -> None:
    """Un nombre ou un texte, dit tel : rien ne se devine de ce qu'une cellule contient."""
    if valeur is None:
        return
    if not isinstance(valeur, str):
        feuille.write_number(rang, colonne, valeur, style)
    elif valeur.startswith("<r>") and valeur.endswith("</r>"):
        # XlsxWriter le prendrait pour du texte enrichi, déjà écrit en XML ; en morceaux, il l'échappe.
        feuille.write_rich_string(rang, colonne, *valeur[:2], valeur[2:])
    else:
        feuille.write_string(rang, colonne, valeur, style)
