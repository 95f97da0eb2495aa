"""Fictitious groups of the corpus, opened at today's date; a group tells when it is one of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from eligibility.selectors import Tables
from simulateur.reponses.ecriture import est_un_groupe

from .adresse import Adresse, en_requete
from .ecriture import requete_du_groupe

# The day of signature is left to the visit.
JOUR = "date_signature"


def exemples(tables: Tables) -> list[dict[str, str]]:
    """Name and query string of each."""
    return [{"nom": exemple["nom"], "requete": requete} for exemple, requete in _publies(tables)]


def est_fictif(adresse: Adresse) -> bool:
    """This group is one of the examples, the day apart."""
    communes = [paire for paire in adresse.communes() if paire[0] != JOUR]
    requete = en_requete(communes, adresse.medecins)
    return any(requete == celle_ci for _, celle_ci in _publies(adresse.tables))


def _publies(tables: Tables) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each published group, and its address without a day."""
    for exemple in tables.parties.get("exemples", ()):
        reponses = {cle: valeur for cle, valeur in exemple["reponses"].items() if cle != JOUR}
        if est_un_groupe(reponses):
            yield exemple, requete_du_groupe(reponses)
