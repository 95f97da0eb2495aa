"""Writing a case: from the address of a result, or over what it says."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from eligibility import roles, selectors
from eligibility.actes import ActeRefuse
from simulateur.cas import attendu as attendus
from simulateur.cas import attente as attentes
from simulateur.cas import ecriture, faits
from simulateur.cas.controle import calculer
from simulateur.cas.modele import CasDeControle
from simulateur.textes import atelier as textes

from .acces import auteur, deviendrait_auteur, reserve
from .cas import Regard, contexte, ou_public
from .cas_formulaires import Consentement, Faits, Formulaire, Identite, Raison, Titre
from .cas_presentation import lien


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def nouveau(request: HttpRequest) -> HttpResponse:
    """From the address of a result to a case: first what it says now, then what to keep, or to correct."""
    vu = ou_public(request)
    formulaire = Formulaire(
        request.POST or None, initial={"adresse": request.GET.get("adresse", "")}
    )
    saisis = Faits([], set())
    choisi = "propose" in request.POST or "faits" in request.POST
    valide = formulaire.is_valid()
    reponses = formulaire.cleaned_data.get("adresse") if formulaire.is_bound else None
    if reponses is not None:
        resultat = calculer(reponses, selectors.tables().referentiel)
        champs = faits.champs(attendus.proposer(resultat))
        saisis = Faits(champs, set(), request.POST if choisi else None)
    if valide and choisi and not saisis.erreurs:
        cas = formulaire.save(commit=False)
        cas.reponses, cas.attendu = reponses, saisis.attendu
        ecriture.creer(cas, auteur(request))
        messages.success(request, "Le cas est créé.")
        return HttpResponseRedirect(lien(cas, None))
    return _rendre(request, "atelier/cas_nouveau.html", vu, [formulaire], saisis, {
        "formulaire": formulaire,
    })  # fmt: skip


@reserve(roles.REDIGER)
@require_http_methods(["GET", "HEAD", "POST"])
def modifier(request: HttpRequest, pk: int) -> HttpResponse:
    """A case written anew, for all and at once; with a draft, only what it will expect once public."""
    cas = CasDeControle.objects.filter(pk=pk).first()
    if cas is None:
        return _disparu(request)
    vue = ecriture.empreinte(cas)
    vu = ou_public(request)
    post = request.POST if request.method == "POST" else None
    en_attente = attentes.attendus(vu.version).get(pk)
    attendu = cas.attendu if en_attente is None else en_attente
    champs = _champs(cas, attendu, vu)
    saisis = Faits(champs, {champ.nom for champ in faits.champs(attendu)}, post)
    raison = Raison(post)
    identite: forms.ModelForm = (
        Identite(post, instance=cas) if vu.version is None else Titre(post, cas, vu.version)
    )
    formulaires: list[forms.BaseForm] = [identite, raison]
    consentement = Consentement(post) if deviendrait_auteur(request, vu.version) else None
    if consentement is not None:
        formulaires.append(consentement)
    fautes = [formulaire.errors for formulaire in formulaires]  # of each, not of the first alone
    if post is not None and not any(fautes) and not saisis.erreurs:
        dit = raison.cleaned_data["raison"]
        try:
            if vu.version is not None:
                noms = {cas.pk: identite.cleaned_data["nom"]}
                attentes.mettre(vu.version, {cas.pk: saisis.attendu}, auteur(request), dit, noms)
                change = True
            else:
                change = ecriture.modifier(
                    cas, {**identite.cleaned_data, "attendu": saisis.attendu},
                    auteur(request), dit, vue=post.get("vue", ""),
                )  # fmt: skip
        except ActeRefuse as refus:
            if refus.code == "cas_supprime":
                return _disparu(request)
            messages.error(request, textes.REFUS[refus.code])
        else:
            messages.success(request, "Enregistré." if change else "Rien n’a changé.")
            return HttpResponseRedirect(lien(cas, vu.version))
    return _rendre(request, "atelier/cas_modifier.html", vu, formulaires, saisis, {
        "cas": CasDeControle.objects.get(pk=pk),
        "identite": identite,
        "raison": raison,
        "consentement": consentement,
        "vue": vue,
        "retour": lien(cas, vu.version),
    })  # fmt: skip


def _disparu(request: HttpRequest) -> HttpResponse:
    """Somebody deleted the case meanwhile: what was typed is shown, to copy."""
    if request.method != "POST":
        raise Http404
    noms = {"nom": "Nom", "theme": "Groupe de cas (thème)", "source": "Source", "raison": "Raison"}
    tape = [(noms[cle], request.POST[cle]) for cle in noms if request.POST.get(cle)]
    for nom in request.POST.getlist("faits"):
        with suppress(KeyError):  # a name that no form of ours has
            tape.append((faits.decrit(nom)[0], request.POST.get(f"fait-{nom}", "")))
    return render(
        request, "atelier/cas_disparu.html", admin.site.each_context(request) | {"tape": tape},
        status=409,
    )  # fmt: skip


def _champs(cas: CasDeControle, attendu: dict[str, Any], vu: Regard) -> list[faits.Champ]:
    """What the case checks, then what it could check, as it comes out now."""
    siens = faits.champs(attendu)
    if vu.referentiel is None:
        return siens
    propose = attendus.proposer(calculer(cas.reponses, vu.referentiel), attendu)
    pris = {champ.nom.partition(".")[0] for champ in siens}
    autres = {cle: valeur for cle, valeur in propose.items() if cle not in pris}
    return [*siens, *faits.champs(autres)]


def _rendre(
    request: HttpRequest,
    gabarit: str,
    vu: Regard,
    formulaires: list[forms.BaseForm],
    saisis: Faits,
    autres: dict[str, Any],
) -> HttpResponse:
    """What is wrong comes first, each line leading to its field."""
    erreurs = [
        (champ.id_for_label, champ.label, erreur)
        for formulaire in formulaires
        for champ in formulaire
        for erreur in champ.errors
    ]
    erreurs += [
        (f"fait-{ligne['nom']}", ligne["libelle"], ligne["erreur"])
        for ligne in saisis.lignes
        if ligne["erreur"]
    ]
    if "" in saisis.erreurs:
        erreurs.append(("faits", "Faits", saisis.erreurs[""]))
    themes = CasDeControle.objects.order_by("theme").values_list("theme", flat=True).distinct()
    complet = contexte(request, vu) | {
        "faits": saisis.lignes, "erreurs": erreurs, "themes": themes, **autres,
    }  # fmt: skip
    return render(request, gabarit, complet, status=422 if erreurs else 200)
