"""My second factor: turn it on, draw recovery codes again, turn it off."""

from collections.abc import Callable
from functools import wraps

import django_otp
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import evenements, second_facteur, sessions
from .connexion import dire
from .formulaires import CodeApplication, MotDePasse


def equipe(vue: Callable) -> Callable:
    """Signed-in staff, even before the code that the site demands of them; never instead of theirs."""

    @wraps(vue)
    def enveloppe(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        compte = request.user
        if not (compte.is_active and compte.is_staff) or second_facteur.a_prouver(compte):
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return vue(request, *args, **kwargs)

    return enveloppe


@equipe
@require_safe
def etat(request: HttpRequest) -> HttpResponse:
    return _rendre(request, "etat", {
        "appareil": second_facteur.appareil(request.user),
        "restants": second_facteur.codes_restants(request.user),
    })  # fmt: skip


@equipe
@require_POST
def commencer(request: HttpRequest) -> HttpResponse:
    """A new key for the phone to read."""
    if second_facteur.appareil(request.user) is not None:
        return _retour()
    second_facteur.preparer(request.user)
    return HttpResponseRedirect(reverse("comptes:activer"))


@equipe
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def activer(request: HttpRequest) -> HttpResponse:
    """The key to read, and the code that proves it was; then the recovery codes, shown this once."""
    prepare = second_facteur.en_preparation(request.user)
    if prepare is None or second_facteur.appareil(request.user) is not None:
        return _retour()
    formulaire = CodeApplication(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        essai = second_facteur.essayer(
            request.user, formulaire.cleaned_data["code"], confirme=False
        )
        if essai.appareil is not None:
            codes = second_facteur.confirmer(essai.appareil)
            evenements.noter("second facteur activé", request, request.user.pk)
            django_otp.login(request, essai.appareil)
            request.session.cycle_key()
            return _rendre(request, "codes", {"codes": codes, "premiers": True})
        formulaire.add_error("code", dire(essai))
    cle = second_facteur.cle_lisible(prepare)
    return _rendre(request, "activer", {"formulaire": formulaire, "cle": cle})


@equipe
@require_safe
def qr(request: HttpRequest) -> HttpResponse:
    prepare = second_facteur.en_preparation(request.user)
    if prepare is None:
        raise Http404
    return HttpResponse(second_facteur.dessin(prepare), content_type="image/svg+xml")


@equipe
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """Ten other recovery codes, for who types the password again."""
    if second_facteur.appareil(request.user) is None:
        return _retour()
    formulaire = MotDePasse(request, request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        nouveaux = second_facteur.nouveaux_codes(request.user)
        evenements.noter("codes de secours tirés", request, request.user.pk)
        request.session.cycle_key()
        return _rendre(request, "codes", {"codes": nouveaux, "premiers": False})
    return _rendre(request, "confirmer", {
        "formulaire": formulaire, "titre": "Tirer de nouveaux codes de secours",
        "effet": "Les codes que vous aviez ne vaudront plus rien.",
        "bouton": "Tirer dix nouveaux codes",
    })  # fmt: skip


@equipe
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def retirer(request: HttpRequest) -> HttpResponse:
    """The password alone again, for who types it; where a code is demanded, another phone next."""
    if second_facteur.appareil(request.user) is None:
        return _retour()
    formulaire = MotDePasse(request, request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        second_facteur.retirer(request.user)
        evenements.noter("second facteur retiré", request, request.user.pk)
        request.session.pop(django_otp.DEVICE_ID_SESSION_KEY, None)
        request.session.cycle_key()
        messages.success(request, "Le second facteur est retiré de votre compte.")
        return _retour()
    return _rendre(request, "confirmer", {
        "formulaire": formulaire, "titre": "Retirer le second facteur",
        "effet": "Votre téléphone et vos codes de secours ne serviront plus."
        + (" Ici un second facteur est obligatoire : vous en activerez un autre aussitôt."
           if settings.SECOND_FACTEUR_OBLIGATOIRE else " Le mot de passe suffira pour entrer."),
        "bouton": "Retirer le second facteur",
    })  # fmt: skip


@equipe
@require_POST
def ailleurs(request: HttpRequest) -> HttpResponse:
    """Ends the other sessions of this account: a machine left open, or a stolen session."""
    combien = sessions.fermer_les_autres(request)
    evenements.noter("autres sessions fermées", request, request.user.pk)
    fermees = {0: "Vous n’étiez connecté nulle part ailleurs.", 1: "Une autre session est fermée."}
    messages.success(request, fermees.get(combien, f"{combien} autres sessions sont fermées."))
    return _retour()


def _rendre(request: HttpRequest, page: str, contexte: dict) -> HttpResponse:
    contexte = admin.site.each_context(request) | {
        "obligatoire": settings.SECOND_FACTEUR_OBLIGATOIRE,
        **contexte,
    }
    formulaire = contexte.get("formulaire")
    statut = 422 if formulaire is not None and formulaire.errors else 200
    return render(request, f"comptes/{page}.html", contexte, status=statut)


def _retour() -> HttpResponse:
    return HttpResponseRedirect(reverse("comptes:second_facteur"))
