"""The three question steps. Their state is the query string; nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simulateur.plateforme import metriques
from simulateur.plateforme.pages import rediriger
from simulateur.reponses.declaration import questions_de
from simulateur.reponses.lecture import Lecture
from simulateur.reponses.question import OPTION, PATIENTELE, PROFIL, RESULTATS
from simulateur.reponses.requete import paires
from simulateur.textes.parcours import TITRES

from . import apercu, etapes
from .adresse import Adresse, lire_adresse, page_avec_reponses
from .cartes import cartes
from .formulaire import Formulaire
from .mise_en_page import MONTRE, ZONES, Zone, disposer, disposer_zone, signature

QUESTIONS_ETAPES = (PROFIL, PATIENTELE, OPTION)


@require_safe
@page_avec_reponses
def etape(request: HttpRequest, slug: str) -> HttpResponse:
    """One step: its questions and the verdict so far; to the first step to mend if there is one."""
    adresse = lire_adresse(request)
    if not request.htmx:
        ailleurs = _redirection(request, adresse, slug)
        if ailleurs:
            return rediriger(request, ailleurs)
    contexte = _contexte(adresse, slug)
    if not request.htmx:
        metriques.simulation(request, slug)
        return render(request, "parcours/etape.html", contexte)
    contexte["zones"] = _zones(request, adresse, slug, contexte["apercu"])
    contexte["avec_specialites"] = slug == PROFIL and request.htmx.trigger == "chercher"
    reponse = render(request, "parcours/fragment.html", contexte)
    # The browser's address follows what is typed: reloading loses nothing.
    reponse["X-Adresse"] = etapes.adresse(slug, adresse.canonique)
    return reponse


def _zones(request: HttpRequest, adresse: Adresse, slug: str, vue: apercu.Apercu) -> list[dict]:
    """The zones that an exchange brings: one that people type in, only when its questions change."""
    zones = []
    for zone in ZONES[slug]:
        formulaire = _formulaire(adresse, slug, vue, zone)
        montre = signature(zone, formulaire)
        if not zone.saisie or request.GET.get(MONTRE.format(zone.identifiant)) != montre:
            zones.append(
                {"identifiant": zone.identifiant, "formulaire": formulaire, "montre": montre}
            )
    return zones


def _redirection(request: HttpRequest, adresse: Adresse, slug: str) -> str | None:
    """Where to go instead: an earlier step to mend, or the same step in its one spelling."""
    ailleurs = etapes.reprise(request, adresse, slug)
    if ailleurs is not None:
        return ailleurs
    if request.META["QUERY_STRING"] != adresse.canonique:
        return etapes.adresse(slug, adresse.canonique)
    return None


def _formulaire(
    adresse: Adresse, slug: str, vue: apercu.Apercu, zone: Zone | None = None
) -> Formulaire:
    """The form of a step, or of one of its zones."""
    formulaire = Formulaire(
        slug,
        adresse.lecture,
        adresse.referentiel,
        zone and zone.cles,
        manquantes_dites=adresse.manquantes_dites,
        recherche=adresse.presentation.get("q", ""),
    )
    if vue.tranche_trouvee and "tranche" not in formulaire.errors:
        formulaire.fields.pop("tranche", None)
    if zone is None:
        disposer(slug, formulaire, etapes.adresse(slug))
    else:
        disposer_zone(formulaire, zone)
    return formulaire


def _contexte(adresse: Adresse, slug: str) -> dict:
    lecture = adresse.lecture
    vue = apercu.former(lecture, adresse.referentiel)
    formulaire = _formulaire(adresse, slug, vue)
    precedente = etapes.precedente(slug)
    retour = adresse.retour_aux_resultats
    contexte = {
        "slug": slug,
        "titre": TITRES[slug],
        "formulaire": formulaire,
        "etapes": etapes.indicateur(slug, adresse.canonique),
        "numero": QUESTIONS_ETAPES.index(slug) + 1,
        "total": len(etapes.ETAPES),
        "chemin": etapes.adresse(slug),
        "suite": etapes.adresse(RESULTATS if retour else etapes.suivante(slug)),
        "retour": retour,
        "annuler": etapes.adresse(RESULTATS, adresse.sans_vue()) if retour else "",
        "precedente": etapes.adresse(precedente, adresse.canonique) if precedente else "",
        "cachees": _cachees(lecture, slug, adresse),
        "apercu": vue,
        "verdict_court": vue.verdict_court,
        "details": vue.details,
        "manque": vue.manque,
        "effacer": etapes.adresse(PROFIL, adresse.recommencer()) if lecture.textes else "",
    }
    if slug == OPTION:
        contexte["cartes"] = cartes(vue.estimation, lecture)
    if slug == PATIENTELE:
        contexte["constats"] = vue.constats()
    return contexte


def _cachees(lecture: Lecture, slug: str, adresse: Adresse) -> list[tuple[str, str]]:
    """Answers of the other steps, and what a link carries: they travel with the form."""
    ici = {question.cle for question in questions_de(slug)}
    gardees = [(cle, texte) for cle, texte in paires(lecture) if cle not in ici]
    return gardees + [
        (cle, valeur) for cle, valeur in adresse.presentation_gardee().items() if valeur
    ]
