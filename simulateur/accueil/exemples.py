"""The examples of the home page: fictitious doctors of the corpus, opened at today's date."""

from collections.abc import Iterable, Mapping
from typing import Any

from simulateur.cas.lecture import en_requete


def exemples(publies: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Name and query string of each; the day of signature is left to the visit."""
    return [
        {
            "nom": exemple["nom"],
            "requete": en_requete(
                {cle: v for cle, v in exemple["reponses"].items() if cle != "date_signature"}
            ),
        }
        for exemple in publies
    ]
