"""One cell through time, all that was done to a version, and two versions side by side."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility import roles
from eligibility.documents import base
from eligibility.documents.differences import differences, lignes_par_cle
from eligibility.documents.formes import TABLES
from eligibility.models import Changement
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.textes import atelier as textes
from simulateur.textes.tables import mot_de_ligne

from . import actes, fiche
from .acces import reserve
from .grilles import SEPARATEUR, champ_de
from .presentation import changement_lisible, difference_lisible, nom_de_case
from .saisie import dernier_changement, provenance_lisible
from .versions import Nom, lire, nom_de, trouver

PAR_PAGE = 100


@reserve(roles.LIRE)
@require_safe
def case(request: HttpRequest, genre: str, version: str, table: str, champ: str) -> HttpResponse:
    """What a cell says in each version of its genre, and who changed it."""
    la_version = trouver(genre, version)
    if table not in TABLES[genre]:
        raise Http404
    parts = champ.split(SEPARATEUR)
    vu = dernier_changement(la_version, genre)
    valeurs = []
    titre = ""
    for autre in base.MODELES[genre].objects.order_by("-date_effet", "-revision"):
        for cle, ligne in lignes_par_cle(base.document(autre), table).items():
            if list(map(str, cle)) == parts:
                titre = nom_de_case(genre, table, cle)
                colonnes = TABLES[genre][table].valeurs
                dits = [f"{textes.COLONNES[c]} {mot_de_ligne(c, ligne)}" for c in colonnes]
                valeurs.append(
                    {
                        "version": autre,
                        "lien": nom_de(autre).adresse("fiche"),
                        "statut": textes.STATUTS[autre.statut],
                        "dit": ", ".join(dits),
                        "provenance": provenance_lisible(ligne),
                        "note": ligne["note"],
                    }
                )
    if not valeurs:
        raise Http404
    statuts = {(v.date_effet, v.revision): v.statut for v in base.MODELES[genre].objects.all()}
    changements = [
        changement_lisible(c) | {"ou": textes.ou(c.version, c.revision, statuts)}
        for c in Changement.objects.filter(genre=genre, table=table)
        if champ_de(c.cle) == champ
    ]
    contexte = fiche.contexte_commun(request, la_version) | {
        "table": table,
        "champ": champ,
        "vu": vu,
        "reference": _a_retablir(request, la_version, table, parts),
        "titre_table": textes.TABLES[table],
        "titre_case": titre,
        "valeurs": valeurs,
        "changements": changements,
    }
    return render(request, "atelier/case_histoire.html", contexte)


def _a_retablir(
    request: HttpRequest, version: Version, table: str, parts: list[str]
) -> Version | None:
    """The public version that says something else of this cell, for who may put it back so."""
    if version.statut != Statut.BROUILLON or not request.user.has_perm(roles.REDIGER):
        return None
    publiee = fiche.reference(version)
    if publiee is None or table == "objectifs":  # segments are written by series
        return None
    dites = [
        [li for cle, li in lignes_par_cle(base.document(v), table).items() if [*map(str, cle)] == parts]
        for v in (version, publiee)
    ]  # fmt: skip
    return publiee if dites[0] != dites[1] else None


@reserve(roles.LIRE)
@require_safe
def d_une_version(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """The whole history of a version, or of a draft that was erased."""
    nom = lire(genre, version)
    if actes.suppressions().filter(**_cle(nom)).exists():
        contexte = admin.site.each_context(request) | {
            "version": f"{nom.date_effet.isoformat()}, révision {nom.revision}",
        }
        return _dire(request, "atelier/actes_supprime.html", actes.du_nom(nom), contexte)
    la_version = trouver(genre, version)
    contexte = fiche.contexte_commun(request, la_version)
    return _dire(request, "atelier/actes.html", actes.de(la_version), contexte)


def _cle(nom: Nom) -> dict[str, Any]:
    return {"genre": nom.genre, "version": nom.date_effet, "revision": nom.revision}


def _dire(
    request: HttpRequest, gabarit: str, faits: list[Model], contexte: dict[str, Any]
) -> HttpResponse:
    feuille = Paginator(faits, PAR_PAGE).get_page(request.GET.get("page"))
    dits = [actes.lisible(acte) for acte in feuille]
    return render(request, gabarit, contexte | {"page": feuille, "changements": dits})


@reserve(roles.LIRE)
@require_safe
def comparer(request: HttpRequest, genre: str) -> HttpResponse:
    """Two versions of the same genre, row by row."""
    if genre not in base.MODELES:
        raise Http404
    versions = list(base.MODELES[genre].objects.order_by("-date_effet", "-revision"))
    noms = [nom_de(version).version for version in versions]
    avant, apres = (request.GET.get(cle, "") for cle in ("avant", "apres"))
    contexte = admin.site.each_context(request) | {
        "genre": genre,
        "titre_genre": textes.GENRES[genre],
        "versions": [
            (nom, f"{v} ({textes.STATUTS[v.statut]})")
            for nom, v in zip(noms, versions, strict=True)
        ],
        "avant": avant,
        "apres": apres,
        "comparees": False,
    }
    if avant or apres:
        if avant not in noms or apres not in noms:
            raise BadRequest
        documents = [base.document(versions[noms.index(nom)]) for nom in (avant, apres)]
        trouvees = differences(*documents)
        contexte |= {
            "comparees": True,
            "differences": [difference_lisible(genre, d) for d in trouvees],
        }
    return render(request, "atelier/comparer.html", contexte)
