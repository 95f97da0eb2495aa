"""The examples of the home page: fictitious doctors of the corpus, opened at today's date."""

from functools import cache

from django.conf import settings

from simulateur.cas.lecture import en_requete, lire_fichier

FICHIER = settings.RACINE / "fixtures" / "cas" / "exemples.yaml"


@cache
def exemples() -> list[dict[str, str]]:
    """Name and query string of each; the day of signature is left to the visit."""
    return [
        {
            "nom": cas.nom,
            "requete": en_requete(
                {cle: v for cle, v in cas.reponses.items() if cle != "date_signature"}
            ),
        }
        for cas in lire_fichier(FICHIER)
    ]
