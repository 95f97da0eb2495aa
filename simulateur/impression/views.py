"""The printed sheet: the whole result on paper, for the CPAM or the accountant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from simulateur.resultats.contenu import contenu
from simulateur.resultats.lecture import Resultat, page_de_resultat
from simulateur.resultats.recapitulatif import chiffres_donnes

from . import qr
from .calcul import detailler, lignes_a_imprimer, sources_citees


@page_de_resultat("impression:fiche")
def fiche(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The sheet of the answers in the address."""
    retour = resultat.lien()
    adresse = request.build_absolute_uri(retour)
    parties = contenu(resultat)
    lignes = lignes_a_imprimer(resultat)
    return render(
        request,
        "impression/fiche.html",
        {
            **parties,
            "annees": detailler(parties["annees"], resultat.estimation.choisie),
            "chiffres_donnes": chiffres_donnes(resultat.adresse),
            "lignes": lignes,
            "sources": sources_citees(resultat, lignes),
            "adresse": adresse,
            "retour": retour,
            "code": qr.dessin(adresse),
        },
    )
