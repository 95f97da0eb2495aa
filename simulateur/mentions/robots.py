"""Ce que lisent les moteurs et les chercheurs de failles : robots.txt, sitemap.xml, security.txt."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from eligibility.selectors import Tables
from simulateur.plateforme.pages import chemin, page_publique

from . import plan

# La règle (RFC 9116) conseille moins d'un an : un texte oublié ne vaut plus rien.
VALIDITE = timedelta(days=180)


@page_publique(sans_tables=True)
def robots(request: HttpRequest, tables: Tables | None) -> HttpResponse:
    """Les pages avec des réponses se disent elles-mêmes « noindex » : un moteur doit pouvoir le lire."""
    lignes = [
        "User-agent: *",
        f"Disallow: {chemin('api:estimation')}",
        f"Disallow: {chemin('integration:cadre')}",
        "",
        f"Sitemap: {request.build_absolute_uri(chemin('racine:sitemap'))}",
        "",
    ]
    return _texte("\n".join(lignes))


@page_publique
def sitemap(request: HttpRequest, tables: Tables) -> HttpResponse:
    pages = [
        {"adresse": request.build_absolute_uri(page.adresse), "modifiee": page.modifiee}
        for rubrique in plan.plan(tables)
        for page in rubrique.pages
        if page.pour_moteurs
    ]
    return render(request, "mentions/sitemap.xml", {"pages": pages}, content_type="application/xml")


@page_publique(sans_tables=True)
def securite(request: HttpRequest, tables: Tables | None) -> HttpResponse:
    """Sans contact, pas de fichier : il n'en existe pas sans (RFC 9116)."""
    if not settings.CONTACT_SECURITE:
        raise Http404
    minuit = datetime.combine(timezone.localdate() + VALIDITE, time(), tzinfo=UTC)
    contact = settings.CONTACT_SECURITE
    lignes = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {minuit:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        "",
    ]
    return _texte("\n".join(lignes))


def _texte(contenu: str) -> HttpResponse:
    return HttpResponse(contenu, content_type="text/plain; charset=utf-8")
