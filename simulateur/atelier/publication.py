"""Publishing and going back: one page that says what will change, one button that does it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from eligibility import avertissements, cycle, roles
from eligibility.documents import base, formes
from eligibility.documents.differences import differences
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from eligibility.regles.controle import BLOQUANTE
from simulateur.textes import atelier as textes

from . import acces, fiche
from .acces import reserve
from .presentation import difference_lisible
from .versions import nom_de, trouver


class Motif(forms.Form):
    """Why it is done: kept in the history, and read by the public page of what is new."""

    motif = forms.CharField(
        label="Motif", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Une phrase, lisible par tous : ce qui change et d’après quoi.",
        error_messages={"required": "Dites en une phrase ce qui change, et d’après quoi."},
    )  # fmt: skip


@reserve(roles.PUBLIER)
@require_http_methods(["GET", "HEAD", "POST"])
def publier(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    formulaire = Motif(request.POST or None)
    refus, a_relire = _refus(request, la_version), False
    if request.method == "POST" and formulaire.is_valid() and not refus:
        try:
            cycle.publier(
                la_version, acces.auteur(request), formulaire.cleaned_data["motif"],
                request.POST.get("lue", ""),
            )  # fmt: skip
        except cycle.ActeRefuse as refuse:
            refus, a_relire = phrase(refuse), refuse.code == "brouillon_change"
        else:
            messages.success(
                request, f"{la_version} est public. Le site le suit dans les secondes."
            )
            return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))
    origine = fiche.reference(la_version)
    document = base.document(la_version)
    return _rendre(
        request, la_version, formulaire, refus,
        titre="Publier", bouton="Publier maintenant",
        lue=formes.empreinte_de_version(document), a_relire=a_relire,
        origine=origine,
        differences=[] if origine is None else differences(base.document(origine), document),
    )  # fmt: skip


@reserve(roles.PUBLIER)
@require_http_methods(["GET", "HEAD", "POST"])
def retirer(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    la_version = trouver(genre, version)
    formulaire = Motif(request.POST or None)
    refus = "" if la_version.statut == Statut.PUBLIE else textes.REFUS["pas_publiee"]
    if request.method == "POST" and formulaire.is_valid() and not refus:
        try:
            cycle.retirer(la_version, acces.auteur(request), formulaire.cleaned_data["motif"])
        except cycle.ActeRefuse as refuse:
            refus = phrase(refuse)
        else:
            messages.success(request, f"{la_version} n’est plus public.")
            return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))
    suivante = cycle.precedente_de(la_version) or fiche.reference(la_version)
    document = base.document(la_version)
    return _rendre(
        request, la_version, formulaire, refus,
        titre="Revenir en arrière", bouton="Retirer cette version", lue="", a_relire=False,
        origine=suivante,
        differences=[] if suivante is None else differences(document, base.document(suivante)),
    )  # fmt: skip


@reserve(roles.PUBLIER)
@require_POST
def references(request: HttpRequest) -> HttpResponse:
    """Specialties and sources as they stand go public."""
    formulaire = Motif(request.POST)
    if not formulaire.is_valid():
        messages.error(request, " ".join(formulaire.errors["motif"]))
        return HttpResponseRedirect(reverse("atelier:tableau"))
    try:
        cycle.mettre_en_ligne(acces.auteur(request), formulaire.cleaned_data["motif"])
    except cycle.ActeRefuse as refus:
        messages.error(request, phrase(refus))
    else:
        messages.success(request, "Les spécialités et les sources sont en ligne.")
    return HttpResponseRedirect(reverse("atelier:tableau"))


def phrase(refus: cycle.ActeRefuse) -> str:
    return textes.REFUS[refus.code].format_map({n: str(v) for n, v in refus.detail.items()})


def _refus(request: HttpRequest, version: Version) -> str:
    if version.statut != Statut.BROUILLON:
        return textes.REFUS["pas_un_brouillon"]
    if not acces.peut_publier(request, version):
        if request.method == "POST":
            raise PermissionDenied
        return textes.REFUS["son_propre_brouillon"]
    graves = {
        examinee.anomalie.gravite
        for examinee in avertissements.examiner(version, base.document(version))
        if examinee.bloque
    }
    if not graves:
        return ""
    return textes.REFUS["anomalies" if BLOQUANTE in graves else "avertissements"]


def _rendre(
    request: HttpRequest, version: Version, formulaire: Motif, refus: str, **autres
) -> HttpResponse:
    genre = base.genre_de(version)
    origine = autres["origine"]
    autres["fiche_changee"] = fiche.fiche_changee(origine, base.document(version))
    autres["differences"] = [difference_lisible(genre, d) for d in autres["differences"]]
    contexte = fiche.contexte_commun(request, version) | {
        "formulaire": formulaire,
        "refus": refus,
        **autres,
    }
    statut = 422 if request.method == "POST" else 200
    return render(request, "atelier/publier.html", contexte, status=statut)
