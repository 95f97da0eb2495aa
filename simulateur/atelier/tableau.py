"""The workshop's first page: what is public, what is being written, what waits to go public."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility import roles, selectors, soumission
from eligibility.documents import base
from eligibility.models import Publication
from eligibility.models.choix import Statut
from simulateur.cas.controle import echecs_du_cliche
from simulateur.textes import atelier as textes

from . import actes, references
from .acces import reserve
from .versions import Nom, nom_de

SUPPRIMES = 50


@reserve(roles.LIRE)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    genres = []
    a_publier = []
    for genre, modele in base.MODELES.items():
        versions = [_ligne(version) for version in modele.objects.all()]
        a_publier += [v for v in versions if v["soumission"] and v["soumission"].a_publier]
        genres.append(
            {
                "nom": genre,
                "titre": textes.GENRES[genre],
                "brouillons": [v for v in versions if v["statut"] == Statut.BROUILLON],
                "publiees": [v for v in versions if v["statut"] == Statut.PUBLIE],
                "archivees": [v for v in versions if v["statut"] == Statut.ARCHIVE],
            }
        )
    contexte = admin.site.each_context(request) | {
        "genres": genres,
        "publications": Publication.objects.defer("contenu")[:5],
        "en_attente": len(references.en_attente(request).lignes),
        "a_publier": a_publier,
        "supprimes": [
            {"etape": e, "adresse": Nom(e.genre, e.version, e.revision).adresse("actes")}
            for e in actes.suppressions()[:SUPPRIMES]
        ],
        "rouges": len(echecs_du_cliche(selectors.tables().cliche)),
        "publie": request.user.has_perm(roles.PUBLIER),
        "redige": request.user.has_perm(roles.REDIGER),
    }
    return render(request, "atelier/tableau.html", contexte)


def _ligne(version) -> dict:
    return {
        "version": version,
        "statut": version.statut,
        "adresse": nom_de(version).adresse("fiche"),
        "soumission": soumission.de(version),
    }
