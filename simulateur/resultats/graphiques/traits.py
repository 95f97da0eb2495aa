"""Ce que les dessins ont en commun : des tracés et des mots, écrits comme SVG les lit."""

from collections.abc import Iterable
from typing import NamedTuple

Point = tuple[int, int]


class Mot(NamedTuple):
    """Un texte du dessin ; ses coordonnées sont écrites ici, un gabarit le ferait bien plus lentement."""

    x: str
    y: str
    classe: str
    texte: str


def mot(x: int, y: int, classe: str, texte: str) -> Mot:
    return Mot(str(x), str(y), classe, texte)


def rectangle(x: int, y: int, largeur: int, hauteur: int) -> str:
    return f"M{x} {y}h{largeur}v{hauteur}h-{largeur}z"


def ligne(points: Iterable[Point]) -> str:
    """Des segments bout à bout, d'un point au suivant."""
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def surface(points: Iterable[Point]) -> str:
    return ligne(points) + "z"
