"""What comes with the site: loaded once each, in a database that never held any; never over anything."""

from collections.abc import Callable
from typing import NamedTuple

from eligibility import livraison as tables
from eligibility.livraison import DejaLa
from simulateur.cas import corpus
from simulateur.cpts import livraison as cpts
from simulateur.guide import livraison as guide
from simulateur.textes import livraison as textes


class Livraison(NamedTuple):
    """`charger` gives how many things it loaded; raises DejaLa and writes nothing over what is there."""

    nom: str
    charger: Callable[[], int]


# The tables after what goes public with them: an empty database gets one publication.
LIVRAISONS = (
    Livraison("cas", corpus.charger),
    Livraison("guide", guide.charger),
    Livraison("tables", tables.charger_tables),
    Livraison("cpts", cpts.charger),
)
NOMS = tuple(livraison.nom for livraison in LIVRAISONS)


def charger(livraison: Livraison) -> str:
    """Loads it if it may; what happened, in French."""
    try:
        return textes.CHARGE[livraison.nom].format(nombre=livraison.charger())
    except DejaLa:
        return textes.DEJA_LA[livraison.nom]
