"""Les couches communes à toutes les pages : journal, en-têtes, bornes, cookies de l'équipe."""

import logging
import time

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

from eligibility import selectors
from eligibility.regles.invariants import ResultatImpossible

from . import erreurs, journal, metriques
from .cache import PRIVE
from .chemins import sous_administration
from .corps import longueur_annoncee
from .entetes import PERMISSIONS_POLICY

logger = logging.getLogger(__name__)


class Journal:
    """Numérote la requête ; l'écrit si JOURNAL_ACCES et la compte si METRIQUES_JETON, sans ses paramètres."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.identifiant = journal.nouvelle_requete()
        debut = time.perf_counter()
        response = self.get_response(request)
        duree = time.perf_counter() - debut
        response.headers["X-Request-Id"] = request.identifiant
        if settings.METRIQUES_JETON:
            metriques.observer(request, response, duree)
        if settings.JOURNAL_ACCES:
            logger.info(
                "requête servie",
                extra={
                    "methode": journal.methode(request.method),
                    "route": journal.route(request),
                    "statut": response.status_code,
                    "duree_ms": round(duree * 1000, 1),
                },
            )
        return response


class EnTetes:
    """Les en-têtes que ni Django ni django-csp ne posent ; une vue peut en décider autrement."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Une redirection porte l'adresse demandée : sans rien dire, un cache partagé garderait une 301.
        response.headers.setdefault("Cache-Control", PRIVE)
        if sous_administration(request):
            # Sans Referer ni Origin, la protection CSRF de l'administration refuserait tout.
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["Cache-Control"] = "private, no-store"
        if request.method == "HEAD" and not response.streaming:
            # Django ne l'enlève que sous runserver : gunicorn s'en plaindrait à chaque fois.
            response.content = b""
        return response


class LongueurRequete:
    """Les mêmes bornes derrière tout serveur : au-delà, une page 414 ou 413 lisible, et rien n'est lu.

    L'administration lirait sinon un envoi de toute taille avant de savoir qui l'envoie : le jeton est dedans.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if len(request.META.get("QUERY_STRING", "")) > settings.LONGUEUR_MAXIMALE_REQUETE:
            return erreurs.reponse(request, 414)
        if longueur_annoncee(request) > settings.CORPS_MAXIMAL:
            return erreurs.reponse(request, 413)
        return self.get_response(request)


class Pannes:
    """Ce qu'une vue n'a pas pu faire, dit en français : 503 sans tables, 500 sans montant pour un résultat
    impossible, 405 pour une méthode refusée.

    Une seule couche : chacune ajoute deux appels sous les gabarits, et leur profondeur a un prix.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            # Django répond sans corps.
            page = erreurs.reponse(request, 405)
            page.headers["Allow"] = response.headers.get("Allow", "")
            return page
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, selectors.TablesIndisponibles):
            # Il ne dit rien que des tables, jamais des réponses.
            logger.error(
                "tables indisponibles", extra={"manque": str(exception.manque), "request": request}
            )
            page = erreurs.reponse(request, 503)
            page.headers["Retry-After"] = erreurs.ATTENTE_TABLES_S
            return page
        if isinstance(exception, ResultatImpossible):
            journal.noter_impossible(exception, request)
            return erreurs.reponse(request, 500)
        return None


class SeulementAdministration:
    """Hors de l'administration, la couche n'existe pas : aucun cookie lu ni posé, ni Vary."""

    def __call__(self, request):
        if sous_administration(request):
            return super().__call__(request)
        return self.get_response(request)


class SessionAdmin(SeulementAdministration, SessionMiddleware):
    pass


class AuthentificationAdmin(SeulementAdministration, AuthenticationMiddleware):
    pass


class MessagesAdmin(SeulementAdministration, MessageMiddleware):
    pass


class CsrfAdmin(SeulementAdministration, CsrfViewMiddleware):
    def process_view(self, request, callback, callback_args, callback_kwargs):
        # Django appelle process_view à part de __call__.
        if not sous_administration(request):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)
