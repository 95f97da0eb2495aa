"""The presenter view: the same figures as the page it comes from, one idea a screen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.regles.groupe.estimation import estimer_groupe
from simulateur.baremes.lien import version_vue
from simulateur.groupe.adresse import cout_du_groupe, lire_adresse
from simulateur.groupe.exemples import est_fictif
from simulateur.groupe.liste import medecins as liste_des_medecins
from simulateur.groupe.liste import resume
from simulateur.groupe.presentation import presenter
from simulateur.parcours.adresse import page_avec_reponses
from simulateur.plateforme import limites, qr
from simulateur.plateforme.liens import garder
from simulateur.plateforme.pages import chemin, rediriger
from simulateur.resultats.contenu import contenu
from simulateur.resultats.lecture import Resultat, page_de_resultat
from simulateur.textes import projection as textes
from simulateur.textes.ecriture import date_en_lettres

from . import ecrans


@limites.limite(limites.PAGES)
@page_de_resultat("projection:resultat")
def resultat(request: HttpRequest, resultat: Resultat) -> HttpResponse:
    """The result of the answers in the address."""
    parties = contenu(resultat)
    bareme = resultat.estimation.bareme
    contexte = {
        **parties,
        "graphique": parties["p"].graphique(),
        "profil": _profil(resultat),
        "dates": ecrans.debut(
            [e for e in parties["echeances"] if e["type"] != "anniversaire"], ecrans.DATES
        ),
        "a_demander": ecrans.debut(parties["questions"], ecrans.QUESTIONS),
        "ecrans": ecrans.du_resultat(parties),
        "pluriel": False,
        **_fin(request, resultat.lien(), bareme),
    }
    return render(request, "projection/page.html", contexte)


@require_safe
@page_avec_reponses
@limites.limite(limites.PAGES, cout_du_groupe)
def groupe(request: HttpRequest) -> HttpResponse:
    """The group of the address; its page when there is something to mend, or no one yet."""
    adresse = lire_adresse(request)
    if not adresse.lecture.calculable:
        return rediriger(request, adresse.lien())
    if request.META["QUERY_STRING"] != adresse.requete():
        return rediriger(request, f"{chemin('projection:groupe')}?{adresse.requete()}")
    estimation = estimer_groupe(adresse.lecture.groupe(), adresse.referentiel)
    r = presenter(estimation, adresse)
    melanges = ecrans.debut(
        ecrans.melanges(r["melanges"], len(estimation.membres)), ecrans.MELANGES
    )
    contexte = {
        "r": r,
        "medecins": ecrans.debut(liste_des_medecins(adresse), ecrans.MEDECINS),
        "melanges": melanges,
        "tranches": ecrans.debut(r["tranches_en_bref"], ecrans.TRANCHES),
        "fins": ecrans.debut(r["fins"], ecrans.FINS),
        "ecrans": ecrans.du_groupe(r),
        "pluriel": True,
        "fictif": est_fictif(adresse),
        **_fin(request, adresse.lien(bareme=version_vue(estimation.bareme)), estimation.bareme),
    }
    return render(request, "projection/page.html", contexte)


def _profil(resultat: Resultat) -> str:
    """« Médecine générale : 1 300 patients médecin traitant, 1 700 de file active, secteur 1 »."""
    lecture, specialites = resultat.lecture, resultat.referentiel.specialites
    libelle = specialites[lecture.valeurs["specialite"]].libelle
    autres = {cle: valeur for cle, valeur in lecture.valeurs.items() if cle != "specialite"}
    return textes.PROFIL.format(
        specialite=libelle, resume=resume(autres, resultat.adresse, pamsu=False)
    )


def _fin(request: HttpRequest, retour: str, bareme) -> dict[str, Any]:
    """The way back, and what the last screen shows."""
    return {
        "retour": retour,
        "code": qr.a_l_ecran(request.build_absolute_uri(retour)),
        "accueil": request.build_absolute_uri(garder(request, chemin("accueil"))),
        "bareme": bareme,
        "bareme_depuis": date_en_lettres(bareme.date_effet),
    }
