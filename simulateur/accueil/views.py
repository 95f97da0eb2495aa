from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from eligibility import selectors
from eligibility.regles.bareme import AvantPremierBareme
from simulateur.accueil import demonstration
from simulateur.accueil.reperes import montants_en_bref
from simulateur.groupe import exemples as groupes
from simulateur.plateforme.pages import chemin, page_publique
from simulateur.resultats import exemples as medecins
from simulateur.textes.ecriture import date_en_lettres, typographie


@page_publique(sans_tables=True)
def accueil(request: HttpRequest, tables: selectors.Tables | None) -> HttpResponse:
    """La page d'accueil, avec les montants du barème en vigueur et des exemples à ouvrir.

    Sans barème ou sans base, la page s'ouvre quand même : il n'y manque que les montants.
    """
    contexte = {}
    if tables is not None:
        contexte["exemples"] = _ouvrir("resultats:page", medecins.exemples(tables))
        contexte["groupes"] = _ouvrir("groupe:page", groupes.exemples(tables))
        contexte |= _en_bref(tables)
    return render(request, "accueil/accueil.html", contexte)


def _en_bref(tables: selectors.Tables) -> dict[str, Any]:
    """Les montants du barème en vigueur ; rien avant le premier."""
    try:
        bareme = tables.bareme_at(timezone.localdate())
    except AvantPremierBareme:
        return {}
    return {"montants": montants_en_bref(bareme), "bareme": date_en_lettres(bareme.date_effet)}


def _ouvrir(page: str, exemples: list[dict[str, str]]) -> list[dict[str, str]]:
    """Le nom de chaque exemple, et l'adresse où il s'ouvre."""
    return [
        {"nom": typographie(e["nom"]), "adresse": f"{chemin(page)}?{e['requete']}"}
        for e in exemples
    ]


@page_publique
def style(request: HttpRequest, tables: selectors.Tables) -> HttpResponse:
    """Tous les composants, pour qui contribue au site."""
    return render(request, "accueil/style.html", demonstration.contexte())
