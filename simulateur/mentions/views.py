"""Mentions légales, confidentialité, accessibilité, sources, plan : rien d'un visiteur n'y entre."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eligibility.selectors import Tables
from simulateur.baremes import versions
from simulateur.plateforme.limites import DEBITS
from simulateur.plateforme.pages import page_publique
from simulateur.textes.cpts import CONFIDENTIALITE

from . import controles, editeur, plan


@page_publique(sans_tables=True)
def legales(request: HttpRequest, tables: Tables | None) -> HttpResponse:
    contexte = {
        "editeur": editeur.editeur(),
        "directeur": settings.DIRECTEUR_PUBLICATION,
        "hebergeur": editeur.hebergeur(),
        "signalement": settings.ADRESSE_SIGNALEMENT,
    }
    return render(request, "mentions/legales.html", contexte)


@page_publique(sans_tables=True)
def confidentialite(request: HttpRequest, tables: Tables | None) -> HttpResponse:
    contexte = {
        "editeur": editeur.editeur(),
        "cpts": CONFIDENTIALITE,
        "debits": any(debit.par_minute for debit in DEBITS),
        "journal_acces": settings.JOURNAL_ACCES,
    }
    return render(request, "mentions/confidentialite.html", contexte)


@page_publique(sans_tables=True)
def accessibilite(request: HttpRequest, tables: Tables | None) -> HttpResponse:
    """La déclaration, avec ce que les essais ont vraiment trouvé."""
    contexte = {
        "controles": controles.lire(),
        "contact": editeur.editeur().courriel or settings.ADRESSE_SIGNALEMENT,
    }
    return render(request, "mentions/accessibilite.html", contexte)


@page_publique
def sources(request: HttpRequest, tables: Tables) -> HttpResponse:
    """Chaque source citée : son lien, ce qui en a été lu, et quand."""
    lignes = [
        {
            **versions.source(ligne),
            "cle": ligne["cle"],
            "date": versions.en_lettres(ligne["date"]),
            "verifie_le": versions.en_lettres(ligne["verifie_le"]),
        }
        for ligne in tables.cliche["sources"]
    ]
    return render(request, "mentions/sources.html", {"sources": lignes})


@page_publique
def plan_du_site(request: HttpRequest, tables: Tables) -> HttpResponse:
    return render(request, "mentions/plan.html", {"rubriques": plan.plan(tables)})
