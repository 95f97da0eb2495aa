"""« Vos démarches »: made from the same answers as the result, kept nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from simulateur.resultats.envoi import LONGUEUR_MAXIMALE, mailto
from simulateur.resultats.lecture import Resultat, page_de_resultat
from simulateur.resultats.presentation import Presentation
from simulateur.resultats.refus import deblocages
from simulateur.textes.demarches import SUJET
from simulateur.textes.ecriture import date_en_lettres

from .liste import liste


@page_de_resultat("demarches:page")
def page(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The checklist and the message of the answers in the address."""
    estimation = resultat.estimation
    presentation = Presentation(estimation, resultat.referentiel)
    message = presentation.message()
    contexte = {
        "estimation": estimation,
        "verdict": presentation.verdict(),
        "parties": liste(presentation, deblocages(resultat.adresse, estimation)),
        "message": message,
        "courriel": _courriel(request, message),
        "fictif": resultat.fictif,
        "retour": resultat.lien(),
        "bareme_date": date_en_lettres(estimation.bareme.date_effet),
        "aujourdhui": date_en_lettres(resultat.lecture.aujourdhui),
        "lien_agenda": resultat.lien("agenda:fichier") if presentation.a_un_agenda() else "",
    }
    return render(request, "demarches/page.html", contexte)


def _courriel(request: HttpRequest, message: str) -> str:
    """The message in one's own mail, to the CPAM that the CPTS of the link tells; too long, to copy."""
    if not message:
        return ""
    adresse = request.cpts.cpam.courriel if request.cpts else ""
    lien = mailto(adresse, SUJET, message)
    return lien if len(lien) <= LONGUEUR_MAXIMALE else ""
