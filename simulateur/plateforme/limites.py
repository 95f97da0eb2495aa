"""Des débits par adresse : un script pressé ne prive pas les médecins du site.

Une vue dit celui qu'elle dépense, et combien, par `limite`. Rien n'est gardé du visiteur : une empreinte
salée de son adresse, en mémoire, le temps de la compter.
"""

import ipaddress
import math
import secrets
import time
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from . import erreurs

ADRESSES_MAX = 10_000
# Qui a une adresse IPv6 a d'ordinaire tout ce bloc.
BLOC_IPV6 = 64


class Debit:
    """Un seau par adresse, rempli à la minute de ce que dit le réglage (0 : sans limite).

    Propre à chaque processus, il retient au plus deux fois ADRESSES_MAX adresses : les moins récentes
    s'oublient par générations, sans jamais parcourir les autres.
    """

    def __init__(self, reglage: str, horloge: Callable[[], float] = time.monotonic) -> None:
        self.reglage = reglage
        self._horloge = horloge
        self._sel = secrets.token_bytes(16)
        self._seaux: dict[bytes, tuple[float, float]] = {}
        self._anciens: dict[bytes, tuple[float, float]] = {}
        self._verrou = Lock()

    @property
    def par_minute(self) -> int:
        return getattr(settings, self.reglage)

    def depenser(self, adresse: str, cout: int = 1, *, du: bool = False) -> int:
        """0 quand la demande passe, et elle a payé, quitte à s'endetter ; sinon les secondes à attendre.

        `du` : la demande est déjà passée, et coûtait plus qu'on ne savait.
        """
        par_minute = self.par_minute
        if not par_minute:
            return 0
        maintenant = self._horloge()
        cle = blake2b(adresse.encode("utf-8", "replace"), key=self._sel, digest_size=8).digest()
        with self._verrou:
            jetons = self._jetons(cle, maintenant, par_minute)
            if jetons < 1 and not du:
                return math.ceil((1 - jetons) * 60 / par_minute)
            self._seaux[cle] = (jetons - cout, maintenant)
            if len(self._seaux) >= ADRESSES_MAX:
                self._seaux, self._anciens = {}, self._seaux
        return 0

    def _jetons(self, cle: bytes, maintenant: float, par_minute: int) -> float:
        jetons, depuis = (
            self._seaux.get(cle) or self._anciens.get(cle) or (float(par_minute), maintenant)
        )
        return min(par_minute, jetons + (maintenant - depuis) * par_minute / 60)

    def vider(self) -> None:
        with self._verrou:
            self._seaux, self._anciens = {}, {}


API = Debit("API_PAR_MINUTE")
ENVOIS = Debit("ENVOIS_PAR_MINUTE")
PAGES = Debit("PAGES_PAR_MINUTE")
CONNEXIONS = Debit("CONNEXIONS_PAR_MINUTE")
DEBITS = (API, ENVOIS, PAGES, CONNEXIONS)

Vue = Callable[..., HttpResponse]


def _un(request: HttpRequest) -> int:
    return 1


def limite(debit: Debit, cout: Callable[[HttpRequest], int] = _un) -> Callable[[Vue], Vue]:
    """La vue dépense `cout` de ce débit ; à sec, elle répond 429 et quand revenir.

    La question préalable d'un navigateur (OPTIONS) ne compte pas. Ce que seule la lecture du corps
    apprend s'ajoute par `compter`.
    """

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def enveloppe(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            request.debit = debit
            comptee = request.method != "OPTIONS"
            if comptee and (secondes := debit.depenser(adresse(request), cout(request))):
                page = erreurs.reponse(request, 429)
                page.headers["Retry-After"] = str(secondes)
                return page
            return vue(request, *args, **kwargs)

        return enveloppe

    return decorer


def compter(request: HttpRequest, cout: int) -> None:
    """Cette demande, déjà reçue par une vue limitée, coûte `cout` de plus."""
    if cout > 0:
        request.debit.depenser(adresse(request), cout, du=True)


def adresse(request: HttpRequest) -> str:
    """L'adresse du visiteur ; d'une IPv6, son bloc.

    Derrière un mandataire de confiance, ENTETE_ADRESSE nomme l'en-tête dont la dernière adresse est celle du
    visiteur (« X-Forwarded-For ») : chaque mandataire ajoute à la fin, le début vient du visiteur.
    """
    vue = ""
    if settings.ENTETE_ADRESSE:
        vue = request.headers.get(settings.ENTETE_ADRESSE, "").rpartition(",")[2].strip()
    brute = vue or request.META.get("REMOTE_ADDR", "")
    if ":" not in brute:
        return brute
    try:
        lue = ipaddress.IPv6Address(brute)
    except ValueError:
        return brute
    if lue.ipv4_mapped is not None:
        return str(lue.ipv4_mapped)
    return str(ipaddress.ip_network((lue, BLOC_IPV6), strict=False))
