"""Where the result of a case is read: the page of a doctor, or that of a group."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from simulateur.groupe import adresse, compact
from simulateur.groupe.declaration import GROUPE_PAR_CLE

from .groupes import est_un_groupe
from .lecture import en_paires, en_requete

RESULTAT = "resultats:page"
# What the address of a group says of a contract, by its state: the state itself goes without saying.
DU_CONTRAT = {
    "contrat_option": "en-cours",
    "contrat_signature": "en-cours",
    "contrat_fin": "termine",
    "circonstances_exceptionnelles": "termine",
}


class Lien(NamedTuple):
    """A page of the public site, and what its address says."""

    page: str
    requete: str


def du_resultat(reponses: Mapping[str, Any]) -> Lien:
    """The page that shows the result of these answers, as JSON."""
    if est_un_groupe(reponses):
        return Lien(adresse.PAGE, requete_du_groupe(reponses))
    return Lien(RESULTAT, en_requete(reponses))


def requete_du_groupe(reponses: Mapping[str, Any]) -> str:
    """The address of a group given as JSON; what an address does not hold of a doctor is left out."""
    communes = en_paires({c: v for c, v in reponses.items() if c in GROUPE_PAR_CLE})
    medecins = reponses["medecins"] if isinstance(reponses["medecins"], list) else ()
    return adresse.en_requete(communes, map(_compact, medecins))


def _compact(medecin: Mapping[str, Any]) -> str:
    etat = medecin.get("contrat")
    textes: dict[str, tuple[str, ...]] = {}
    for cle, texte in en_paires(medecin):
        if DU_CONTRAT.get(cle, etat) == etat:
            textes[cle] = (*textes.get(cle, ()), texte)
    return compact.ecrire(str(medecin.get("nom") or ""), textes)
