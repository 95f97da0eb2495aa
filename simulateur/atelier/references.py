"""What waits to go public beside versions: specialties, sources, the doctors of the home page."""

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eligibility import cycle, relecture, roles
from eligibility import references as gardees
from eligibility.documents import base, formes
from eligibility.documents.formes import Document
from simulateur.textes import atelier as textes

from .acces import auteur, reserve
from .champs import Motif
from .presentation import difference_lisible


class EnAttente(NamedTuple):
    """`lignes`: what differs, in words; `lue`: its fingerprint; `sienne`: one is of who asks."""

    lignes: list[dict[str, Any]]
    lue: str
    sienne: bool


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Row by row, what is not so in public; who publishes puts it online, having read it."""
    publie = request.user.has_perm(roles.PUBLIER)
    formulaire = Motif(request.POST or None)
    refus = ""
    if request.method == "POST":
        if not publie:
            raise PermissionDenied
        if formulaire.is_valid():
            refus = _mettre_en_ligne(request, formulaire.cleaned_data["motif"])
            if not refus:
                messages.success(request, "Les spécialités et les sources sont en ligne.")
                return HttpResponseRedirect(reverse("atelier:tableau"))
    attente = en_attente(request)
    contexte = admin.site.each_context(request) | {
        "attente": attente,
        "formulaire": formulaire,
        "refus": refus or (textes.REFUS["ses_references"] if publie and attente.sienne else ""),
        "publie": publie,
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "atelier/references.html", contexte, status=statut)


def _mettre_en_ligne(request: HttpRequest, motif: str) -> str:
    """Why it was refused, in words; empty when it is done."""
    if not en_attente(request).lignes:
        return textes.REFUS["rien_en_attente"]
    if not request.POST.get("lue"):
        return textes.REFUS["non_lue"]
    try:
        cycle.mettre_en_ligne(auteur(request), motif, lue=request.POST["lue"])
    except cycle.ActeRefuse as refuse:
        return textes.refus(refuse)
    return ""


def en_attente(request: HttpRequest) -> EnAttente:
    """All that going online would change now."""
    public, maintenant = gardees.publie(), base.hors_versions()
    if public is None:
        return EnAttente([], "", False)
    attentes = gardees.en_attente(public, maintenant)
    sienne = not relecture.dispense(request.user) and relecture.a_ecrit(attentes, request.user)
    return EnAttente(
        [*map(lisible, attentes), *_exemples(public, maintenant)],
        formes.condense(formes.ecrire(maintenant)),
        sienne,
    )


def lisible(attente: gardees.Attente) -> dict[str, Any]:
    """One row, with who wrote it."""
    dite = difference_lisible("", attente.difference)
    return {**dite, "auteurs": ", ".join(attente.auteurs) or "auteur non noté"}


def _exemples(public: Document, maintenant: Document) -> list[dict[str, Any]]:
    """The doctors of the home page: control cases, whose history is with them."""
    anciens, nouveaux = (
        {exemple["nom"]: exemple["reponses"] for exemple in document["parties"].get("exemples", [])}
        for document in ({"parties": {}, **public}, maintenant)
    )
    return [
        {
            "titre": textes.TABLES["exemples"],
            "case": nom,
            "quoi": [
                (
                    textes.COLONNES["reponses"],
                    *(textes.reponses(d.get(nom)) for d in (anciens, nouveaux)),
                )
            ],
            "auteurs": "voir l’historique du cas",
        }
        for nom in sorted(anciens.keys() | nouveaux.keys())
        if anciens.get(nom) != nouveaux.get(nom)
    ]
