"""The public site on a draft: the same views and links, under the workshop's address, for staff only."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from eligibility import controles, roles, selectors
from eligibility.documents import base
from eligibility.documents.formes import Document
from simulateur.plateforme import brouillon, prefixe
from simulateur.textes import atelier as textes

from .acces import reserve
from .versions import nom_de, trouver


@reserve(roles.LIRE)
@require_safe
def page(request: HttpRequest, genre: str, version: str, chemin: str = "") -> HttpResponse:
    """One page of the public site, computed and linked within this version."""
    la_version = trouver(genre, version)
    nom = nom_de(la_version)
    document = base.document(la_version)
    if manque := ce_qui_manque(document):
        messages.error(request, f"L’aperçu attend que le brouillon soit complet. {manque}")
        return HttpResponseRedirect(nom.adresse("fiche") + "#controles")
    tables = selectors.avec(document)
    montre = brouillon.Montre(str(la_version), nom.adresse("fiche"))
    with selectors.a_la_place(tables), brouillon.montrer(montre):
        return prefixe.servir(request, nom.adresse("apercu"), chemin, "simulateur.urls_publiques")


@reserve(roles.LIRE)
@require_safe
def de_ce_qui_attend(request: HttpRequest, chemin: str = "") -> HttpResponse:
    """One page of the public site, with the references and the guide as they are written now."""
    return _avec(request, base.hors_versions(), chemin)


def d_une_page(request: HttpRequest, ligne: Mapping[str, Any]) -> HttpResponse:
    """A page of the guide as it shows with this row, saved or not."""
    hors_versions = base.hors_versions()
    lignes = {autre["slug"]: autre for autre in hors_versions["guide"]}
    lignes[ligne["slug"]] = ligne
    demande = copy(request)
    demande.method = "GET"  # the public page answers nothing else
    chemin = f"guide/{ligne['slug']}/"
    return _avec(demande, {**hors_versions, "guide": [*lignes.values()]}, chemin)


def _avec(request: HttpRequest, hors_versions: Document, chemin: str) -> HttpResponse:
    tables = selectors.avec_hors_versions(hors_versions)
    montre = brouillon.Montre("de ce qui attend", reverse("atelier:references"))
    with selectors.a_la_place(tables), brouillon.montrer(montre):
        ici = reverse("atelier:apercu_en_attente")
        return prefixe.servir(request, ici, chemin, "simulateur.urls_publiques")


def ce_qui_manque(document: Document) -> str:
    """What prevents any computation with this draft, in words: its first constant without a value."""
    for anomalie in controles.controler(document, controles.connues()):
        if anomalie.code == "parametre.manquant":
            return f"Il manque : {textes.mot('cle', anomalie.cle[0])}."
    return ""
