"""Staff who asks for what she may not do: told in the workshop's own page, with who can change that."""

from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from eligibility import roles
from simulateur.plateforme import erreurs
from simulateur.plateforme.chemins import sous_administration

from .acces import Interdit

DROITS_DES_COMPTES = "auth.change_user"
MONTRES = 10


def acces_refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The 403 page. Outside the administration nobody is known: no cookie is read there."""
    if not sous_administration(request) or not admin.site.has_permission(request):
        return erreurs.acces_refuse(request, exception)
    contexte = admin.site.each_context(request) | {
        "pourquoi": str(exception) if isinstance(exception, Interdit) else "",
        "groupes": list(request.user.groups.values_list("name", flat=True)),
        "qui_peut": _qui_donne_les_droits(),
        "lit": request.user.has_perm(roles.LIRE),
    }
    return render(request, "atelier/interdit.html", contexte, status=403)


def _qui_donne_les_droits() -> list[str]:
    """Names of the accounts that may give a right to another one."""
    code = DROITS_DES_COMPTES.partition(".")[2]
    donner = Permission.objects.filter(content_type__app_label="auth", codename=code)
    peuvent = (
        Q(is_superuser=True) | Q(user_permissions__in=donner) | Q(groups__permissions__in=donner)
    )
    comptes = User.objects.filter(peuvent, is_active=True, is_staff=True).distinct()
    return [compte.get_full_name() or compte.get_username() for compte in comptes[:MONTRES]]
