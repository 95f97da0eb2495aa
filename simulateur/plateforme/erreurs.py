"""Pages d'erreur en français : ce qui s'est passé, quoi faire, jamais une réponse ni un montant."""

import html
import logging
import sys
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template import loader

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Erreur:
    titre: str
    message: str
    # Les pages que Django rend en pleine défaillance, ou que gunicorn rend sans Django,
    # n'héritent pas de base.html : rien ne doit pouvoir les empêcher.
    autonome: bool = False


ERREURS = {
    400: Erreur(
        "Demande incomprise",
        "L'adresse ou la demande est mal formée. Reprenez la simulation depuis l'accueil.",
        autonome=True,
    ),
    403: Erreur(
        "Accès refusé",
        "Cette page est réservée. Si vous veniez d'un formulaire, rouvrez-le et recommencez.",
    ),
    404: Erreur(
        "Page introuvable",
        "Cette adresse ne mène à aucune page. Si vous avez suivi un lien reçu, "
        "vérifiez qu'il est entier : certaines messageries le coupent.",
    ),
    405: Erreur(
        "Action impossible ici",
        "Cette page ne se demande pas de cette façon. Reprenez depuis l'accueil.",
    ),
    413: Erreur(
        "Envoi trop gros",
        "Ce que vous avez envoyé est plus gros que ce que le site lit : un fichier de médecins tient en "
        "2 Mo, un PDF en 15. Coupez-le en plusieurs, ou enregistrez-le en CSV.",
        autonome=True,
    ),
    414: Erreur(
        "Adresse trop longue",
        "Cette adresse est trop longue pour être une simulation. "
        "Reprenez la simulation depuis l'accueil : elle tient en quelques réponses.",
        autonome=True,
    ),
    429: Erreur(
        "Trop de demandes",
        "Trop de demandes viennent de votre adresse : laissez passer une minute, puis réessayez.",
    ),
    431: Erreur(
        "En-têtes trop longs",
        "Votre navigateur envoie plus d'informations que nous n'en lisons. "
        "Essayez dans une fenêtre de navigation privée.",
        autonome=True,
    ),
    500: Erreur(
        "Un problème de notre côté",
        "Nous préférons ne rien afficher plutôt qu'un résultat faux. "
        "Réessayez dans quelques minutes ; rien de ce que vous avez saisi n'a été conservé.",
        autonome=True,
    ),
    503: Erreur(
        "Site momentanément indisponible",
        "Le simulateur redémarre ou ses barèmes ne sont pas encore chargés. "
        "Réessayez dans quelques minutes.",
        autonome=True,
    ),
}

SANS_BASE = Erreur(
    "Base de données injoignable",
    "L’administration attend sa base de données ; le site public, lui, continue de répondre. Rien n’a été "
    "enregistré par votre dernier geste : réessayez dans une minute, en revenant en arrière si vous veniez "
    "d’envoyer un formulaire.",
    autonome=True,
)

# Retry-After, en secondes, de ce qui attend ses tables.
ATTENTE_TABLES_S = "60"

SECOURS = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex"><title>{titre}</title></head>'
    '<body><main><h1>{titre}</h1><p>{message}</p><p><a href="/">Revenir à l’accueil</a></p>'
    "</main></body></html>"
)


def rendre(statut: int, request=None, identifiant: str = "", erreur: Erreur | None = None) -> str:
    erreur = erreur or ERREURS[statut]
    contexte = {"statut": statut, "erreur": erreur, "identifiant": identifiant}
    try:
        if erreur.autonome:
            return loader.render_to_string("erreurs/autonome.html", contexte)
        return loader.render_to_string(f"erreurs/{statut}.html", contexte, request)
    except Exception:
        # Une page d'erreur qui échoue ne doit pas en cacher une autre.
        logger.exception("page d'erreur non rendue", extra={"statut": statut})
        return SECOURS.format(
            titre=html.escape(erreur.titre),
            message=html.escape(erreur.message),
        )


def reponse(request, statut: int, erreur: Erreur | None = None) -> HttpResponse:
    """La réponse d'erreur dans la langue de qui demande : JSON sous /api/, sinon une page.

    `erreur` : ses mots, quand ceux du statut ne disent pas ce qui s'est passé.
    """
    identifiant = getattr(request, "identifiant", "")
    if request.path_info.startswith("/api/"):
        # La forme des refus de l'API : un message par champ, « _ » pour la demande entière.
        corps = {"erreurs": {"_": (erreur or ERREURS[statut]).message}}
        if identifiant and statut >= 500:
            corps["reference"] = identifiant
        response = JsonResponse(corps, status=statut, json_dumps_params={"ensure_ascii": False})
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response = HttpResponse(
            rendre(statut, request, identifiant if statut >= 500 else "", erreur), status=statut
        )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def demande_incomprise(request, exception=None):
    return reponse(request, 400)


def acces_refuse(request, exception=None):
    return reponse(request, 403)


def page_introuvable(request, exception=None):
    return reponse(request, 404)


def erreur_interne(request):
    """500 ; 503 quand c'est la base qui manque : seule l'administration ne sait pas s'en passer."""
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        page = reponse(request, 503, SANS_BASE)
        page.headers["Retry-After"] = "30"
        return page
    return reponse(request, 500)


def formulaire_perime(request, reason=""):
    """Le jeton CSRF de l'administration manque ou a vieilli."""
    return reponse(request, 403)
