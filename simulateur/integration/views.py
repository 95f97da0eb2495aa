"""The framed wizard, and the page that tells a webmaster how to frame it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.selectors import Tables
from simulateur.plateforme import prefixe
from simulateur.plateforme.entetes import SCRIPT_DES_PARENTS
from simulateur.plateforme.liens import garder
from simulateur.plateforme.pages import chemin as adresse_de
from simulateur.plateforme.pages import page_publique, rediriger
from simulateur.reponses.question import PROFIL
from simulateur.textes import cpts as textes

from . import cadre as cadres

HAUTEUR = 900  # pixels, without our script


@require_safe
def cadre(request: HttpRequest, chemin: str = "", *, essai: bool = False) -> HttpResponse:
    """One page of the wizard, framed; `/embed/` leads to the first one with the answers it was given."""
    request.cadre = cadres.ouvrir(request, essai=essai)
    if chemin:
        return prefixe.servir(
            request, request.cadre.prefixe, chemin, "simulateur.integration.urls_du_cadre"
        )
    with prefixe.sous(request.cadre.prefixe):
        debut = adresse_de("parcours:etape", PROFIL)
    requete = request.META["QUERY_STRING"]
    return rediriger(request, f"{debut}?{requete}" if requete else debut)


def page(request: HttpRequest) -> HttpResponse:
    """The snippet to copy, and what it shows."""
    # Before the page is made, or found unchanged: the browser takes the policy of either answer.
    request.montre_un_cadre = True
    return _page(request)


@page_publique(sans_tables=True)
def _page(request: HttpRequest, tables: Tables | None) -> HttpResponse:
    """With the CPTS of the address if it is known."""
    # A fixed address: the one with a fingerprint goes away with the next release.
    script = f"{settings.STATIC_URL}{SCRIPT_DES_PARENTS}"
    extrait = textes.EXTRAIT.format(
        adresse=request.build_absolute_uri(garder(request, adresse_de("integration:cadre"))),
        script=request.build_absolute_uri(script),
        titre=textes.TITRE_DU_CADRE,
        hauteur=HAUTEUR,
    )
    contexte = {
        "extrait": extrait,
        "essai": garder(request, adresse_de("integration:essai")),
        "titre_du_cadre": textes.TITRE_DU_CADRE,
        "hauteur": HAUTEUR,
        "confidentialite": textes.CONFIDENTIALITE,
    }
    return render(request, "integration/page.html", contexte)
