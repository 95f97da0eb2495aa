"""Les points d'entrée de l'API. Ils lisent, délèguent et répondent ; rien n'est calculé ici."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eligibility import selectors
from eligibility.regles.bareme import Referentiel
from eligibility.regles.invariants import ResultatImpossible
from simulateur.groupe.declaration import MEDECINS_MAX
from simulateur.plateforme import limites, metriques
from simulateur.plateforme.cache import PRIVE, UNE_MINUTE
from simulateur.plateforme.journal import noter_impossible

from . import documentation, openapi
from .calcul import (
    IMPOSSIBLE,
    TOUT,
    ReponsesRefusees,
    cles_repetees,
    depuis_json,
    depuis_textes,
)
from .demande import (
    OCTETS_ESTIMATION,
    OCTETS_LOT,
    SITUATIONS_MAX,
    DemandeRefusee,
    lire_corps,
)
from .groupe import depuis_objet
from .reponse import PointApi, reponse_json, tables
from .tables import bareme, bareme_resume, specialite

API = "api"


class Estimation(PointApi):
    """Une situation : dans l'adresse comme sur le site, ou en JSON."""

    def get(self, request: HttpRequest) -> HttpResponse:
        donnees = dict(request.GET.lists())
        resultat = depuis_textes(donnees, tables().referentiel, timezone.localdate())
        metriques.simulation(request, API, resultat["verdict"])
        return reponse_json(resultat, cache=PRIVE)

    def post(self, request: HttpRequest) -> HttpResponse:
        objet = lire_corps(request, OCTETS_ESTIMATION)
        resultat = depuis_json(objet, tables().referentiel, timezone.localdate())
        metriques.simulation(request, API, resultat["verdict"])
        return reponse_json(resultat)


class Estimations(PointApi):
    """Un lot de situations : une fautive a ses erreurs à sa place, les autres sont calculées."""

    def post(self, request: HttpRequest) -> HttpResponse:
        objet = lire_corps(request, OCTETS_LOT)
        situations = objet.get("situations")
        fautes = {
            cle: "Cette clé n'existe pas : envoyez « situations »."
            for cle in list(objet)[:10]
            if cle != "situations"
        }
        fautes |= cles_repetees(objet)
        if not isinstance(situations, list):
            fautes["situations"] = "Envoyez une liste de situations, même d'une seule."
        elif len(situations) > SITUATIONS_MAX:
            fautes["situations"] = f"Envoyez au plus {SITUATIONS_MAX} situations à la fois."
        if fautes:
            raise ReponsesRefusees(fautes)
        limites.compter(request, len(situations) - 1)
        referentiel, jour = tables().referentiel, timezone.localdate()
        return reponse_json([_une(request, s, referentiel, jour) for s in situations])


def _une(
    request: HttpRequest, situation: Any, referentiel: Referentiel, jour: date
) -> dict[str, Any]:
    try:
        resultat = depuis_json(situation, referentiel, jour)
    except ReponsesRefusees as refusees:
        return {"erreurs": refusees.erreurs}
    except ResultatImpossible as impossible:
        noter_impossible(impossible, request)
        return {"erreurs": {TOUT: IMPOSSIBLE}}
    metriques.simulation(request, API, resultat["verdict"])
    return resultat


class Groupe(PointApi):
    """Plusieurs médecins : le contrat collectif, les contrats individuels, les combinaisons."""

    def post(self, request: HttpRequest) -> HttpResponse:
        objet = lire_corps(request, OCTETS_ESTIMATION)
        medecins = objet.get("medecins")
        if isinstance(medecins, list):
            limites.compter(request, max(0, min(len(medecins), MEDECINS_MAX) - 1))
        return reponse_json(depuis_objet(objet, tables().referentiel, timezone.localdate()))


class Specialites(PointApi):
    def get(self, request: HttpRequest) -> HttpResponse:
        liste = tables().referentiel.specialites.values()
        return reponse_json([specialite(s) for s in liste], cache=UNE_MINUTE)


class Baremes(PointApi):
    def get(self, request: HttpRequest) -> HttpResponse:
        return reponse_json(
            [bareme_resume(b) for b in tables().referentiel.baremes], cache=UNE_MINUTE
        )


class UnBareme(PointApi):
    def get(self, request: HttpRequest, version: str) -> HttpResponse:
        referentiel = tables().referentiel
        for b in referentiel.baremes:
            if b.version == version:
                return reponse_json(bareme(b, referentiel), cache=UNE_MINUTE)
        raise DemandeRefusee(404, "Aucun barème publié n'a cette version : voir /api/v1/baremes.")


class Description(PointApi):
    def get(self, request: HttpRequest) -> HttpResponse:
        document = openapi.document(tables().referentiel, _racine(request))
        return reponse_json(document, cache=UNE_MINUTE)


class Inconnu(PointApi):
    """Toute autre adresse sous /api/ : une erreur en JSON, pas une page."""

    def get(self, request: HttpRequest, reste: str) -> HttpResponse:
        raise DemandeRefusee(404, "Cette adresse n'existe pas : voir /api/v1/docs.")

    post = get


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """La page des développeurs, faite du document OpenAPI et de rien d'autre."""
    document = openapi.document(selectors.tables().referentiel, _racine(request))
    response = render(request, "api/docs.html", documentation.contexte(document))
    response.headers["Cache-Control"] = UNE_MINUTE
    return response


def _racine(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
