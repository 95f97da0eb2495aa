"""Horizontal bars drawn by the server, each with its figure at its end: no label can meet another."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from simulateur.textes.ecriture import euros_ronds

# A drawing of 360 units, as wide as the letters ask (_graphique.scss); figures keep the right of it.
LARGEUR, CHIFFRE = 360, 92
NOM, BARRE, ECART = 20, 20, 12  # heights: of a name, of a bar with its figure, between two names


class Bande(NamedTuple):
    """`montants`: € of each bar under the name, the same measures in the same order for all."""

    nom: str
    montants: tuple[Decimal, ...]


def dessin(bandes: Sequence[Bande]) -> dict[str, Any] | None:
    """Where everything goes; None for a single row, which has nothing to be compared with.

    Negative amounts go left of the axis, which is drawn when there are some.
    """
    if len(bandes) < 2:
        return None
    tous = [montant for bande in bandes for montant in bande.montants]
    bas, haut = min(*tous, Decimal(0)), max(*tous, Decimal(0))
    etendue = (haut - bas) or Decimal(1)
    axe = _place(-bas, etendue)
    lignes, y = [], 0
    for bande in bandes:
        y += NOM
        nom_y = y - 5
        barres = []
        for montant in bande.montants:
            debut, fin = sorted((axe, _place(montant - bas, etendue)))
            barres.append({
                "x": debut, "y": y, "largeur": max(fin - debut, 1), "chiffre_x": fin + 6,
                "chiffre_y": y + 12, "montant": euros_ronds(montant),
            })  # fmt: skip
            y += BARRE
        lignes.append({"nom": bande.nom, "y": nom_y, "barres": barres, "haut": nom_y + 2, "bas": y})
        y += ECART
    return {"lignes": lignes, "axe": axe, "hauteur": y - ECART, "largeur": LARGEUR}


def _place(montant: Decimal, etendue: Decimal) -> int:
    return round((LARGEUR - CHIFFRE) * montant / etendue)
