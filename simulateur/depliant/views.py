"""The handout about the aid in general, with the barème in force today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from eligibility.selectors import Tables
from simulateur.plateforme import qr
from simulateur.plateforme.liens import garder
from simulateur.plateforme.pages import chemin, page_publique
from simulateur.textes.ecriture import date_en_lettres

from .chiffres import Chiffres


@page_publique
def page(request: HttpRequest, tables: Tables) -> HttpResponse:
    jour = timezone.localdate()
    bareme = tables.bareme_at(jour)
    chiffres = Chiffres(bareme, tables.referentiel)
    accueil = garder(request, request.build_absolute_uri(chemin("accueil")))
    return render(
        request,
        "depliant/page.html",
        {
            "c": chiffres.constantes(),
            "p30": chiffres.seuil(30),
            "p50": chiffres.seuil(50),
            "montants": chiffres.montants(),
            "second": chiffres.second_assistant(),
            "collectif": chiffres.collectif(),
            "objectifs": bool(bareme.objectifs),
            "sources": chiffres.sources(),
            "bareme": bareme,
            "bareme_depuis": date_en_lettres(bareme.date_effet),
            "aujourdhui": date_en_lettres(jour),
            "accueil": accueil,
            "code": qr.dessin(accueil),
        },
    )
