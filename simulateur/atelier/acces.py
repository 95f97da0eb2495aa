"""Who enters the workshop, and in whose name."""

from collections.abc import Callable
from functools import wraps

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from eligibility import relecture, roles, selectors
from eligibility.actes import ActeRefuse, Auteur
from eligibility.models import Bareme, JeuEmployeur
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from simulateur.cas import attente
from simulateur.textes import atelier as textes

# Fields that nobody types.
CACHES = ("csrfmiddlewaretoken", "lue", "vu", "vue", "etat", "version")


class Interdit(PermissionDenied):
    """What was asked is not for this account; the message says why, in French, to be shown."""

    @classmethod
    def faute_de(cls, permission: str) -> "Interdit":
        """The account lacks this permission."""
        return cls(textes.DROITS[permission])


def reserve(permission: str) -> Callable:
    """A view for signed-in staff who have `permission`; the others sign in, or are told no.

    It sees what is public at this moment: another process may have published, or gone back, since.
    """

    def decorer(vue: Callable) -> Callable:
        @wraps(vue)
        def enveloppe(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise Interdit.faute_de(permission)
            selectors.revoir()
            try:
                return vue(request, *args, **kwargs)
            except (Http404, Bareme.DoesNotExist, JeuEmployeur.DoesNotExist):
                return _perdu(request, 404)
            except ActeRefuse as refus:
                return _perdu(request, 409, textes.refus(refus))

        return admin.site.admin_view(enveloppe)

    return decorer


def _perdu(request: HttpRequest, statut: int, refus: str = "") -> HttpResponse:
    """Not there, or no longer, or somebody was faster: what was typed is shown, to be copied elsewhere."""
    saisis = [
        (champ, valeur)
        for champ, valeurs in request.POST.lists()
        if champ not in CACHES
        for valeur in valeurs
        if valeur.strip()
    ]
    contexte = admin.site.each_context(request) | {"saisis": saisis, "refus": refus}
    return render(request, "atelier/introuvable.html", contexte, status=statut)


def exiger_brouillon(request: HttpRequest, version: Version) -> bool:
    """Something was typed for `version`: True when it may be kept, else a message says why not.

    Raises Interdit to whom does not write.
    """
    if not request.user.has_perm(roles.REDIGER):
        raise Interdit.faute_de(roles.REDIGER)
    if version.statut == Statut.BROUILLON:
        return True
    messages.error(request, textes.REFUS["pas_un_brouillon"])
    return False


def auteur(request: HttpRequest) -> Auteur:
    """The name that history keeps, and the account."""
    return Auteur.de(request.user)


def a_redige(request: HttpRequest, version: Version) -> bool:
    """This person made the draft, changed a cell of it, or what a case must say with it."""
    return relecture.a_redige(version, request.user) or attente.a_ecrit(version, request.user)


def deviendrait_auteur(request: HttpRequest, version: Version | None) -> bool:
    """This person may publish the draft, and no longer once she writes something of it."""
    return (
        version is not None
        and version.statut == Statut.BROUILLON
        and peut_publier(request, version)
        and not relecture.dispense(request.user)
    )


def peut_publier(request: HttpRequest, version: Version) -> bool:
    """A publisher publishes what somebody else wrote, unless one person administers alone."""
    if not request.user.has_perm(roles.PUBLIER):
        return False
    return relecture.dispense(request.user) or not a_redige(request, version)
