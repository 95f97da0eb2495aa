"""The tables of the referentiel, one room each (what rules read: `regles.bareme`)."""

from .bareme import Bareme
from .employeur import JeuEmployeur, ParametreEmployeur
from .etat import EtatTables
from .montant import Montant
from .ouverture import OuvertureOption
from .parametre import Parametre
from .segment import SegmentObjectif
from .seuil import Seuil
from .source import Source
from .specialite import Specialite

__all__ = [
    "Bareme",
    "EtatTables",
    "JeuEmployeur",
    "Montant",
    "OuvertureOption",
    "Parametre",
    "ParametreEmployeur",
    "SegmentObjectif",
    "Seuil",
    "Source",
    "Specialite",
]
