"""The admin site's door: every page of the administration and of the workshop asks `has_permission`."""

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache


class SiteProtege(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        from .second_facteur import suffit

        return super().has_permission(request) and suffit(request.user)

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Django's, but our page; and whoever must turn the second factor on is led there."""
        from . import second_facteur
        from .connexion import Connexion

        if request.method == "GET":
            if self.has_permission(request):
                return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
            if super().has_permission(request) and not second_facteur.a_prouver(request.user):
                return HttpResponseRedirect(reverse("comptes:second_facteur"))
        contexte = {
            **self.each_context(request),
            "title": "Connexion",
            "subtitle": None,
            "app_path": request.get_full_path(),
            **(extra_context or {}),
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            contexte[REDIRECT_FIELD_NAME] = reverse("admin:index", current_app=self.name)
        request.current_app = self.name
        return Connexion.as_view(extra_context=contexte)(request)
