"""Un fichier ouvert : ses colonnes reconnues, et ses lignes, vides et commentaires laissés de côté."""

from collections.abc import Iterator
from dataclasses import dataclass

from simulateur.textes import lot as textes
from simulateur.textes.ecriture import nombre

from . import classeur, texte
from .colonnes import Colonnes, combien_connus, reconnaitre
from .refus import COLONNES_MAX, FichierRefuse
from .texte import Rang

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"  # un .xls, ou un .xlsx chiffré
COMMENTAIRE = "#"


@dataclass(frozen=True)
class Tableau:
    """`rangs` : (numéro de ligne du fichier, cellules), une fois."""

    colonnes: Colonnes
    rangs: Iterator[Rang]


def ouvrir(octets: bytes) -> Tableau:
    """Le contenu dit ce que c'est, pas le nom du fichier ; FichierRefuse, aussi en lisant `rangs`."""
    if octets.startswith(OLE):
        raise FichierRefuse(textes.CLASSEUR_ANCIEN)
    if octets.startswith(ZIP):
        lus = classeur.lire(octets)
    else:
        lus = texte.lire(octets, combien_connus)
    rangs = _utiles(lus)
    premier = next(rangs, None)
    if premier is None:
        raise FichierRefuse(textes.VIDE)
    return Tableau(reconnaitre(_sans_fin_vide(premier[1])), rangs)


def rassembler(tableau: Tableau, lignes_max: int) -> list[Rang]:
    """Toutes les lignes, pour en connaître le nombre ; FichierRefuse au-delà de `lignes_max`."""
    rangs = []
    for rang in tableau.rangs:
        rangs.append(rang)
        if len(rangs) > lignes_max:
            message = textes.TROP_DE_LIGNES.format(maximum=nombre(lignes_max))
            raise FichierRefuse(message, 413)
    if not rangs:
        raise FichierRefuse(textes.SANS_LIGNE)
    return rangs


def _utiles(rangs: Iterator[Rang]) -> Iterator[Rang]:
    for numero, cellules in rangs:
        if len(cellules) > COLONNES_MAX and any(cellules[COLONNES_MAX:]):
            raise FichierRefuse(textes.TROP_DE_COLONNES)
        propres = [cellule.strip() for cellule in cellules[:COLONNES_MAX]]
        if any(propres) and not propres[0].startswith(COMMENTAIRE):
            yield numero, propres


def _sans_fin_vide(cellules: list[str]) -> list[str]:
    while cellules and not cellules[-1]:
        cellules = cellules[:-1]
    return cellules
