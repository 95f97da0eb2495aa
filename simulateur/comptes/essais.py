"""Five wrong passwords or codes: this account waits fifteen minutes from this address.

What django-axes keeps for that names nobody: keyed prints of the account and of the address, a count
and a date. What the log says of it is in `evenements`.
"""

from ipaddress import IPv6Address

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from simulateur.plateforme import erreurs, limites

TROP_D_ESSAIS = erreurs.Erreur(
    "Trop d’essais",
    "Trop de mots de passe ou de codes faux : la connexion est fermée un quart d’heure à ce "
    "compte depuis votre adresse. Attendez, puis recommencez ; si vous avez oublié votre mot "
    "de passe, demandez-en un autre à la personne qui administre le site.",
)


class Essais(AxesDatabaseHandler):
    def user_login_failed(self, sender, credentials: dict, request=None, **kwargs) -> None:
        if request is not None:
            request.axes_user_agent = request.axes_path_info = request.axes_http_accept = ""
        super().user_login_failed(sender, credentials, request, **kwargs)


def ne_garder_que_le_compte(sender, instance: AccessAttempt, **kwargs) -> None:
    """Before any writing: what was typed and asked is not kept, and the row does not grow."""
    instance.get_data = instance.post_data = ""


def compte(request: HttpRequest, credentials: dict | None) -> str:
    """The print of the name that was typed, whether such an account exists or not."""
    nom = (credentials or {}).get("username") or request.POST.get("username") or ""
    return _empreinte("compte", nom).hex()


def adresse(request: HttpRequest) -> str:
    """The print of the visitor's address, in the form of an address: the column wants one."""
    return str(IPv6Address(_empreinte("adresse", limites.adresse(request))))


def _empreinte(usage: str, valeur: str) -> bytes:
    return salted_hmac(f"simulateur.comptes.{usage}", valeur, algorithm="sha256").digest()[:16]


def permis(request: HttpRequest, nom: str) -> bool:
    return AxesProxyHandler.is_allowed(request, {"username": nom})


def compter(request: HttpRequest, nom: str) -> None:
    """A wrong code counts as a wrong password; the fifth locks, and the middleware says so."""
    user_login_failed.send(sender=__name__, credentials={"username": nom}, request=request)


def bloque(request: HttpRequest, response=None, credentials=None) -> HttpResponse:
    page = erreurs.reponse(request, 429, TROP_D_ESSAIS)
    page.headers["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return page
