"""/sante/vivant, /sante/pret et /sante/metriques, pour qui surveille ou déploie le site.

Répondu avant le contrôle du nom d'hôte : un orchestrateur interroge par adresse IP.
"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from eligibility import selectors
from simulateur.textes import pannes as textes

from . import erreurs, metriques


class Sante:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/sante/"):
            return self.get_response(request)
        if request.path_info == "/sante/vivant":
            return _texte("vivant", 200)
        if request.path_info == "/sante/pret":
            return pret()
        if request.path_info == "/sante/metriques" and (mesures := _mesures(request)):
            return mesures
        return self.get_response(request)


def pret() -> HttpResponse:
    """200 quand le site public peut répondre juste, même sans base : il part de la copie locale."""
    try:
        tables = selectors.tables()
    except selectors.TablesIndisponibles as indisponibles:
        page = _texte(textes.tables_indisponibles(indisponibles.manque), 503)
        page.headers["Retry-After"] = erreurs.ATTENTE_TABLES_S
        return page
    if not _base_joignable():
        return _texte(f"prêt, sans base de données : publication {tables.numero} servie", 200)
    return _texte(f"prêt : publication {tables.numero}", 200)


def _base_joignable() -> bool:
    """Asked only when it answered the last time: a probe does not wait for a database that hangs."""
    if selectors.base_injoignable():
        return False
    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _mesures(request: HttpRequest) -> HttpResponse | None:
    try:
        tables = selectors.tables()
    except selectors.TablesIndisponibles:
        tables = None
    page = metriques.page(request, tables)
    if page is not None:
        page.headers["Cache-Control"] = "no-store"
    return page


def _texte(message: str, statut: int) -> HttpResponse:
    return HttpResponse(
        message,
        status=statut,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
