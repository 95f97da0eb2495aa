"""gunicorn à notre façon : des journaux sans adresse, des pages d'erreur en français.

gunicorn écrit l'adresse demandée et celle du visiteur quand il échoue, et répond en anglais aux
demandes qu'il refuse avant Django : `Journaliste` et `Ouvrier` remplacent ces deux chemins. Ce qui borne les
visiteurs lents est dans `visiteurs_lents`. Quand gunicorn change de version : décision 24.
"""

import io
import os
from http import HTTPStatus

from csp.utils import build_policy
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http import errors

from . import erreurs, journal
from .entetes import PERMISSIONS_POLICY
from .visiteurs_lents import OuvrierPresse

# Dits par gunicorn sur lui-même : leurs arguments sont des numéros de processus et des ports.
GABARITS_SURS = frozenset(
    {
        "Starting gunicorn %s",
        "Listening at: %s (%s)",
        "Using worker: %s",
        "Booting worker with pid: %s",
        "Worker exiting (pid: %s)",
        "Worker (pid:%s) exited with code %s.",
        "Worker (pid:%s) was sent %s!",
        "Worker (pid:%s) was sent %s! Perhaps out of memory?",
        "WORKER TIMEOUT (pid:%s)",
        "Handling signal: %s",
        "Shutting down: %s",
        "Parent changed, shutting down: %s",
        "Connection in use: %s",
        "Invalid address: %s",
        "Can't connect to %s",
    }
)


class Format(journal.FormatJson):
    def message(self, record):
        if record.msg in GABARITS_SURS:
            return record.getMessage()
        return super().message(record)


class Journaliste(Logger):
    def setup(self, cfg):
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(Format())
        # Ce journal naît avant les réglages, qui branchent Sentry.
        if os.environ.get("SENTRY_DSN"):
            from .alertes import Alerte

            self.error_log.addHandler(Alerte())

    def access(self, resp, req, environ, request_time):
        """Jamais ici : la ligne d'accès (JOURNAL_ACCES) est écrite par notre middleware."""


class Ouvrier(OuvrierPresse):
    def load_wsgi(self):
        super().load_wsgi()
        # Rendues d'avance : refuser une demande ne doit dépendre de rien.
        self.pages_erreur = {statut: _reponse_http(statut) for statut in (400, 414, 431, 500)}

    def handle_error(self, req, client, addr, exc):
        statut = statut_de(exc)
        journal.requete_courante.set("")
        if settings.METRIQUES_JETON:
            # Pas en tête du fichier : gunicorn.conf.py dit d'abord où les processus écrivent.
            from . import metriques

            metriques.refusee(statut)
        champs = {"statut": statut}
        if statut >= 500:
            self.log.error("erreur hors de Django", exc_info=exc, extra=champs)
        else:
            champs["evenement"] = type(exc).__name__
            self.log.warning("demande refusée par le serveur", extra=champs)
        try:
            util.write_nonblock(client, self.pages_erreur[statut])
        except OSError:
            self.log.debug("réponse d'erreur non envoyée")


def statut_de(exc: BaseException) -> int:
    # Un en-tête que nous aurions mal formé est notre faute, quoique dérivé d'une faute du client.
    if isinstance(exc, errors.InvalidResponseHeader | errors.InvalidResponseHeaderName):
        return 500
    if isinstance(exc, errors.LimitRequestLine):
        return 414
    if isinstance(exc, errors.LimitRequestHeaders):
        return 431
    if isinstance(exc, errors.ConfigurationProblem):
        return 500
    if isinstance(exc, errors.ParseException):
        return 400
    return 500


def _reponse_http(statut: int) -> bytes:
    corps = erreurs.rendre(statut).encode()
    en_tetes = {
        **_en_tetes_de_django(),
        "Connection": "close",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(corps)),
        "Cache-Control": "no-store",
        "Content-Security-Policy": build_policy(),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS_POLICY,
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Robots-Tag": "noindex",
    }
    tete = [f"HTTP/1.1 {statut} {HTTPStatus(statut).phrase}"]
    tete += [f"{nom}: {valeur}" for nom, valeur in en_tetes.items()]
    return "\r\n".join([*tete, "", ""]).encode("ascii") + corps


def _en_tetes_de_django() -> dict[str, str]:
    """Ceux que sa couche pose sur une page demandée en https, HSTS compris."""
    chiffree = WSGIRequest(
        {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "https", "wsgi.input": io.BytesIO()}
    )
    couche = SecurityMiddleware(lambda request: HttpResponse())
    return dict(couche.process_response(chiffree, HttpResponse()).headers)
