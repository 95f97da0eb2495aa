"""The printed sheet: the whole result on paper, for the CPAM or the accountant."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eligibility.regles.estimation import Estimation
from eligibility.regles.vocabulaire import FA, PMT
from simulateur.plateforme import qr
from simulateur.resultats.contenu import contenu
from simulateur.resultats.lecture import Resultat, page_de_resultat

from .calcul import lignes_a_imprimer, paragraphes, sources_citees
from .tableau import par_tranche, tableau

ANNEES_COURANTES, REPONSES_COURANTES = 5, 24


def _longue(estimation: Estimation, reponses: Sequence) -> bool:
    """A sheet that would run over its two pages: ten years, a follow-up, or nearly every answer given."""
    situation = estimation.situation
    observees = (*situation.observations(PMT), *situation.observations(FA))
    suivie = any(patients is not None for patients in observees)
    longue = len(estimation.choisie.annees) > ANNEES_COURANTES
    return suivie or longue or len(reponses) > REPONSES_COURANTES


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
            "serree": request.cpts is not None
            or _longue(resultat.estimation, parties["recapitulatif"]),
            "retour": retour,
            "adresse": adresse,
            "code": qr.dessin(adresse),
        },
    )
