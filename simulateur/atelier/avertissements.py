"""The page where warnings of a draft are accepted, several with one reason: listed and ticked first."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from eligibility import avertissements, roles
from eligibility.documents import base

from . import fiche
from .acces import auteur, exiger_brouillon, reserve
from .presentation import anomalie_lisible
from .versions import nom_de, trouver


class Formulaire(forms.Form):
    """Why the ticked warnings are acceptable."""

    raison = forms.CharField(
        label="Raison d’accepter les avertissements cochés", max_length=500,
        help_text="Une seule pour tous, gardée avec votre nom.",
        error_messages={"required": "Dites pourquoi ils sont acceptables."},
    )  # fmt: skip


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    nom = nom_de(la_version)
    if not exiger_brouillon(request, la_version):
        return HttpResponseRedirect(nom.adresse("fiche"))
    lignes = [
        anomalie_lisible(nom, examinee)
        for examinee in avertissements.examiner(la_version, base.document(la_version))
    ]
    lignes = [ligne for ligne in lignes if ligne["a_accepter"]]
    formulaire = Formulaire(request.POST or None)
    choisis = {ligne["nom"] for ligne in lignes}
    if request.method == "POST":
        choisis &= set(request.POST.getlist("anomalies"))
        if not choisis:
            formulaire.add_error(None, "Cochez au moins un avertissement.")
        if formulaire.is_valid():
            _accepter(request, la_version, choisis, formulaire.cleaned_data["raison"])
            return HttpResponseRedirect(nom.adresse("fiche") + "#controles")
    contexte = fiche.contexte_commun(request, la_version) | {
        "lignes": [{**ligne, "cochee": ligne["nom"] in choisis} for ligne in lignes],
        "formulaire": formulaire,
    }
    statut = 422 if formulaire.errors else 200
    return render(request, "atelier/avertissements.html", contexte, status=statut)


def _accepter(request: HttpRequest, version, choisis: set[str], raison: str) -> None:
    try:
        with transaction.atomic():
            combien = avertissements.accepter(version, choisis, raison, auteur(request))
    except IntegrityError:  # somebody else accepted one of them at the same moment
        messages.info(request, "Quelqu’un vient d’en accepter : relisez ceux qui restent.")
        return
    pluriel = "s" if combien > 1 else ""
    messages.success(request, f"{combien} avertissement{pluriel} accepté{pluriel}.")
