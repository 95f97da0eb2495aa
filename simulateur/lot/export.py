"""Les mêmes lignes en CSV ou en XLSX : toutes, dans l'ordre du fichier, sans formule possible."""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from simulateur.textes import lot as textes
from simulateur.textes.mots import VERDICTS

from . import xlsx
from .bilan import mentions
from .passage import Passage, lignes
from .rangee import Rangee

TYPE_CSV = "text/csv; charset=utf-8"
TYPE_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MARQUE = "\ufeff"  # sans elle, Excel lirait de l'UTF-8 comme du Windows
FORMULES = ("=", "+", "-", "@", "\t", "\r")
LOT_CSV = 50


def valeurs(rangee: Rangee) -> list[Any]:
    """Les cellules d'une ligne, dans l'ordre de `textes.EXPORT` ; les montants en Decimal."""
    if rangee.erreurs:
        erreurs = " | ".join(" : ".join(filter(None, erreur)) for erreur in rangee.erreurs)
        vides = [None] * (len(textes.EXPORT) - 6)
        return [
            rangee.numero,
            rangee.nom,
            rangee.specialite,
            textes.A_CORRIGER,
            *vides,
            erreurs,
            None,
        ]
    return [
        rangee.numero,
        rangee.nom,
        rangee.specialite,
        VERDICTS[rangee.verdict],
        " ".join(rangee.raisons),
        rangee.tranche,
        rangee.option,
        *rangee.annees,
        rangee.total,
        rangee.a_venir,
        textes.PORTEES[rangee.portee],
        rangee.objectif,
        " ; ".join(rangee.manque),
        " ".join(rangee.questions),
        None,
        rangee.bareme,
    ]


def notes(passage: Passage) -> list[str]:
    """Ce qu'il faut lire avec les lignes."""
    erreurs = sum(bool(rangee.erreurs) for rangee in passage.rangees)
    compte = textes.TOTAL_EXPORT.format(
        lignes=lignes(len(passage.rangees) - erreurs), erreurs=erreurs
    )
    return [*filter(None, [passage.arret]), *mentions(passage), textes.INDICATIF, compte]


def neutralise(texte: str) -> str:
    """Une apostrophe devant ce qu'un tableur prendrait pour une formule."""
    return f"'{texte}" if texte.startswith(FORMULES) else texte


def ligne_csv(cellules: Sequence[Any]) -> str:
    sortie = io.StringIO()
    csv.writer(sortie, delimiter=";").writerow([_texte(cellule) for cellule in cellules])
    return sortie.getvalue()


def _texte(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, Decimal):
        return f"{valeur:.2f}".replace(".", ",")
    return neutralise(valeur) if isinstance(valeur, str) else str(valeur)


def en_csv(passage: Passage) -> Iterator[str]:
    """Le fichier au fil du calcul ; ce qu'il faut en savoir vient en dernier, en commentaire."""
    yield MARQUE + ligne_csv(textes.EXPORT)
    lot: list[str] = []
    for rangee in passage:
        lot.append(ligne_csv(valeurs(rangee)))
        if len(lot) == LOT_CSV:
            yield "".join(lot)
            lot.clear()
    yield "".join(lot)
    yield "".join(ligne_csv([f"# {note}"]) for note in notes(passage))


def en_xlsx(passage: Passage) -> bytes:
    rangs = [valeurs(rangee) for rangee in passage]
    estimations, a_lire = textes.FEUILLES[:2]
    return xlsx.ecrire(
        {
            estimations: [textes.EXPORT, *rangs],
            a_lire: [[note] for note in notes(passage)],
        }
    )
