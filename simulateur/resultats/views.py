"""The result: the verdict first, then everything that explains it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.regles import estimer
from eligibility.regles.objectifs import REGLES_ORDINAIRES
from simulateur.parcours import etapes
from simulateur.parcours.adresse import (
    MODIFIER,
    VUE_COUT,
    VUE_SUIVI,
    VUES_DU_RESULTAT,
    Adresse,
    lire_adresse,
    page_avec_reponses,
    rediriger,
)
from simulateur.reponses.ecriture import date_en_lettres, euros
from simulateur.reponses.question import PROFIL, RESULTATS
from simulateur.reponses.requete import requete
from simulateur.textes import resultat as textes

from . import cout, saisie
from .engagement import engagement
from .presentation import Presentation
from .recapitulatif import recapitulatif


@require_safe
@page_avec_reponses
def page(request: HttpRequest) -> HttpResponse:
    """The result of the answers in the address; to the first step to mend if there is one."""
    adresse = lire_adresse(request)
    ailleurs = etapes.reprise(request, adresse, RESULTATS)
    if ailleurs is not None:
        return rediriger(request, ailleurs)
    canonique = _canonique(adresse)
    if request.META["QUERY_STRING"] != canonique:
        return rediriger(request, etapes.adresse(RESULTATS, canonique))
    return render(request, "resultats/page.html", _contexte(request, adresse))


def _canonique(adresse: Adresse) -> str:
    """The day of signature is written in the address: a link means the same tomorrow."""
    lecture = adresse.lecture
    presentation = adresse.presentation_durable()
    if adresse.presentation.get("vue") in VUES_DU_RESULTAT:
        presentation["vue"] = adresse.presentation["vue"]
    if "date_signature" in lecture.textes:
        return requete(lecture, presentation)
    return requete(lecture, presentation, date_signature=lecture.aujourdhui.isoformat())


def _contexte(request: HttpRequest, adresse: Adresse) -> dict:
    lecture, referentiel = adresse.lecture, adresse.referentiel
    # What is wrong at this step is said at its field, and taken as not given.
    estimation = estimer(lecture.situation_provisoire(), referentiel)
    presentation = Presentation(estimation, referentiel)
    option = estimation.choisie
    vu = f"{estimation.bareme.version}.{estimation.bareme.revision}"
    lien = requete(lecture, {**adresse.presentation_durable(), "bareme": vu})
    return {
        "estimation": estimation,
        "p": presentation,
        "verdict": presentation.verdict(),
        "resume": presentation.resume(),
        "annees": presentation.annees(),
        "graphique": presentation.graphique(),
        "total": euros(option.total),
        "total_libelle": presentation.total_libelle(),
        "total_a_venir": euros(option.total_a_venir)
        if option.total_a_venir != option.total
        else "",
        "indicatif": estimation.verdict == "non_eligible",
        "engagement": engagement(estimation),
        "echeances": presentation.echeances(),
        "questions": presentation.questions(),
        "message": presentation.message(),
        "recapitulatif": recapitulatif(adresse, estimation),
        "etapes": etapes.indicateur(RESULTATS, requete(lecture, {"vue": MODIFIER})),
        "numero": len(etapes.ETAPES),
        "total_etapes": len(etapes.ETAPES),
        "erreurs": saisie.erreurs(adresse),
        "saisie_du_suivi": saisie.saisie(adresse, VUE_SUIVI),
        "lien_suivi": saisie.lien(adresse, VUE_SUIVI),
        "cout": cout.presenter(estimation.cout),
        "saisie_du_cout": saisie.saisie(adresse, VUE_COUT),
        "lien_cout": saisie.lien(adresse, VUE_COUT),
        "constats_du_suivi": presentation.suivi(),
        "piege": textes.PIRE_CAS
        if option.objectif.pmt is not None and option.objectif.regle in REGLES_ORDINAIRES
        else "",
        "bareme_date": date_en_lettres(estimation.bareme.date_effet),
        "bareme_change": adresse.presentation.get("bareme", vu) != vu,
        "aujourdhui": date_en_lettres(lecture.aujourdhui),
        "lien": request.build_absolute_uri(etapes.adresse(RESULTATS, lien)),
        "nouvelle": etapes.adresse(PROFIL),
    }
