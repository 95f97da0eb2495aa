"""The result: the verdict first, then everything that explains it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from simulateur.baremes.lien import depuis_ce_lien
from simulateur.cpts import compteur
from simulateur.integration.cadre import a_partager
from simulateur.parcours import etapes
from simulateur.parcours.adresse import (
    MODIFIER,
    VUE_CALCUL,
    VUE_COUT,
    VUE_SUIVI,
    VUES_DU_RESULTAT,
)
from simulateur.reponses.question import PROFIL, RESULTATS

from . import calcul, saisie
from .contenu import contenu
from .envoi import courriel, signalement
from .lecture import PAGE, Resultat, page_de_resultat

RESULTAT = "resultat"  # id of what the small forms remake


@page_de_resultat(PAGE, VUES_DU_RESULTAT)
def page(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The result of the answers in the address, or the part of it that an exchange asks for."""
    section = calcul.section_visee(request.htmx.target)
    if section is not None:
        return render(request, "resultats/calcul.html", _calcul(resultat, section))
    if request.htmx.target == RESULTAT:
        reponse = render(request, "resultats/echange.html", _contexte(request, resultat))
        # The browser's address follows what is typed: reloading loses nothing.
        reponse["X-Adresse"] = etapes.adresse(RESULTATS, resultat.canonique)
        return reponse
    compteur.compter(request)
    return render(request, "resultats/page.html", _contexte(request, resultat))


def _calcul(resultat: Resultat, section: str) -> dict:
    lignes = calcul.par_section(resultat.estimation)[section]
    return {
        "section": section,
        "lignes": calcul.presenter(lignes, resultat.referentiel),
        "signaler": signalement(settings.ADRESSE_SIGNALEMENT, resultat),
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
    parties = contenu(resultat)
    lien = request.build_absolute_uri(a_partager(request, resultat.lien()))
    presentation = parties["p"]
    return {
        **parties,
        "resume": presentation.resume(),
        "graphique": presentation.graphique(),
        "message": presentation.message(),
        "etapes": etapes.indicateur(RESULTATS, adresse.sans_vue(vue=MODIFIER)),
        "numero": len(etapes.ETAPES),
        "total_etapes": len(etapes.ETAPES),
        "erreurs": saisie.erreurs(adresse),
        "saisie_du_suivi": saisie.saisie(resultat, VUE_SUIVI),
        "lien_suivi": saisie.lien(adresse, VUE_SUIVI),
        "saisie_du_cout": saisie.saisie(resultat, VUE_COUT),
        "lien_cout": saisie.lien(adresse, VUE_COUT),
        "bareme_change": depuis_ce_lien(
            adresse.presentation.get("bareme", ""),
            estimation.bareme,
            [estimation.situation.specialite],
            adresse.tables,
        ),
        "lien": lien,
        "courriel": courriel(resultat, parties, lien),
        "signaler": signalement(settings.ADRESSE_SIGNALEMENT, resultat),
        "lien_agenda": resultat.lien("agenda:fichier") if presentation.a_un_agenda() else "",
        "lien_fiche": resultat.lien("impression:fiche"),
        "lien_demarches": resultat.lien("demarches:page"),
        "lien_projeter": resultat.lien("projection:resultat"),
        "lien_calcul": resultat.lien(vue=VUE_CALCUL),
        "calculs": _calculs(resultat),
        "lignes_de_calcul": len(estimation.trace),
        "nouvelle": etapes.adresse(PROFIL, adresse.recommencer()),
    }
