"""What is done at once to chosen cells: read again, put back as they are public, without their note."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.utils import timezone

from eligibility.documents.differences import Difference, Ligne

from .grilles import Grille, champ_de
from .saisie import VIDE

Lignes = Mapping[tuple, Ligne]


class Geste(NamedTuple):
    """`pourquoi`: what history says of it; `dit`: how many cells, in words, singular and plural."""

    change: Callable[[Ligne | None, Ligne | None], Ligne | None]
    pourquoi: str
    dit: tuple[str, str]


def _verifiee(ligne: Ligne | None, publique: Ligne | None) -> Ligne | None:
    """Read again today in its source; an empty cell has nothing to read."""
    if ligne is None or ligne["fiabilite"] == VIDE["fiabilite"]:
        return ligne
    return {**ligne, "verifie_le": timezone.localdate().isoformat()}


def _retablie(ligne: Ligne | None, publique: Ligne | None) -> Ligne | None:
    return publique


def _sans_note(ligne: Ligne | None, publique: Ligne | None) -> Ligne | None:
    return None if ligne is None else {**ligne, "note": ""}


GESTES = {
    "verifier": Geste(
        _verifiee, "vérifié aujourd’hui", ("1 case vérifiée.", "{} cases vérifiées.")
    ),
    "retablir": Geste(
        _retablie, "valeur publiée rétablie",
        ("1 case redit ce qui est publié.", "{} cases redisent ce qui est publié."),
    ),
    "effacer_notes": Geste(_sans_note, "note effacée", ("1 note effacée.", "{} notes effacées.")),
}  # fmt: skip


def choisies(grille: Grille, post: Any) -> list[tuple]:
    """Keys of the cells of the ticked rows (`lignes`), and of those named one by one (`cases`)."""
    lignes, cases = set(post.getlist("lignes")), set(post.getlist("cases"))
    return [
        case.cle
        for rangee, siennes in grille.rangees
        for case in siennes
        if champ_de(rangee.cles[0]) in lignes or case.champ in cases
    ]


def differences(
    geste: Geste, table: str, cles: Iterable[tuple], vues: Lignes, publiques: Lignes
) -> list[Difference]:
    """Each row, as the gesture wants it: one that it leaves alone must still be as it was seen.

    `vues`: rows as this person saw them; `publiques`: as they are published.
    """
    return [
        Difference(table, cle, vues.get(cle), geste.change(vues.get(cle), publiques.get(cle)))
        for cle in cles
    ]


def combien(geste: Geste, nombre: int) -> str:
    """« 3 cases vérifiées. »"""
    singulier, pluriel = geste.dit
    return pluriel.format(nombre) if nombre > 1 else singulier
