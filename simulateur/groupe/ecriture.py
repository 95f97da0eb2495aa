"""The address of a group given as JSON, as a case or an example of the home page is."""

from collections.abc import Mapping
from typing import Any

from simulateur.reponses.ecriture import en_paires

from . import compact
from .adresse import en_requete
from .declaration import GROUPE_PAR_CLE

# What the address of a group says of a contract, by its state: the state itself goes without saying.
DU_CONTRAT = {
    "contrat_option": "en-cours",
    "contrat_signature": "en-cours",
    "contrat_fin": "termine",
    "circonstances_exceptionnelles": "termine",
}


def requete_du_groupe(reponses: Mapping[str, Any]) -> str:
    """The address of a group given as JSON; what an address does not hold of a doctor is left out."""
    communes = en_paires({c: v for c, v in reponses.items() if c in GROUPE_PAR_CLE})
    medecins = reponses["medecins"] if isinstance(reponses["medecins"], list) else ()
    return en_requete(communes, map(_compact, medecins))


def _compact(medecin: Mapping[str, Any]) -> str:
    etat = medecin.get("contrat")
    textes: dict[str, tuple[str, ...]] = {}
    for cle, texte in en_paires(medecin):
        if DU_CONTRAT.get(cle, etat) == etat:
            textes[cle] = (*textes.get(cle, ()), texte)
    return compact.ecrire(str(medecin.get("nom") or ""), textes)
