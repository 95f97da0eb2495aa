"""The page that says what a draft would change: computed a slice at a time, shown as it goes.

Nothing is stored: what was found so far travels, signed, in the form that asks for the next slice.
"""

import json
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from eligibility import roles
from eligibility.documents import base, formes
from eligibility.models import Publication
from simulateur.cas.modele import CasDeControle
from simulateur.textes import atelier as textes

from . import fiche
from .acces import reserve
from .apercu import ce_qui_manque
from .cas_presentation import avant_publication
from .ecarts import exemple
from .etude import COMBINAISON, Ecart, Essai, Etude, comparer, etudier
from .presentation import nom_de_case
from .versions import nom_de, trouver

TRANCHE_S = 0.4  # seconds of computing between two signs of progress
EXEMPLES = 3
MONTREES, PAR_PAGE = 200, 50  # situations of a cause that can be read, the biggest first
SEL = "atelier.impact"
VIDE: dict[str, Any] = {"rang": 0, "groupes": {}}


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    document = base.document(la_version)
    contexte = fiche.contexte_commun(request, la_version)
    if manque := ce_qui_manque(document):
        return render(request, "atelier/impact.html", contexte | {"manque": manque})
    etude = _etude(document)
    cle = _cle(etude)
    etat = _reprendre(request.POST.get("etat", ""), cle)
    if request.method == "POST":
        fin = time.monotonic() + TRANCHE_S
        etat["rang"], ecarts = etudier(etude, etat["rang"], lambda: time.monotonic() > fin)
        _ajouter(etat, ecarts, nom_de(la_version).adresse("apercu"), _libelles(etude))
    contexte |= {
        "etat": signing.dumps({**etat, "cle": cle}, salt=SEL, compress=True),
        "faites": etat["rang"],
        "total": len(etude.essais),
        "finie": etat["rang"] >= len(etude.essais),
        "commencee": request.method == "POST",
        "changees": sum(groupe["nombre"] for groupe in etat["groupes"].values()),
        "groupes": _lisibles(etude, etat["groupes"]),
        "cas": len(etude.cas),
        "verifies": None if request.htmx else avant_publication(la_version),
        "montrees": MONTREES,
    }
    gabarit = "atelier/impact_suite.html" if request.htmx else "atelier/impact.html"
    return render(request, gabarit, contexte)


@reserve(roles.LIRE)
@require_POST
def situations(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """All the situations of one cause, the biggest first: computed again from what the study found."""
    la_version = trouver(genre, version)
    nom = nom_de(la_version)
    document = base.document(la_version)
    etude = None if ce_qui_manque(document) else _etude(document)
    etat = _reprendre(request.POST.get("etat", ""), _cle(etude)) if etude else VIDE
    groupe = etat["groupes"].get(request.POST.get("cause", ""))
    if groupe is None:
        messages.error(
            request,
            "Cette étude a expiré, ou ne dit plus ce qui est écrit : calculez-la de nouveau.",
        )
        return HttpResponseRedirect(nom.adresse("impact"))
    page = Paginator(_rangs(groupe)[:MONTREES], PAR_PAGE).get_page(request.POST.get("page"))
    contexte = fiche.contexte_commun(request, la_version) | {
        "etat": request.POST["etat"],
        "cause": request.POST["cause"],
        "titre_cause": _titre(etude, int(request.POST["cause"])),
        "nombre": groupe["nombre"],
        "montrees": MONTREES,
        "page": page,
        "exemples": [
            exemple(comparer(etude, rang), nom.adresse("apercu"), _libelles(etude)) for rang in page
        ],
    }
    return render(request, "atelier/situations.html", contexte)


def _rangs(groupe: Mapping[str, Any]) -> list[int]:
    """Ranks of the trials of a group, the one that weighs most first."""
    return [rang for rang, _ in sorted(groupe["rangs"], key=lambda r: (-r[1], r[0]))]


def _cle(etude: Etude) -> str:
    """What the ranks of the trials depend on: both documents, the day and the control cases."""
    essais = [[essai.cas, essai.reponses] for essai in etude.cas]
    return formes.condense(
        formes.ecrire([etude.publie, etude.brouillon, etude.jour.isoformat(), essais])
    )


def _etude(document: formes.Document) -> Etude:
    publication = Publication.objects.values_list("contenu", flat=True).first() or "{}"
    cas = tuple(
        (nom, json.dumps(reponses)) for nom, reponses in
        CasDeControle.objects.values_list("nom", "reponses")
    )  # fmt: skip
    return _preparee(publication, formes.ecrire(document), cas, timezone.localdate())


@lru_cache(maxsize=2)
def _preparee(publication: str, document: str, cas: tuple, jour) -> Etude:
    """Kept between two slices of the same study: drawing its situations takes a while."""
    essais = tuple(Essai(json.loads(reponses), nom) for nom, reponses in cas)
    return Etude(json.loads(publication), json.loads(document), jour, essais)


def _libelles(etude: Etude) -> dict[str, str]:
    return {s["slug"]: s["libelle"] for s in etude.publie.get("specialites", ())}


def _reprendre(signe: str, cle: str) -> dict[str, Any]:
    """What was found so far; from the start when the draft, or what is public, has moved since."""
    try:
        etat = signing.loads(signe, salt=SEL, max_age=3600)
    except signing.BadSignature:
        etat = {}
    if etat.pop("cle", None) != cle:
        return {**VIDE, "groupes": {}}
    return etat


def _ajouter(
    etat: dict[str, Any], ecarts: Iterable[Ecart], apercu: str, specialites: Mapping[str, str]
) -> None:
    for ecart in ecarts:
        groupe = etat["groupes"].setdefault(
            str(ecart.cause), {"nombre": 0, "verdicts": 0, "rangs": [], "exemples": []}
        )
        groupe["nombre"] += 1
        groupe["verdicts"] += ecart.avant.verdict != ecart.apres.verdict
        groupe["rangs"].append((ecart.rang, int(ecart.poids)))
        groupe["exemples"].append(exemple(ecart, apercu, specialites))
        groupe["exemples"].sort(key=lambda e: -float(e["poids"]))
        del groupe["exemples"][EXEMPLES:]


def _lisibles(etude: Etude, groupes: dict[str, Any]) -> list[dict[str, Any]]:
    """Groups with their cause in words, the one that weighs most first."""
    lisibles = []
    for cause, groupe in groupes.items():
        lisibles.append({**groupe, "cause": cause, "titre": _titre(etude, int(cause))})
    return sorted(lisibles, key=lambda g: -max(float(e["poids"]) for e in g["exemples"]))


def _titre(etude: Etude, cause: int) -> str:
    """« Montants de l’aide, 1 ETP, de base, année 1 »."""
    if cause == COMBINAISON:
        return "Combinaison de plusieurs cases"
    difference = etude.differences[cause]
    case = nom_de_case(etude.brouillon["genre"], difference.table, difference.cle)
    return f"{textes.TABLES[difference.table]}, {case}"
