"""A draft that another publication has overtaken: what it is told, and the gesture that catches up."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from eligibility import origines, rattrapage, roles
from eligibility.actes import ActeRefuse
from eligibility.documents import base
from eligibility.documents.formes import Document
from eligibility.documents.fusion import Fusion
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.textes import atelier as textes

from . import acces, fiche
from .acces import reserve
from .presentation import conflit_lisible, difference_lisible, fiche_lisible
from .versions import nom_de, trouver


def retard(version: Version) -> dict[str, Any] | None:
    """What a draft that is overtaken says at its top; None when it is up to date, or no draft."""
    publique = origines.depassee_par(version) if version.statut == Statut.BROUILLON else None
    if publique is None:
        return None
    lues = _lisible(base.document(version), rattrapage.prevoir(version, publique))
    return {"origine": origines.de(version), "publique": publique, **lues}


def autres_brouillons(version: Version) -> list[dict[str, Any]]:
    """The other drafts of the same date, each with its page and its author."""
    ouverts = type(version).objects.filter(date_effet=version.date_effet, statut=Statut.BROUILLON)
    return [
        {"version": autre, "adresse": nom_de(autre).adresse("fiche"), "redacteur": autre.redacteur}
        for autre in ouverts.exclude(pk=version.pk).select_related("redacteur")
    ]


@reserve(roles.REDIGER)
@require_POST
def reprendre(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """Takes what is public, and shows what both had changed: the draft keeps its own."""
    la_version = trouver(genre, version)
    document = base.document(la_version)
    try:
        publique, fusion = rattrapage.reprendre(la_version, acces.auteur(request))
    except ActeRefuse as refus:
        messages.error(request, textes.refus(refus))
        return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))
    contexte = fiche.contexte_commun(request, la_version) | {
        "publique": publique,
        **_lisible(document, fusion),
    }
    return render(request, "atelier/reprise.html", contexte)


def _lisible(document: Document, fusion: Fusion) -> dict[str, Any]:
    """`document`: the draft's, as it was before."""
    genre = document["genre"]
    return {
        "prises": [difference_lisible(genre, d) for d in fusion.prises],
        "conflits": [conflit_lisible(genre, c) for c in fusion.conflits],
        "fiche_prise": list(fiche_lisible(document, {**document, **fusion.fiche})),
        "fiche_gardee": list(fiche_lisible({**document, **fusion.fiche_gardee}, document)),
    }
