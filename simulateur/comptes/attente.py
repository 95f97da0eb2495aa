"""Between the password and the code: nobody is signed in, the session only knows who is expected."""

import time
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

CLE = "comptes_en_attente"
DUREE_S = 5 * 60


@dataclass(frozen=True)
class Attendu:
    compte: AbstractBaseUser
    dorsal: str
    suite: str


def ouvrir(request: HttpRequest, compte, suite: str) -> None:
    """The password was right. Whatever the session held is forgotten, its number too."""
    request.session.flush()
    request.session[CLE] = {
        "compte": compte.pk,
        "dorsal": compte.backend,
        "mot_de_passe": compte.get_session_auth_hash(),
        "jusqu_a": int(time.time()) + DUREE_S,
        "suite": suite,
    }


def lire(request: HttpRequest) -> Attendu | None:
    """Who is expected; None once it is too late, the password changed or the account closed."""
    garde = request.session.get(CLE)
    if garde is None or time.time() > garde["jusqu_a"]:
        return None
    compte = get_user_model().objects.filter(pk=garde["compte"], is_active=True).first()
    if compte is None or not constant_time_compare(
        garde["mot_de_passe"], compte.get_session_auth_hash()
    ):
        return None
    return Attendu(compte, garde["dorsal"], garde["suite"])


def fermer(request: HttpRequest) -> bool:
    """Whether somebody was expected."""
    return request.session.pop(CLE, None) is not None
