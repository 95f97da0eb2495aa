"""Control cases: run them, see which are red and why, write one from a result, bring some up to date."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from eligibility import roles, selectors
from eligibility.documents import base
from simulateur.cas import attendu as attendus
from simulateur.cas.controle import calculer, verifier
from simulateur.cas.lecture import en_requete
from simulateur.cas.modele import CasDeControle
from simulateur.reponses.lecture import lire_textes
from simulateur.textes import atelier as textes

from .acces import reserve
from .apercu import ce_qui_manque
from .versions import Nom, nom_de, trouver

PAR_PAGE = 100
CHIFFRES = 18  # a database refuses longer numbers


class Formulaire(forms.ModelForm):
    """A case written from the address of a result."""

    adresse = forms.CharField(
        label="Adresse du résultat", max_length=9_000,
        help_text="Copiez-la depuis la page d’un résultat, publique ou d’un brouillon.",
        error_messages={"required": "Collez l’adresse d’un résultat."},
    )  # fmt: skip

    class Meta:
        model = CasDeControle
        fields = ("nom", "theme", "source")

    field_order = ("adresse", "nom", "theme", "source")

    def clean_adresse(self) -> dict[str, Any]:
        """The answers of the address, as JSON."""
        requete = parse_qs(urlsplit(self.cleaned_data["adresse"].strip()).query)
        if not requete:
            raise forms.ValidationError("Cette adresse ne porte aucune réponse.")
        lecture = lire_textes(requete, selectors.tables().referentiel, timezone.localdate())
        if "date_signature" not in lecture.valeurs:
            raise forms.ValidationError(
                "Sans date de signature, ce résultat changerait chaque jour."
            )
        return lecture.en_json()


@reserve(roles.LIRE)
@require_safe
def liste(request: HttpRequest) -> HttpResponse:
    """Every case with its colour, computed now, on what is public or on a draft; red ones first."""
    brouillon = _brouillon(request)
    cherche = request.GET.get("q", "").strip()
    lus = CasDeControle.objects.all()
    if cherche:
        lus = lus.filter(nom__icontains=cherche)
    referentiel = _referentiel(brouillon)
    lignes = (
        []
        if referentiel is None
        else [_ligne(cas, verifier(cas, referentiel), brouillon) for cas in lus]
    )
    lignes.sort(key=lambda ligne: not ligne["ecarts"])
    contexte = admin.site.each_context(request) | {
        "page": Paginator(lignes, PAR_PAGE).get_page(request.GET.get("page")),
        "rouges": sum(1 for ligne in lignes if ligne["ecarts"]),
        "nombre": len(lignes),
        "cherche": cherche,
        "brouillon": brouillon,
        "impossible": referentiel is None,
        "redige": request.user.has_perm(roles.REDIGER),
    }
    return render(request, "atelier/cas_liste.html", contexte)


@reserve(roles.REDIGER)
@require_POST
def mettre_a_jour(request: HttpRequest) -> HttpResponse:
    """The cases that were ticked now expect what is computed: on purpose, and with a reason."""
    brouillon = _brouillon(request)
    referentiel = _referentiel(brouillon)
    raison = request.POST.get("raison", "").strip()
    choisis = CasDeControle.objects.filter(pk__in=_entiers(request.POST.getlist("cas")))
    retour = reverse("atelier:cas") + (
        f"?version={brouillon.genre}/{brouillon.version}" if brouillon else ""
    )
    if not raison or not choisis or referentiel is None:
        messages.error(request, "Cochez des cas et dites pourquoi leur attendu change.")
        return HttpResponseRedirect(retour)
    for cas in choisis:
        cas.attendu = attendus.relire(cas.attendu, calculer(cas.reponses, referentiel))
        cas.save(update_fields=["attendu"])
    LogEntry.objects.log_actions(request.user.pk, choisis, CHANGE, change_message=raison)
    combien = len(choisis)
    messages.success(request, f"{combien} cas mis à jour." if combien > 1 else "Un cas mis à jour.")
    return HttpResponseRedirect(retour)


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def nouveau(request: HttpRequest) -> HttpResponse:
    """From the address of a result to a case: first what it says now, then what to keep of it."""
    formulaire = Formulaire(
        request.POST or None, initial={"adresse": request.GET.get("adresse", "")}
    )
    faits = []
    if request.method == "POST" and formulaire.is_valid():
        reponses = formulaire.cleaned_data["adresse"]
        propose = attendus.proposer(calculer(reponses, selectors.tables().referentiel))
        gardes = set(request.POST.getlist("faits"))
        faits = [
            {
                "cle": cle,
                "libelle": textes.FAITS[cle],
                "valeur": textes.fait(valeur, cle),
                "garde": cle in gardes,
            }
            for cle, valeur in propose.items()
        ]
        if not gardes and "propose" in request.POST:
            messages.error(request, "Cochez au moins une chose que ce cas doit vérifier.")
        if gardes:
            cas = formulaire.save(commit=False)
            cas.reponses = reponses
            cas.attendu = {cle: valeur for cle, valeur in propose.items() if cle in gardes}
            cas.save()
            messages.success(request, "Le cas est créé.")
            return HttpResponseRedirect(reverse("atelier:un_cas", args=(cas.pk,)))
    contexte = admin.site.each_context(request) | {"formulaire": formulaire, "faits": faits}
    statut = 422 if formulaire.errors else 200
    return render(request, "atelier/cas_nouveau.html", contexte, status=statut)


@reserve(roles.LIRE)
@require_http_methods(["GET", "HEAD", "POST"])
def un_cas(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: its answers, what it expects, what comes out."""
    cas = get_object_or_404(CasDeControle, pk=pk)
    redige = request.user.has_perm(roles.REDIGER)
    if request.method == "POST":
        if not redige:
            raise PermissionDenied
        if request.POST.get("action") == "supprimer":
            cas.delete()
            messages.success(request, f"Le cas « {cas.nom} » est supprimé.")
            return HttpResponseRedirect(reverse("atelier:cas"))
    brouillon = _brouillon(request)
    referentiel = _referentiel(brouillon)
    if referentiel is None:
        messages.error(request, "Il manque une constante à ce brouillon : voici le cas public.")
        brouillon, referentiel = None, _referentiel(None)
    resultat = calculer(cas.reponses, referentiel)
    obtenu = attendus.relire(cas.attendu, resultat)
    contexte = admin.site.each_context(request) | {
        "cas": cas,
        "brouillon": brouillon,
        "ecarts": verifier(cas, referentiel),
        "faits": [
            {
                "libelle": textes.FAITS.get(cle, cle),
                "attendu": textes.fait(valeur, cle),
                "obtenu": textes.fait(obtenu.get(cle), cle),
                "differe": obtenu.get(cle) != valeur,
            }
            for cle, valeur in cas.attendu.items()
        ],
        "lien": f"{reverse('resultats:page')}?{en_requete(cas.reponses)}",
        "lien_brouillon": brouillon and _apercu(brouillon, cas),
        "histoire": LogEntry.objects.filter(
            content_type__app_label="simulateur", object_id=str(cas.pk)
        ).select_related("user"),
        "redige": redige,
    }
    return render(request, "atelier/cas.html", contexte)


def _ligne(cas: CasDeControle, ecarts: list[str], brouillon: Nom | None) -> dict[str, Any]:
    suite = f"?version={brouillon.genre}/{brouillon.version}" if brouillon else ""
    return {"cas": cas, "ecarts": ecarts, "lien": reverse("atelier:un_cas", args=(cas.pk,)) + suite}


def _apercu(brouillon: Nom, cas: CasDeControle) -> str:
    return f"{brouillon.adresse('apercu')}simulation/resultats/?{en_requete(cas.reponses)}"


def _brouillon(request: HttpRequest) -> Nom | None:
    """The version named by `version=genre/2026-02-25.2`, None for what is public."""
    genre, _, nom = (request.GET.get("version") or request.POST.get("version") or "").partition("/")
    return nom_de(trouver(genre, nom)) if nom else None


def _referentiel(nom: Nom | None):
    """The tables to compute with; None when the draft lacks what they need."""
    if nom is None:
        return selectors.tables().referentiel
    document = base.document(trouver(nom.genre, nom.version))
    return None if ce_qui_manque(document) else selectors.avec(document).referentiel


def _entiers(textes_lus: list[str]) -> list[int]:
    return [int(t) for t in textes_lus if t.isascii() and t.isdigit() and len(t) <= CHIFFRES]
