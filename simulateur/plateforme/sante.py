"""/sante/vivant et /sante/pret, pour qui surveille ou déploie le site.

Répondu avant le contrôle du nom d'hôte : un orchestrateur interroge par adresse IP.
"""

import logging

from django.db import DatabaseError, connection
from django.http import HttpResponse

from eligibility import selectors

logger = logging.getLogger(__name__)


class Sante:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/sante/"):
            return self.get_response(request)
        if request.path_info == "/sante/vivant":
            return _texte("vivant", 200)
        if request.path_info == "/sante/pret":
            manque = ce_qui_manque()
            return _texte(manque or "prêt", 503 if manque else 200)
        return self.get_response(request)


def ce_qui_manque() -> str:
    """Vide quand le site peut répondre juste : base joignable, au moins un barème publié."""
    try:
        # Les barèmes peuvent être servis de la mémoire : la base se demande à part.
        with connection.cursor() as curseur:
            curseur.execute("SELECT 1")
        # And from the database itself: a copy in memory may hide that it has become unusable.
        return selectors.ce_qui_manque(selectors.construire().referentiel)
    except DatabaseError:
        logger.exception("base de données injoignable")
        return "base de données injoignable"


def _texte(message: str, statut: int) -> HttpResponse:
    return HttpResponse(
        message,
        status=statut,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
