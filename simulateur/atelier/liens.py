"""From the workshop to the public page that shows a situation, as it is or with a draft."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from simulateur.cas.liens import du_resultat


def lien_du_resultat(reponses: Mapping[str, Any], apercu: str = "") -> str:
    """The page of these answers; `apercu`: address of the preview to see it with a draft."""
    page, requete = du_resultat(reponses)
    chemin = reverse(page, urlconf="simulateur.urls_publiques")
    return f"{apercu.removesuffix('/')}{chemin}?{requete}"
