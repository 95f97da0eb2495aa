"""The workshop's first page: what is public, what is being written, what waits to go public."""

from datetime import date
from functools import lru_cache

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from eligibility import roles, selectors, soumission
from eligibility.documents import base, formes
from eligibility.models import Publication
from eligibility.models.choix import Statut
from simulateur.cas.controle import echecs
from simulateur.cas.modele import CasDeControle
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
        "rouges": _rouges(),
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


def _rouges() -> int:
    """How many control cases contradict what is public."""
    tables = selectors.tables()
    cas = formes.condense(
        formes.ecrire(list(CasDeControle.objects.values_list("pk", "reponses", "attendu")))
    )
    return _compter(tables.empreinte, cas, timezone.localdate())


@lru_cache(maxsize=1)
def _compter(empreinte: str, cas: str, jour: date) -> int:
    """Computed once for these tables, these cases and this day: it takes a while."""
    return len(echecs(selectors.tables().referentiel))
