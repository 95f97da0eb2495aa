"""The page of a group. Its state is its address; a gesture is a link to another one, or a form sent to it."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.regles.groupe.estimation import estimer_groupe
from simulateur.baremes.lien import depuis_ce_lien, version_vue
from simulateur.cpts import compteur
from simulateur.parcours.adresse import page_avec_reponses
from simulateur.plateforme import limites, metriques, qr
from simulateur.plateforme.pages import chemin, rediriger
from simulateur.textes import groupe as textes
from simulateur.textes.ecriture import date_en_chiffres

from . import formulaire, liste, presentation
from .adresse import (
    AJOUTER,
    LISTE,
    MODIFIER,
    PAGE,
    Adresse,
    cout_du_groupe,
    lire_adresse,
)
from .compact import DEFAUTS, RIEN_DIT
from .exemples import est_fictif
from .formulaire import (
    CHAMPS_DE_L_EMPLOI,
    CHAMPS_DU_GROUPE,
    CHAMPS_DU_MEDECIN,
    Formulaire,
)
from .lecture import JOUR, LectureMembre, lire_membre

ENVOI = "envoi"


@require_safe
@page_avec_reponses
@limites.limite(limites.PAGES, cout_du_groupe)
def page(request: HttpRequest) -> HttpResponse:
    """The group, and what can be said of it; or the form of one doctor, to mend."""
    adresse = lire_adresse(request)
    saisie, fautes = _saisie(request, adresse), {}
    if saisie is not None:
        membre = lire_membre(saisie, adresse.lecture, adresse.referentiel)
        if adresse.rang is None and adresse.complet:
            fautes = {"nom": textes.COMPLET}
        elif membre.erreurs:
            fautes = dict(membre.erreurs)
        elif adresse.rang is None and membre.compact() == RIEN_DIT:
            fautes = {"pmt": textes.RIEN_DIT}
        else:
            return rediriger(request, _avec(adresse, membre))
    elif not (adresse.vue or adresse.retire or _est_canonique(request, adresse)):
        return rediriger(request, adresse.lien())
    return render(request, "groupe/page.html", _contexte(request, adresse, saisie, fautes))


def _est_canonique(request: HttpRequest, adresse: Adresse) -> bool:
    return request.META["QUERY_STRING"] in ("", adresse.requete())


def _saisie(request: HttpRequest, adresse: Adresse) -> dict[str, Sequence[str]] | None:
    """What the doctor's form sent; None when it was not sent."""
    if ENVOI not in request.GET:
        return None
    saisie = {}
    for cle in CHAMPS_DU_MEDECIN:
        if textes_ := [t for texte in request.GET.getlist(cle) if (t := texte.strip())]:
            saisie[cle] = textes_
    return saisie


def _avec(adresse: Adresse, membre: LectureMembre) -> str:
    medecins = adresse.medecins
    if adresse.rang is None:
        medecins.append(membre.compact())
    else:
        medecins[adresse.rang] = membre.compact()
    return adresse.lien(medecins) + LISTE


def _contexte(
    request: HttpRequest,
    adresse: Adresse,
    saisie: Mapping[str, Sequence[str]] | None,
    fautes: Mapping[str, str],
) -> dict:
    lecture = adresse.lecture
    formulaire_medecin = _formulaire_du_medecin(adresse, saisie, fautes)
    formulaire_groupe = _formulaire_du_groupe(adresse)
    emploi = formulaire_groupe.groupe(CHAMPS_DE_L_EMPLOI)
    contexte = {
        "adresse": adresse,
        "chemin": chemin(PAGE),
        "medecins": liste.medecins(adresse),
        "fictif": est_fictif(adresse),
        "formulaire": formulaire_medecin,
        "parties": liste.parties(formulaire_medecin),
        "formulaire_groupe": formulaire_groupe,
        "reglages": formulaire_groupe.groupe(CHAMPS_DU_GROUPE),
        "emploi": emploi,
        "emploi_ouvert": any(champ.data or champ.errors for champ in emploi),
        "edite": adresse.rang if saisie is not None or adresse.vue == MODIFIER else None,
        "ouvert": bool(saisie is not None or adresse.vue == AJOUTER or not lecture.membres),
        "parti": adresse.parti(),
        "remis": adresse.remis(),
        "cachees": [*adresse.gardees(), *(("m", m) for m in adresse.medecins)],
        "resultat": None,
        "qr": "",
        "lien_absolu": "",
        "bareme_change": "",
    }
    if lecture.calculable:
        estimation = estimer_groupe(lecture.groupe(), adresse.referentiel)
        contexte["resultat"] = presentation.presenter(estimation, adresse)
        vue = version_vue(estimation.bareme)
        contexte["lien_absolu"] = request.build_absolute_uri(adresse.lien_date(bareme=vue))
        contexte["bareme_change"] = depuis_ce_lien(
            adresse.bareme, estimation.bareme, presentation.specialites(estimation), adresse.tables
        )
        compteur.compter(request)
        metriques.simulation(request, PAGE, estimation.collectif.verdict)
        contexte["qr"] = qr.a_l_ecran(contexte["lien_absolu"])
    return contexte


def _formulaire_du_groupe(adresse: Adresse) -> Formulaire:
    lecture = adresse.lecture
    # The day of the visit is shown, so that comparing again writes it into the address.
    dates = {JOUR: date_en_chiffres(lecture.date_signature)}
    textes_ = dates | formulaire.affichees(lecture.valeurs, lecture.textes)
    return formulaire.du_groupe(textes_, lecture.erreurs, adresse.referentiel)


def _formulaire_du_medecin(
    adresse: Adresse, saisie: Mapping[str, Sequence[str]] | None, fautes: Mapping[str, str]
) -> Formulaire:
    """What was typed and refused; else the doctor to change; else an empty one."""
    if saisie is not None:
        donnees = {cle: textes_[-1] for cle, textes_ in saisie.items()}
    elif adresse.vue == MODIFIER and adresse.rang is not None:
        membre = adresse.lecture.membres[adresse.rang]
        donnees, fautes = membre.textes(), membre.erreurs
        donnees = formulaire.affichees(membre.lecture.valeurs, donnees)
    else:
        donnees = DEFAUTS
    return formulaire.du_medecin(donnees, fautes, adresse.referentiel)
