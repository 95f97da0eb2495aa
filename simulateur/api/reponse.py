"""Une réponse de l'API : du JSON, ouvert à toute page, sans cookie ; une seule forme d'erreur."""

import logging
from collections.abc import Mapping
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from eligibility import selectors
from eligibility.regles.invariants import ResultatImpossible
from simulateur.plateforme import erreurs, limites
from simulateur.plateforme.cache import JAMAIS
from simulateur.plateforme.journal import noter_impossible

from .calcul import IMPOSSIBLE, TOUT, ReponsesRefusees
from .demande import DemandeRefusee

logger = logging.getLogger(__name__)


def json_octets(valeur: Any) -> bytes:
    """Le JSON de l'API et de la commande : de l'UTF-8, sans espace."""
    return orjson.dumps(valeur)


def reponse_json(valeur: Any, statut: int = 200, cache: str = JAMAIS) -> HttpResponse:
    return HttpResponse(
        json_octets(valeur),
        status=statut,
        content_type="application/json; charset=utf-8",
        headers={"Cache-Control": cache, "X-Robots-Tag": "noindex"},
    )


def refus(statut: int, erreurs: Mapping[str, str], **suite: str) -> HttpResponse:
    """`erreurs` : champ → phrase ; la clé « _ » quand toute la demande est en cause."""
    return reponse_json({"erreurs": erreurs, **suite}, statut)


@method_decorator(csrf_exempt, name="dispatch")
class PointApi(View):
    """Un point d'entrée : débit, CORS, méthodes, et chaque refus traduit en réponse."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = self._servir(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        return response

    @method_decorator(limites.limite(limites.API))
    def _servir(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except ReponsesRefusees as refusees:
            return refus(422, refusees.erreurs)
        except DemandeRefusee as refusee:
            response = refus(refusee.statut, {TOUT: refusee.message})
            for nom, valeur in refusee.en_tetes.items():
                response.headers[nom] = valeur
            return response
        except ResultatImpossible as impossible:
            noter_impossible(impossible, request)
            return refus(500, {TOUT: IMPOSSIBLE}, reference=request.identifiant)

    def http_method_not_allowed(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        permises = ", ".join(self._allowed_methods())
        raise DemandeRefusee(405, f"Méthode refusée : utilisez {permises}.", Allow=permises)

    def options(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """La question préalable d'un navigateur, ou de qui veut savoir."""
        permises = ", ".join(self._allowed_methods())
        return HttpResponse(
            status=204,
            headers={
                "Allow": permises,
                "Access-Control-Allow-Methods": permises,
                "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
                "Access-Control-Max-Age": "86400",
                "Cache-Control": JAMAIS,
            },
        )


def tables() -> selectors.Tables:
    """Les tables publiées ; DemandeRefusee (503) tant qu'il n'y en a pas."""
    try:
        return selectors.tables()
    except selectors.TablesIndisponibles as indisponibles:
        logger.exception("tables indisponibles")
        raise DemandeRefusee(
            503, INDISPONIBLE, Retry_After=erreurs.ATTENTE_TABLES_S
        ) from indisponibles


INDISPONIBLE = "Les barèmes ne sont pas encore disponibles : réessayez dans quelques minutes."
