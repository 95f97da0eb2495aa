"""Un débit par adresse : un script pressé ne prive pas les médecins du site.

Rien n'est gardé du visiteur : une empreinte salée de son adresse, en mémoire, le temps de la compter.
"""

import math
import secrets
import time
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.http import HttpRequest

ADRESSES_MAX = 20_000


class Debit:
    """Un seau par adresse, rempli de `par_minute` jetons à la minute ; propre à chaque processus."""

    def __init__(self, horloge=time.monotonic) -> None:
        self._horloge = horloge
        self._sel = secrets.token_bytes(16)
        self._seaux: dict[bytes, tuple[float, float]] = {}
        self._verrou = Lock()

    def attente(self, adresse: str, par_minute: int) -> int:
        """0 quand la demande passe, et elle a payé son jeton ; sinon les secondes à attendre."""
        maintenant = self._horloge()
        with self._verrou:
            cle, jetons = self._jetons(adresse, par_minute, maintenant)
            passe = jetons >= 1
            self._seaux[cle] = (jetons - 1 if passe else jetons, maintenant)
            if len(self._seaux) > ADRESSES_MAX:
                self._oublier(maintenant, par_minute)
        return 0 if passe else math.ceil((1 - jetons) * 60 / par_minute)

    def debiter(self, adresse: str, cout: int, par_minute: int) -> None:
        """Ce qu'une demande déjà servie coûtait de plus : l'adresse peut y laisser une dette."""
        maintenant = self._horloge()
        with self._verrou:
            cle, jetons = self._jetons(adresse, par_minute, maintenant)
            self._seaux[cle] = (jetons - cout, maintenant)

    def _jetons(self, adresse: str, par_minute: int, maintenant: float) -> tuple[bytes, float]:
        cle = blake2b(adresse.encode("utf-8", "replace"), key=self._sel, digest_size=8).digest()
        jetons, depuis = self._seaux.get(cle, (float(par_minute), maintenant))
        return cle, min(par_minute, jetons + (maintenant - depuis) * par_minute / 60)

    def _oublier(self, maintenant: float, par_minute: int) -> None:
        """Les seaux de nouveau pleins ne disent plus rien ; à défaut, tous sont oubliés."""
        self._seaux = {
            cle: (jetons, depuis)
            for cle, (jetons, depuis) in self._seaux.items()
            if jetons + (maintenant - depuis) * par_minute / 60 < par_minute
        }
        if len(self._seaux) > ADRESSES_MAX:
            self._seaux.clear()

    def vider(self) -> None:
        with self._verrou:
            self._seaux.clear()


debit = Debit()


def attente(request: HttpRequest) -> int:
    """Secondes à attendre avant que cette adresse soit servie ; 0 : maintenant.

    Réglages : API_PAR_MINUTE (0 : sans limite) et, derrière un mandataire de confiance, API_ADRESSE,
    l'en-tête dont la dernière adresse est celle du visiteur (« X-Forwarded-For »).
    """
    par_minute = settings.API_PAR_MINUTE
    return debit.attente(adresse(request), par_minute) if par_minute else 0


def debiter(request: HttpRequest, cout: int) -> None:
    """Compte `cout` demandes de plus : chaque situation d'un lot vaut une demande."""
    par_minute = settings.API_PAR_MINUTE
    if par_minute and cout > 0:
        debit.debiter(adresse(request), cout, par_minute)


def adresse(request: HttpRequest) -> str:
    en_tete = settings.API_ADRESSE
    if en_tete:
        # Chaque mandataire ajoute à la fin ce qu'il a vu : le début vient du visiteur.
        vue = request.headers.get(en_tete, "").rpartition(",")[2].strip()
        if vue:
            return vue
    return request.META.get("REMOTE_ADDR", "")
