"""The result: the verdict first, then everything that explains it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eligibility.regles.objectifs import REGLES_ORDINAIRES
from simulateur.parcours import etapes
from simulateur.parcours.adresse import (
    MODIFIER,
    VUE_CALCUL,
    VUE_COUT,
    VUE_SUIVI,
    VUES_DU_RESULTAT,
)
from simulateur.reponses.question import PROFIL, RESULTATS
from simulateur.reponses.requete import requete
from simulateur.textes import resultat as textes
from simulateur.textes.ecriture import date_en_lettres, euros

from . import calcul, cout, saisie
from .comparaison import comparer
from .engagement import engagement
from .lecture import PAGE, Resultat, page_de_resultat
from .presentation import Presentation
from .recapitulatif import recapitulatif


@page_de_resultat(PAGE, VUES_DU_RESULTAT)
def page(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The result of the answers in the address, or the part of it that an exchange asks for."""
    section = calcul.section_visee(request.htmx.target)
    if section is not None:
        return render(request, "resultats/calcul.html", _calcul(resultat, section))
    return render(request, "resultats/page.html", _contexte(request, resultat))


def _calcul(resultat: Resultat, section: str) -> dict:
    lignes = calcul.par_section(resultat.estimation)[section]
    return {
        "section": section,
        "lignes": calcul.presenter(lignes, resultat.referentiel),
    }


def _calculs(resultat: Resultat) -> dict:
    """By section, its lines when the whole computation is asked for, else only the way to them."""
    if resultat.adresse.presentation.get("vue") != VUE_CALCUL:
        return dict.fromkeys(calcul.SECTIONS)
    return {
        section: calcul.presenter(lignes, resultat.referentiel)
        for section, lignes in calcul.par_section(resultat.estimation).items()
    }


def _contexte(request: HttpRequest, resultat: Resultat) -> dict:
    adresse, estimation = resultat.adresse, resultat.estimation
    lecture = adresse.lecture
    presentation = Presentation(estimation, resultat.referentiel)
    option = estimation.choisie
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
        "comparaison": comparer(resultat),
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
        "bareme_change": adresse.presentation.get("bareme", resultat.version_vue)
        != resultat.version_vue,
        "aujourdhui": date_en_lettres(lecture.aujourdhui),
        "lien": request.build_absolute_uri(resultat.lien()),
        "lien_calcul": resultat.lien(vue=VUE_CALCUL),
        "calculs": _calculs(resultat),
        "lignes_de_calcul": len(estimation.trace),
        "nouvelle": etapes.adresse(PROFIL),
    }
