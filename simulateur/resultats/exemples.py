"""Fictitious doctors of the corpus, opened at today's date; a result tells when it is one of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from eligibility.selectors import Tables
from simulateur.reponses.ecriture import en_requete, est_un_groupe
from simulateur.reponses.lecture import Lecture, lire_json

# The day of signature is left to the visit.
LIBRES = ("date_signature",)


def exemples(tables: Tables) -> list[dict[str, str]]:
    """Name and query string of each."""
    return [
        {"nom": exemple["nom"], "requete": en_requete(_propres(exemple["reponses"]))}
        for exemple in _publies(tables)
    ]


def est_fictif(lecture: Lecture, tables: Tables) -> bool:
    """These answers are those of an example, the day apart; one changed, and they are a doctor's own."""
    if lecture.erreurs:
        return False
    donnees = _propres(lecture.valeurs)
    return any(
        _propres(_lu(exemple, tables, lecture).valeurs) == donnees
        for exemple in _publies(tables)
        if exemple["reponses"].get("pmt") == donnees.get("pmt")
    )


def _publies(tables: Tables) -> Iterable[Mapping[str, Any]]:
    """Those of one doctor; groupe/exemples.py has the others."""
    return [e for e in tables.parties.get("exemples", ()) if not est_un_groupe(e["reponses"])]


def _lu(exemple: Mapping[str, Any], tables: Tables, lecture: Lecture) -> Lecture:
    reponses = _propres(exemple["reponses"])
    return lire_json(reponses, tables.referentiel, lecture.aujourdhui)


def _propres(reponses: Mapping[str, Any]) -> dict[str, Any]:
    return {cle: valeur for cle, valeur in reponses.items() if cle not in LIBRES}
