"""Une demande portée à l'application sans serveur, comme par un navigateur, et ce qui y manque."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from scripts.outils.application import Demande, porter

from .verdict import faute

RENVOIS, RENVOIS_MAX = (301, 302, 303), 3


def juger(application: Callable, demande: Demande) -> tuple[int, str]:
    """Combien de demandes portées, les renvois suivis comme par un navigateur, et la première faute."""
    for combien in range(1, RENVOIS_MAX + 2):
        statut, entetes, corps = porter(application, demande)
        if trouvee := faute(demande, statut, entetes, corps):
            return combien, trouvee
        if statut not in RENVOIS or demande.methode != "GET":
            return combien, ""
        suite = urlsplit(entetes["location"])
        demande = replace(
            demande, chemin=suite._replace(scheme="", netloc="", fragment="").geturl()
        )
    return combien, "des renvois sans fin"
