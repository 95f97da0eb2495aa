"""The page of one version: its state, what it changes, what prevents it from being published."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from eligibility import avertissements, cycle, precedentes, roles, soumission
from eligibility.actes import ActeRefuse
from eligibility.documents import base, validation
from eligibility.documents.differences import differences
from eligibility.documents.formes import TABLES, Document
from eligibility.models.choix import Pas, Statut
from eligibility.models.version import Version
from simulateur.cas import attente as attentes
from simulateur.textes import atelier as textes

from . import acces, actes, rattrapage
from .acces import reserve
from .cas_presentation import avant_publication
from .champs import Jour
from .presentation import (
    anomalie_lisible,
    difference_lisible,
    fiche_lisible,
)
from .versions import nom_de, trouver

DERNIERS = 20
MOT_MAX = 500


class FormulaireDate(forms.Form):
    """The day a new version takes effect."""

    date_effet = Jour(
        label="Date d’effet",
        error_messages={"required": "Indiquez le premier jour où cette version s’applique."},
    )

    def clean_date_effet(self) -> date:
        jour = self.cleaned_data["date_effet"]
        if not validation.effet_possible(jour):
            raise forms.ValidationError(textes.effet_impossible())
        return jour


def contexte_commun(request: HttpRequest, version: Version) -> dict[str, Any]:
    """What every page of a version shows at its top."""
    nom = nom_de(version)
    return {
        **admin.site.each_context(request),
        "version": version,
        "nom": nom,
        "genre": nom.genre,
        "titre_genre": textes.GENRES[nom.genre],
        "statut": statut(version),
        "brouillon": version.statut == Statut.BROUILLON,
        "publiee": version.statut == Statut.PUBLIE,
        "redige": request.user.has_perm(roles.REDIGER),
        "publie": request.user.has_perm(roles.PUBLIER),
        "deviendrait_auteur": acces.deviendrait_auteur(request, version),
        "mes_attentes": attentes.siennes(version, request.user).count(),
        "tables": [(table, textes.TABLES[table]) for table in TABLES[nom.genre]],
    }


@reserve(roles.LIRE)
@require_safe
def page(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    return montrer(request, trouver(genre, version))


def montrer(
    request: HttpRequest, la_version: Version, refuses: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page of a version. `refuses`: what was typed in one of its forms, and why it is refused."""
    genre = base.genre_de(la_version)
    document = base.document(la_version)
    anomalies = [
        anomalie_lisible(nom_de(la_version), examinee)
        for examinee in avertissements.examiner(la_version, document)
    ]
    faits = actes.de(la_version)
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
        "a_accepter": sum(ligne["a_accepter"] for ligne in anomalies),
        "origine": origine,
        "differences": _differences(origine, document),
        "fiche_changee": fiche_changee(origine, document),
        "changements": [actes.lisible(acte) for acte in faits[:DERNIERS]],
        "reste": max(0, len(faits) - DERNIERS),
        "formulaire_date": FormulaireDate(),
        "soumission": soumission.de(la_version, document),
        "a_corriger": any(ligne["bloque"] for ligne in anomalies),
        "mot": "",
        "refus_soumission": "",
        "ou_corriger": "#mot",
        "raison": "",
        "soumis_par_moi": _soumis_par_moi(request, la_version),
        "refus_renvoi": "",
        "refus_suppression": "",
        "attentes": len(attentes.de(la_version)),
        "cas": avant_publication(la_version) if la_version.statut == Statut.BROUILLON else {},
        "sien": acces.a_redige(request, la_version),
        "peut_publier": acces.peut_publier(request, la_version),
        "retard": rattrapage.retard(la_version),
        "autres": rattrapage.autres_brouillons(la_version),
        **(refuses or {}),
    }
    return render(request, "atelier/fiche.html", contexte, status=422 if refuses else 200)


def statut(version: Version) -> str:
    """« soumis » is where a draft stands, not a state of its rows."""
    if version.statut == Statut.BROUILLON:
        etape = soumission.derniere_etape(version)
        if etape is not None and etape.pas == Pas.SOUMISSION:
            return textes.SOUMIS
    return textes.STATUTS[version.statut]


def _soumis_par_moi(request: HttpRequest, version: Version) -> bool:
    etape = soumission.derniere_etape(version)
    return etape is not None and soumission.de_sa_main(etape, acces.auteur(request))


def reference(version: Version) -> Version | None:
    """What a version is compared with: the revision that it replaces or did, else the date before it."""
    publiees = type(version).objects.filter(statut=Statut.PUBLIE, date_effet__lt=version.date_effet)
    avant = publiees.order_by("-date_effet").first()
    if version.statut != Statut.BROUILLON:
        return precedentes.precedente_de(version) or avant
    soeurs = type(version).objects.filter(statut=Statut.PUBLIE, date_effet=version.date_effet)
    return soeurs.first() or avant


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
    la_version = _copiable(genre, version)
    copie = cycle.copier(la_version, acces.auteur(request))
    messages.success(request, "Voici le brouillon de la correction. Rien n’est public.")
    if la_version.statut == Statut.ARCHIVE:
        messages.warning(request, textes.copie_d_archive(la_version))
    return HttpResponseRedirect(nom_de(copie).adresse("fiche"))


@reserve(roles.REDIGER)
@require_POST
def dater(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """A draft that takes effect on another day, with the same cells to begin with."""
    la_version = _copiable(genre, version)
    formulaire = FormulaireDate(request.POST)
    if not formulaire.is_valid():
        return montrer(request, la_version, {"formulaire_date": formulaire})
    copie = cycle.copier(la_version, acces.auteur(request), formulaire.cleaned_data["date_effet"])
    messages.success(request, "Voici le brouillon de la nouvelle version. Rien n’est public.")
    return HttpResponseRedirect(nom_de(copie).adresse("fiche"))


def _copiable(genre: str, version: str) -> Version:
    """Not a draft: in the copy, made by another person, who wrote its cells could publish them alone.

    Raises ActeRefuse.
    """
    la_version = trouver(genre, version)
    if la_version.statut == Statut.BROUILLON:
        raise ActeRefuse("copie_d_un_brouillon")
    return la_version


@reserve(roles.REDIGER)
@require_POST
def supprimer(request: HttpRequest, genre: str, version: str) -> HttpResponse:
    """A draft goes away, for a reason; its history stays."""
    la_version = trouver(genre, version)
    raison = request.POST.get("mot", "").strip()[:MOT_MAX]
    if la_version.statut == Statut.BROUILLON and not raison:
        return montrer(request, la_version, {"refus_suppression": textes.REFUS["motif_vide"]})
    perdus = len(attentes.de(la_version))
    try:
        soumission.supprimer(la_version, acces.auteur(request), textes.suppression(raison, perdus))
    except ActeRefuse as refus:
        messages.error(request, textes.refus(refus))
        return HttpResponseRedirect(nom_de(la_version).adresse("fiche"))
    messages.success(request, f"Le brouillon {la_version} est supprimé.")
    return HttpResponseRedirect(reverse("atelier:tableau"))
