"""What happens at the door, in the log: the gesture and the number of the account; never a name, never an
address, nothing of what was typed.

A wrong password for a name that is nobody's has no number.
"""

import logging

from django.contrib.auth import get_user_model
from django.http import HttpRequest

from . import attente, essais

logger = logging.getLogger(__name__)


def noter(geste: str, request: HttpRequest | None, compte: int | None) -> None:
    """`geste`: what is written as it stands, so a constant."""
    logger.info("connexion", extra={"evenement": geste, "compte": compte, "request": request})


def ouverte(sender, request: HttpRequest, user, **kwargs) -> None:
    noter("ouverte", request, user.pk)


def fermee(sender, request: HttpRequest, user, **kwargs) -> None:
    """Asked for, or too old; nobody was signed in when `user` is None."""
    if user is not None:
        noter("fermée", request, user.pk)


def refusee(sender, credentials: dict, request: HttpRequest | None = None, **kwargs) -> None:
    """A password, or the code of the second factor (`essais.compter`)."""
    geste = "code refusé" if sender == essais.__name__ else "mot de passe refusé"
    noter(geste, request, _numero(credentials.get("username")))


def bloquee(sender, request: HttpRequest, **kwargs) -> None:
    """Five failures: this account, from there. django-axes only gives prints."""
    attendu, nom = attente.lire(request), request.POST.get("username")
    if attendu is not None:
        compte = attendu.compte.pk
    else:
        compte = _numero(nom) if nom else request.user.pk
    logger.warning(
        "connexion bloquée", extra={"compte": compte, "request": request, "status_code": 429}
    )


def _numero(nom: str | None) -> int | None:
    return get_user_model().objects.filter(username=nom).values_list("pk", flat=True).first()
