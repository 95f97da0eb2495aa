"""The published tables: their versions, each one whole, and the news. No query, no cookie."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from eligibility.documents.formes import BAREME, EMPLOYEUR
from eligibility.selectors import Tables
from simulateur.plateforme.pages import page_publique
from simulateur.reponses.specialites import LONGUEUR_MAX, chercher

from . import changements, journal, tableaux, versions
from .versions import Version

# Beyond, objectives show one specialty at a time.
OBJECTIFS_MAX = 60


@page_publique
def liste(request: HttpRequest, tables: Tables) -> HttpResponse:
    """All the published versions, newest first."""
    sources, jour = versions.sources(tables), timezone.localdate()
    contexte = {
        genre: [versions.resume(v, sources, jour) for v in versions.versions(tables, genre)]
        for genre in (BAREME, EMPLOYEUR)
    }
    return render(request, "baremes/liste.html", {"baremes": contexte})


@page_publique
def aide(request: HttpRequest, tables: Tables, version: str) -> HttpResponse:
    """One version of the aid, whole; `q`: the specialties whose thresholds and objectives to show."""
    trouvee = _trouver(tables, BAREME, version)
    document, sources = trouvee.document, versions.sources(tables)
    cherche = request.GET.get("q", "").strip()[:LONGUEUR_MAX].strip()
    specialites = chercher(cherche, tables.referentiel.specialites.values())
    objectifs = tableaux.objectifs(document, sources, specialites)
    trop = not cherche and len(objectifs.rangees) > OBJECTIFS_MAX
    avec_objectifs = {ligne["specialite"] for ligne in document["objectifs"]}
    contexte = {
        **_commun(trouvee, tables),
        "cherche": cherche,
        "trouvees": len(specialites),
        "montants": tableaux.montants(document, sources),
        "seuils": tableaux.seuils(document, sources, specialites, tout=bool(cherche)),
        "objectifs": None if trop else objectifs,
        "avec_objectifs": bool(avec_objectifs),
        "objectifs_par_specialite": [
            s.libelle for s in specialites if trop and s.slug in avec_objectifs
        ],
        "options": tableaux.options(document, sources),
        "parametres": tableaux.parametres(document, sources),
        "collectif": tableaux.collectif(document, sources),
    }
    return render(request, "baremes/aide.html", contexte)


@page_publique
def employeur(request: HttpRequest, tables: Tables, version: str) -> HttpResponse:
    """One version of the employer's wages and rates, whole."""
    trouvee = _trouver(tables, EMPLOYEUR, version)
    groupes = tableaux.salaires_et_taux(trouvee.document, versions.sources(tables))
    contexte = {**_commun(trouvee, tables), "groupes": groupes}
    return render(request, "baremes/employeur.html", contexte)


@page_publique
def nouveautes(request: HttpRequest, tables: Tables) -> HttpResponse:
    """What went public, and why."""
    return render(request, "baremes/nouveautes.html", {"nouvelles": journal.nouvelles(tables)})


def _trouver(tables: Tables, genre: str, nom: str) -> Version:
    trouvee = versions.trouver(tables, genre, nom)
    if trouvee is None:
        raise Http404
    return trouvee


def _commun(version: Version, tables: Tables) -> dict[str, Any]:
    precedente = version.precedente
    ecarts = changements.depuis_la_precedente(version, tables)
    return {
        "v": versions.resume(version, versions.sources(tables), timezone.localdate()),
        "ecarts": ecarts,
        "ecarts_par_table": changements.par_table(ecarts.chiffres) if ecarts else [],
        "precedente": precedente
        and {
            "date": versions.en_lettres(precedente["version"]),
            "adresse": versions.adresse(version.genre, precedente["version"]),
        },
        "corrections": journal.corrections(tables, version.genre, version.nom),
    }
