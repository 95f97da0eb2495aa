"""Signing in: the password, then the code of whoever turned the second factor on."""

from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login, logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp.plugins.otp_static.models import StaticDevice

from simulateur.plateforme import limites

from . import attente, essais, evenements, second_facteur
from .formulaires import Code


@method_decorator(limites.limite(limites.CONNEXIONS), name="post")
class Connexion(LoginView):
    template_name = "comptes/connexion.html"
    authentication_form = AdminAuthenticationForm
    next_page = "admin:index"

    def form_valid(self, form: AdminAuthenticationForm) -> HttpResponse:
        compte, suite = form.get_user(), self.get_success_url()
        if second_facteur.appareil(compte) is not None:
            attente.ouvrir(self.request, compte, suite)
            evenements.noter("mot de passe accepté, code attendu", self.request, compte.pk)
            return HttpResponseRedirect(reverse("comptes:code"))
        login(self.request, compte)
        # Django keeps the number of a session already signed in to this account; not here.
        self.request.session.cycle_key()
        return HttpResponseRedirect(suite)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step. Until the code is right, nobody is signed in."""
    attendu = attente.lire(request)
    if attendu is None:
        # Un mot à qui attendait, et à lui seul : l'écrire ouvre une session, donc une ligne en base.
        if attente.fermer(request):
            messages.info(request, "Le temps de donner le code est passé : reconnectez-vous.")
        return HttpResponseRedirect(reverse("admin:login"))
    nom = attendu.compte.get_username()
    if not essais.permis(request, nom):
        return essais.bloque(request)
    formulaire = Code(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        essai = second_facteur.essayer(attendu.compte, formulaire.cleaned_data["code"])
        if essai.appareil is not None:
            return _entrer(request, attendu, essai.appareil)
        formulaire.add_error("code", dire(essai))
        if essai.attendre:
            evenements.noter("code refusé sans être lu", request, attendu.compte.pk)
        else:
            essais.compter(request, nom)
    contexte = admin.site.each_context(request) | {"formulaire": formulaire}
    statut = 422 if formulaire.errors else 200
    return render(request, "comptes/code.html", contexte, status=statut)


def dire(essai: second_facteur.Essai) -> str:
    if essai.attendre:
        secondes = "une seconde" if essai.attendre == 1 else f"{essai.attendre} secondes"
        return f"Trop de codes faux : attendez {secondes}, puis donnez un nouveau code."
    return "Ce code n’est pas le bon, ou il a déjà servi."


def _entrer(request: HttpRequest, attendu: attente.Attendu, appareil) -> HttpResponse:
    attente.fermer(request)
    evenements.noter("code accepté", request, attendu.compte.pk)
    attendu.compte.otp_device = appareil
    login(request, attendu.compte, backend=attendu.dorsal)
    if isinstance(appareil, StaticDevice):
        reste = second_facteur.codes_restants(attendu.compte)
        messages.warning(
            request, f"Vous avez utilisé un code de secours. Il vous en reste {reste}."
        )
    return HttpResponseRedirect(attendu.suite)


@require_POST
def quitter(request: HttpRequest) -> HttpResponse:
    """Out, from where Django's own button is not yet open: the code, the enrolment."""
    logout(request)
    return HttpResponseRedirect(reverse("admin:login"))
