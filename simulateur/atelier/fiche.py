"""The page of one version: its state, what it changes, what prevents it from being published."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from eligibility import avertissements, cycle, roles
from eligibility.documents import base
from eligibility.documents.differences import differences
from eligibility.documents.formes import TABLES, Document
from eligibility.models import Changement
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.textes import atelier as textes

from . import acces
from .acces import reserve
from .presentation import (
    anomalie_lisible,
    changement_lisible,
    difference_lisible,
    fiche_lisible,
)
from .versions import nom_de, trouver

DERNIERS = 20


class FormulaireDate(forms.Form):
    """The day a new version takes effect."""

    date_effet = forms.DateField(
        label="Date d’effet", input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"placeholder": "jj/mm/aaaa", "inputmode": "numeric"}),
        error_messages={"required": "Indiquez le premier jour où cette version s’applique.",
                        "invalid": "Écrivez le jour ainsi : 01/01/2027."},
    )  # fmt: skip


def contexte_commun(request: HttpRequest, version: Version) -> dict[str, Any]:
    """What every page of a version shows at its top."""
    nom = nom_de(version)
    return {
        **admin.site.each_context(request),
        "version": version,
        "nom": nom,
        "genre": nom.genre,
        "titre_genre": textes.GENRES[nom.genre],
        "statut": textes.STATUTS[version.statut],
        "brouillon": version.statut == Statut.BROUILLON,
        "publiee": version.statut == Statut.PUBLIE,
        "redige": request.user.has_perm(roles.REDIGER),
        "publie": request.user.has_perm(roles.PUBLIER),
        "tables": [(table, textes.TABLES[table]) for table in TABLES[nom.genre]],
    }


@reserve(roles.LIRE)
@require_safe
def page(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    document = base.document(la_version)
    anomalies = [
        anomalie_lisible(nom_de(la_version), examinee)
        for examinee in avertissements.examiner(la_version, document)
    ]
    changements = Changement.objects.filter(
        genre=genre, version=la_version.date_effet, revision=la_version.revision
    )
    origine = reference(la_version)
    contexte = contexte_commun(request, la_version) | {
        "contenu": [
            {
                "table": table,
                "titre": textes.TABLES[table],
                "remplies": sum(
                    1 for ligne in document[table] if ligne["fiabilite"] != "a_completer"
                ),
                "vides": sum(1 for ligne in document[table] if ligne["fiabilite"] == "a_completer"),
            }
            for table in TABLES[genre]
        ],
        "anomalies": anomalies,
        "a_accepter": any(ligne["a_accepter"] for ligne in anomalies),
        "origine": origine,
        "differences": _differences(origine, document),
        "fiche_changee": fiche_changee(origine, document),
        "changements": [changement_lisible(c) for c in changements[:DERNIERS]],
        "formulaire_date": FormulaireDate(),
        "sien": acces.a_redige(request, la_version),
        "peut_publier": acces.peut_publier(request, la_version),
    }
    return render(request, "atelier/fiche.html", contexte)


def reference(version: Version) -> Version | None:
    """What a version is compared with: the published one it replaces, else the one in force before it."""
    publiees = type(version).objects.filter(
        statut=Statut.PUBLIE, date_effet__lte=version.date_effet
    )
    return publiees.exclude(pk=version.pk).order_by("-date_effet").first()


def _differences(origine: Version | None, document: Document) -> list:
    if origine is None:
        return []
    return [
        difference_lisible(document["genre"], difference)
        for difference in differences(base.document(origine), document)
    ]


def fiche_changee(origine: Version | None, document: Document) -> list[tuple[str, str, str]]:
    """What the version says of itself, unlike the one it is compared with."""
    if origine is None:
        return []
    return list(fiche_lisible(base.document(origine), document))


@reserve(roles.REDIGER)
@require_POST
def corriger(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """A draft of the same date, one revision higher."""
    copie = cycle.copier(trouver(genre, version), acces.auteur(request))
    messages.success(request, "Voici le brouillon de la correction. Rien n’est public.")
    return HttpResponseRedirect(nom_de(copie).adresse("fiche"))


@reserve(roles.REDIGER)
@require_POST
def dater(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """A draft that takes effect on another day, with the same cells to begin with."""
    la_version = trouver(genre, version)
    formulaire = FormulaireDate(request.POST)
    if not formulaire.is_valid():
        messages.error(request, " ".join(formulaire.errors["date_effet"]))
        return HttpResponseRedirect(nom_de(la_version).adresse("fiche") + "#nouvelle-date")
    copie = cycle.copier(la_version, acces.auteur(request), formulaire.cleaned_data["date_effet"])
    messages.success(request, "Voici le brouillon de la nouvelle version. Rien n’est public.")
    return HttpResponseRedirect(nom_de(copie).adresse("fiche"))


@reserve(roles.REDIGER)
@require_POST
def supprimer(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """A draft goes away; its history stays."""
    la_version = trouver(genre, version)
    if la_version.statut != Statut.BROUILLON:
        messages.error(request, textes.REFUS["pas_un_brouillon"])
        return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))
    la_version.delete()
    messages.success(request, f"Le brouillon {la_version} est supprimé.")
    return HttpResponseRedirect(reverse("atelier:tableau"))


@reserve(roles.REDIGER)
@require_POST
def accepter(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """Accepts the warnings that were ticked, with one reason."""
    la_version = trouver(genre, version)
    raison = request.POST.get("raison", "").strip()
    choisis = request.POST.getlist("anomalies")
    if not raison or not choisis:
        messages.error(request, "Cochez des avertissements et dites pourquoi ils sont acceptables.")
    else:
        try:
            with transaction.atomic():
                combien = avertissements.accepter(
                    la_version, choisis, raison, acces.auteur(request)
                )
        except IntegrityError:
            combien = 0
        messages.success(request, f"{combien} avertissement{'s' if combien > 1 else ''} accepté"
                                  f"{'s' if combien > 1 else ''}.")  # fmt: skip
    return HttpResponseRedirect(nom_de(la_version).adresse("fiche") + "#controles")
