"""A value of the database kept in the memory of a process, which answers with or without the database."""

import logging
import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from django.conf import settings
from django.db import Error as ErreurBase
from django.db import connection

logger = logging.getLogger(__name__)

T = TypeVar("T")
# While the database is away, one reader tries again after this long, and waits for the attempt.
REPRISE_S = 10.0
# What the readers of a newborn process give the database, before they take the local file.
NAISSANCE_S = 1.0


class Memoire(Generic[T]):
    """Asked again at most every `REFERENTIEL_FRAICHEUR_S` seconds, by one reader; the others never wait.

    `suivre`: the last value, from the one in hand (None: none), which it gives back when nothing changed;
    None when the database holds none. Raises django.db.Error. `copie`: the value of the local file, None
    without one: what a process born while the database is away starts from. `temoins`: told of each asking,
    one at a time, with the value now served and whether the database is away.
    """

    def __init__(
        self,
        suivre: Callable[[T | None], T | None],
        copie: Callable[[], T | None],
        temoins: Sequence[Callable[[T | None, bool], None]] = (),
    ) -> None:
        self._suivre, self._lire_la_copie, self._temoins = suivre, copie, temoins
        self._verrou = Lock()
        self._valeur: T | None = None
        self._copie: T | None = None
        self._a_revoir = 0.0
        self.base_injoignable = False

    def lire(self) -> T | None:
        """The value; None when it is nowhere within reach."""
        if time.monotonic() < self._a_revoir:
            return self._valeur
        if not self._verrou.acquire(timeout=0 if self._valeur is not None else NAISSANCE_S):
            if self._valeur is None:
                self._valeur = self._copie  # until the database answers; nobody else waits so long
            return self._valeur
        try:
            if time.monotonic() >= self._a_revoir:
                self._rafraichir()
            return self._valeur
        finally:
            self._verrou.release()

    def revoir(self) -> None:
        """Asks the database now, whatever was asked a moment ago, and by whom."""
        with self._verrou:
            self._rafraichir()

    def vider(self) -> None:
        """Forgets everything: the next read is that of a newborn process."""
        with self._verrou:
            self._valeur, self._copie, self._a_revoir = None, None, 0.0

    def _rafraichir(self) -> None:
        en_main = self._valeur
        if en_main is None:
            en_main = self._copie = self._lire_la_copie()
        try:
            lue = self._suivre(en_main)
        except ErreurBase:
            if not connection.in_atomic_block:
                connection.close()  # the next try opens a new one
            if not self.base_injoignable:
                logger.warning("base injoignable, ce qui est en mémoire est servi")
            self.base_injoignable, self._valeur, attente = True, en_main, REPRISE_S
        else:
            self.base_injoignable = False
            # An empty database leaves what is in memory, and says nothing of what will be there next.
            self._valeur = self._valeur if lue is None else lue
            attente = 0 if self._valeur is None else settings.REFERENTIEL_FRAICHEUR_S
        self._a_revoir = time.monotonic() + attente
        for temoin in self._temoins:
            temoin(self._valeur, self.base_injoignable)
