from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simulateur.accueil import demonstration


@require_safe
def accueil(request: HttpRequest) -> HttpResponse:
    """La page d'accueil.

    Elle attend du barème en vigueur `montants` [{libelle, montants: [texte]}] et `bareme`
    (une date), et des cas de référence `exemples` [{nom, requete}]. Sans eux, ces deux
    sections ne paraissent pas : aucun montant n'est écrit dans un gabarit.
    """
    return render(request, "accueil/accueil.html")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Tous les composants, pour qui contribue au site."""
    return render(request, "accueil/style.html", demonstration.contexte())
