"""The order of the steps, and the first one that needs an answer."""

from dataclasses import dataclass

from django.http import HttpRequest

from simulateur.plateforme.pages import chemin
from simulateur.reponses.declaration import PAR_CLE, questions_de
from simulateur.reponses.lecture import Lecture
from simulateur.reponses.question import ETAPES, RESULTATS, Question
from simulateur.reponses.types import Choix, OuiNon
from simulateur.textes.parcours import ETAPES as TITRES

from .adresse import Adresse
from .mise_en_page import ancre


@dataclass(frozen=True)
class Etape:
    """One step as the indicator shows it. `etat`: faite, courante or a_venir."""

    slug: str
    titre: str
    etat: str
    url: str


def adresse(etape: str, requete: str = "") -> str:
    """Path of a step with a query string."""
    page = chemin("resultats:page") if etape == RESULTATS else chemin("parcours:etape", etape)
    return f"{page}?{requete}" if requete else page


def suivante(etape: str) -> str:
    return ETAPES[ETAPES.index(etape) + 1]


def precedente(etape: str) -> str | None:
    rang = ETAPES.index(etape)
    return ETAPES[rang - 1] if rang else None


def premiere_a_reprendre(lecture: Lecture, avant: str) -> str | None:
    """The first step before `avant` with an answer missing or wrong; None when all is well."""
    en_cause = {PAR_CLE[cle].etape for cle in lecture.erreurs}
    for etape in ETAPES[: ETAPES.index(avant)]:
        if etape in en_cause:
            return etape
    return None


def a_revoir(request: HttpRequest, lecture: Lecture) -> Question | None:
    """The first question that the step just sent opened without having shown it (no JavaScript then).

    A field shown is always sent, empty or not; one that is asked and absent was never seen.
    """
    envoyee = request.GET.get("envoi")
    if envoyee not in ETAPES:
        return None
    for question in questions_de(envoyee):
        a_saisir = not isinstance(question.type, Choix | OuiNon) and question.type is not None
        posee = question.selon and question.cle in lecture.posees
        if a_saisir and posee and question.cle not in request.GET:
            return question
    return None


def reprise(request: HttpRequest, adresse_lue: Adresse, avant: str) -> str | None:
    """Address of the step to go back to before `avant`; None when all is well."""
    nouvelle = a_revoir(request, adresse_lue.lecture)
    if nouvelle is not None:
        garde = adresse_lue.modele.avec(**adresse_lue.presentation_gardee())
        return f"{adresse(nouvelle.etape, garde)}#{ancre(nouvelle)}"
    etape = premiere_a_reprendre(adresse_lue.lecture, avant)
    return None if etape is None else adresse(etape, adresse_lue.avec_erreurs())


def indicateur(courante: str, requete: str) -> list[Etape]:
    """The step indicator: done ones can be gone back to."""
    rang = ETAPES.index(courante)
    resultat = []
    for position, slug in enumerate(ETAPES):
        etat = "faite" if position < rang else "courante" if position == rang else "a_venir"
        url = adresse(slug, requete) if etat == "faite" else ""
        resultat.append(Etape(slug, TITRES[slug], etat, url))
    return resultat
