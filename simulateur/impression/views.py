"""The printed sheet: the whole result on paper, for the CPAM or the accountant."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from simulateur.resultats.contenu import contenu
from simulateur.resultats.lecture import Resultat, page_de_resultat

from . import qr
from .calcul import lignes_a_imprimer, paragraphes, sources_citees
from .tableau import par_tranche, tableau


@page_de_resultat("impression:fiche")
def fiche(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The sheet of the answers in the address."""
    parties = contenu(resultat)
    lignes = lignes_a_imprimer(resultat.estimation)
    retour = resultat.lien()
    adresse = request.build_absolute_uri(retour)
    return render(
        request,
        "impression/fiche.html",
        {
            **parties,
            "tableau": tableau(resultat.estimation, parties["comparaison"], parties["annees"]),
            "par_tranche": par_tranche(parties["tranches"]),
            # The table of the years says when each begins.
            "dates": [e for e in parties["echeances"] if e["type"] != "anniversaire"],
            "calcul": paragraphes(lignes, resultat),
            "sources": sources_citees(lignes, resultat),
            "retour": retour,
            "adresse": adresse,
            "code": qr.dessin(adresse),
        },
    )
