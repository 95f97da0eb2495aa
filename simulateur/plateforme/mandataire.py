"""Les pages d'erreur que nginx rend sans le site : des fichiers de static/erreurs/, écrits d'avance.

Leur feuille de style a une adresse fixe : ils survivent aux versions, et au site lui-même.
"""

import json
from collections.abc import Iterator

from django.conf import settings
from django.template import loader

from .erreurs import ERREURS

DOSSIER = settings.RACINE / "static" / "erreurs"
STATUTS = (400, 405, 413, 414, 429, 431, 500, 503)


def fichiers() -> Iterator[tuple[str, str]]:
    """Nom et contenu de chacun : une page, et pour l'API la forme de ses refus."""
    feuille = f"{settings.STATIC_URL}css/site.css"
    for statut in STATUTS:
        erreur = ERREURS[statut]
        contexte = {"erreur": erreur, "identifiant": "", "feuille": feuille}
        yield f"{statut}.html", loader.render_to_string("erreurs/autonome.html", contexte)
        refus = {"erreurs": {"_": erreur.message}}
        yield f"{statut}.json", json.dumps(refus, ensure_ascii=False) + "\n"
