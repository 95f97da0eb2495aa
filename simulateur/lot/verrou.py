"""Un fichier à la fois par processus : les autres visiteurs gardent leurs fils et leur processeur."""

import time
from threading import Lock

# Au-delà, qui tenait la place est parti sans la rendre, ou lit si lentement qu'il ne calcule plus.
PERIME_S = 60.0


class Place:
    """Prise sans attendre, rendue une fois ; une place oubliée se libère d'elle-même."""

    def __init__(self, horloge=time.monotonic) -> None:
        self._horloge = horloge
        self._verrou = Lock()
        self._tenue: object | None = None
        self._depuis = 0.0

    def prendre(self) -> object | None:
        """De quoi la rendre ; None quand elle est prise."""
        maintenant = self._horloge()
        with self._verrou:
            if self._tenue is not None and maintenant - self._depuis < PERIME_S:
                return None
            self._tenue, self._depuis = object(), maintenant
            return self._tenue

    def rendre(self, jeton: object) -> None:
        """Sans effet quand la place a déjà été rendue, ou donnée à un autre."""
        with self._verrou:
            if self._tenue is jeton:
                self._tenue = None


place = Place()
