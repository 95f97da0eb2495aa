"""The guide: its list, its search, its pages, and what opens under a question. No query, no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eligibility.selectors import Tables
from simulateur.plateforme.liens import suite
from simulateur.plateforme.pages import page_publique

from . import mots, presentation, recherche
from .pages import Guide, Page, de


@page_publique
def liste(request: HttpRequest, tables: Tables) -> HttpResponse:
    """All the pages, or those that answer `q`. An exchange takes its part of the whole page."""
    guide = de(tables)
    cherche = request.GET.get("q", "").strip()[: mots.LONGUEUR_MAX].strip()
    trouvees = recherche.chercher(cherche, guide) if cherche else []
    contexte = {"guide": guide, "cherche": cherche, "trouvees": trouvees}
    reponse = render(request, "guide/liste.html", contexte)
    # The browser's address follows what is typed: reloading finds the same pages.
    reponse["X-Adresse"] = request.get_full_path()
    return reponse


@page_publique
def page(request: HttpRequest, tables: Tables, slug: str) -> HttpResponse:
    """One page, whole."""
    guide = de(tables)
    lue = guide.par_slug.get(slug)
    if lue is None:
        return _introuvable(request, slug, guide)
    contexte = presentation.presenter(lue, guide, tables, suite(request))
    return render(request, "guide/page.html", contexte)


@page_publique
def extrait(request: HttpRequest, tables: Tables, slug: str) -> HttpResponse:
    """The first lines of a page, to put under the link that asks for them."""
    guide = de(tables)
    lue = guide.par_slug.get(slug)
    if lue is None:
        return _introuvable(request, slug, guide)
    return render(request, "guide/extrait.html", presentation.debut(lue, tables, suite(request)))


def _introuvable(request: HttpRequest, slug: str, guide: Guide) -> HttpResponse:
    proches: list[Page] = recherche.proches(slug, guide)
    return render(request, "guide/introuvable.html", {"proches": proches}, status=404)
