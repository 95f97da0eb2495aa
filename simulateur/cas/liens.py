"""Where the result of a case is read: the page of a doctor, or that of a group."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from simulateur.groupe import adresse
from simulateur.groupe.ecriture import requete_du_groupe
from simulateur.reponses.ecriture import en_requete, est_un_groupe

RESULTAT = "resultats:page"


class Lien(NamedTuple):
    """A page of the public site, and what its address says."""

    page: str
    requete: str


def du_resultat(reponses: Mapping[str, Any]) -> Lien:
    """The page that shows the result of these answers, as JSON."""
    if est_un_groupe(reponses):
        return Lien(adresse.PAGE, requete_du_groupe(reponses))
    return Lien(RESULTAT, en_requete(reponses))
