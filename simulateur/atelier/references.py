"""What waits to go public beside versions: specialties, sources, the doctors of the home page."""

from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eligibility import actes, cycle, relecture, roles
from eligibility import references as gardees
from eligibility.documents import base, formes
from simulateur.cas.modele import EXEMPLES
from simulateur.textes import atelier as textes

from . import medecins
from .acces import Interdit, auteur, reserve
from .champs import Motif
from .presentation import difference_lisible


class EnAttente(NamedTuple):
    """`lignes`: what differs, in words, each with the `nom` that chooses it and whether it is `sienne`, of
    who asks; `lue`: its fingerprint.
    """

    lignes: list[dict[str, Any]]
    lue: str

    @property
    def toutes_siennes(self) -> bool:
        return bool(self.lignes) and all(ligne["sienne"] for ligne in self.lignes)


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Row by row, what is not so in public; who publishes puts online what she chooses, having read it."""
    publie = request.user.has_perm(roles.PUBLIER)
    formulaire = Motif(request.POST or None)
    refus = ""
    if request.method == "POST":
        if not publie:
            raise Interdit.faute_de(roles.PUBLIER)
        if formulaire.is_valid():
            refus = _mettre_en_ligne(request, formulaire.cleaned_data["motif"])
            if not refus:
                messages.success(request, "Ce que vous avez choisi est en ligne.")
                return HttpResponseRedirect(reverse("atelier:tableau"))
    attente = en_attente(request)
    contexte = admin.site.each_context(request) | {
        "attente": attente,
        "cochees": _choisies(request, attente),
        "formulaire": formulaire,
        "refus": refus
        or (textes.REFUS["ses_references"] if publie and attente.toutes_siennes else ""),
        "choisir": publie and not attente.toutes_siennes,
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "atelier/references.html", contexte, status=statut)


def _choisies(request: HttpRequest, attente: EnAttente) -> set[str]:
    """What is ticked: what was, once sent; at first all that this person may put online."""
    if request.method == "POST":
        return set(request.POST.getlist("choix"))
    return {ligne["nom"] for ligne in attente.lignes if not ligne["sienne"]}


def _mettre_en_ligne(request: HttpRequest, motif: str) -> str:
    """Why it was refused, in words; empty when it is done."""
    attente = en_attente(request)
    if not attente.lignes:
        return textes.REFUS["rien_en_attente"]
    if not request.POST.get("lue"):
        return textes.REFUS["non_lue"]
    choisies = {
        ligne["choix"] for ligne in attente.lignes if ligne["nom"] in _choisies(request, attente)
    }
    if not choisies:
        return textes.REFUS["rien_de_choisi"]
    try:
        cycle.mettre_en_ligne(auteur(request), motif, lue=request.POST["lue"], choisies=choisies)
    except actes.ActeRefuse as refuse:
        return textes.refus(refuse)
    return ""


def en_attente(request: HttpRequest) -> EnAttente:
    """All that going online would change now."""
    public, maintenant = gardees.publie(), base.hors_versions()
    if public is None:
        return EnAttente([], "")
    dispense = relecture.dispense(request.user)
    lignes = [
        _a_choisir(
            lisible(attente),
            (attente.difference.table, attente.difference.cle[0]),
            sienne=not dispense and relecture.a_ecrit([attente], request.user),
        )
        for attente in gardees.en_attente(public, maintenant)
    ]
    if exemples := medecins.lisibles(public, maintenant):
        lignes.append(_a_choisir(exemples, (gardees.PARTIES, EXEMPLES), sienne=False))
    return EnAttente(lignes, formes.condense(formes.ecrire(maintenant)))


def _a_choisir(ligne: dict[str, Any], choix: tuple[str, str], *, sienne: bool) -> dict[str, Any]:
    return {**ligne, "choix": choix, "nom": "/".join(choix), "sienne": sienne}


def lisible(attente: gardees.Attente) -> dict[str, Any]:
    """One row, with who wrote it."""
    dite = difference_lisible("", attente.difference)
    return {**dite, "auteurs": ", ".join(attente.auteurs) or "auteur non noté", "liens": ()}
