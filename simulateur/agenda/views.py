"""The dates of a result as a file for the doctor's calendar."""

from django.http import HttpRequest, HttpResponse

from simulateur.parcours import etapes
from simulateur.plateforme import brouillon
from simulateur.plateforme.pages import rediriger
from simulateur.reponses.question import RESULTATS
from simulateur.resultats.lecture import Resultat, page_de_resultat
from simulateur.resultats.presentation import Presentation

from .evenements import agenda

# The same for everyone: a name of file is seen by more people than the file.
NOM = "aide-assistant-medical.ics"


@page_de_resultat("agenda:fichier")
def fichier(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The calendar of the answers in the address; without dates to keep, the result, which says why."""
    if not Presentation(resultat.estimation, resultat.referentiel).a_un_agenda():
        return rediriger(request, etapes.adresse(RESULTATS, resultat.adresse.sans_vue()))
    montre = brouillon.montre()
    version, nom = (montre.version, f"brouillon-{NOM}") if montre else ("", NOM)
    return HttpResponse(
        agenda(resultat.estimation, resultat.lecture.aujourdhui, version).to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{nom}"',
            "X-Robots-Tag": "noindex",
        },
    )
