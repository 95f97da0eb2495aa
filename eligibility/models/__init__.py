"""The tables of the referentiel, one room each (what rules read: `regles.bareme`)."""

from .avertissement import AvertissementAccepte
from .bareme import Bareme
from .changement import Changement
from .employeur import JeuEmployeur, ParametreEmployeur
from .etape import Etape
from .montant import Montant
from .ouverture import OuvertureOption
from .parametre import Parametre
from .piece import PieceJointe
from .publication import Publication
from .segment import SegmentObjectif
from .seuil import Seuil
from .source import Source
from .specialite import Specialite

__all__ = [
    "AvertissementAccepte",
    "Bareme",
    "Changement",
    "Etape",
    "JeuEmployeur",
    "Montant",
    "OuvertureOption",
    "Parametre",
    "ParametreEmployeur",
    "PieceJointe",
    "Publication",
    "SegmentObjectif",
    "Seuil",
    "Source",
    "Specialite",
]
