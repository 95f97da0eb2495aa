"""How many results a CPTS's link opens in a month: added in memory, written once a minute.

A page never waits for the database: a thread of its own writes. What a process killed outright had not
written is lost; a stop that lets it finish writes it.
"""

import atexit
import logging
import re
from collections import Counter
from datetime import date
from threading import Lock, Timer

from django.conf import settings
from django.db import Error as ErreurBase
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from .models import Cpts, Ouvertures

logger = logging.getLogger(__name__)
# Programs that say what they are, and previews that messaging makes of a link.
ROBOTS = re.compile(
    r"bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|curl|wget|python",
    re.IGNORECASE,
)

PARCOURS, GROUPE = "/simulation/", "/groupe/"
D_AILLEURS = frozenset(("none", "cross-site", "same-site"))


class _Compteur:
    def __init__(self) -> None:
        self._verrou = Lock()
        self._en_attente: Counter[tuple[str, date]] = Counter()
        self._prevu: Timer | None = None

    def ajouter(self, slug: str, mois: date) -> None:
        with self._verrou:
            self._en_attente[slug, mois] += 1
            self._prevoir()

    def _prevoir(self) -> None:
        """One write to come, and one only. Under the lock."""
        if self._prevu is None and settings.CPTS_VERSEMENT_S:
            self._prevu = Timer(settings.CPTS_VERSEMENT_S, self._a_l_heure)
            self._prevu.daemon = True
            self._prevu.start()

    def _a_l_heure(self) -> None:
        try:
            self.verser()
        finally:
            connection.close()

    def verser(self) -> None:
        """Adds to the database what was counted since; keeps it for the next time when it is away."""
        with self._verrou:
            a_verser, self._en_attente, self._prevu = self._en_attente, Counter(), None
        if not a_verser:
            return
        try:
            with transaction.atomic():
                for (slug, mois), nombre in a_verser.items():
                    _verser_un(slug, mois, nombre)
        except ErreurBase:
            logger.warning("ouvertures non écrites, gardées pour la prochaine fois")
            with self._verrou:
                self._en_attente.update(a_verser)
                self._prevoir()


def _verser_un(slug: str, mois: date, nombre: int) -> None:
    cpts = Cpts.objects.filter(slug=slug).first()
    if cpts is None:  # erased meanwhile
        return
    ligne, _ = Ouvertures.objects.get_or_create(cpts=cpts, mois=mois)
    Ouvertures.objects.filter(pk=ligne.pk).update(nombre=F("nombre") + nombre)


_compteur = _Compteur()
verser = _compteur.verser


@atexit.register
def _avant_de_finir() -> None:
    if settings.configured and settings.CPTS_VERSEMENT_S:
        verser()


def compter(request: HttpRequest) -> None:
    """One more result opened through the link of the request's CPTS, if it is an opening.

    Is none: an exchange, a small form shown again, a preview (draft or snippet), a page fetched ahead,
    a program that says so. Of a group, each gesture opens the page again: only what is opened from
    elsewhere counts (a message, a QR code, another site), as the browser says it.
    """
    ouverture = (
        request.cpts is not None
        and request.method == "GET"
        and not request.htmx
        and "vue" not in request.GET
        and (_montree(request).startswith(PARCOURS) or _groupe_ouvert(request))
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and not ROBOTS.search(request.headers.get("User-Agent", ""))
    )
    if ouverture:
        _compteur.ajouter(request.cpts.slug, timezone.localdate().replace(day=1))


def _montree(request: HttpRequest) -> str:
    """The page, out of the frame of another site. Seen by ourselves (the frame of `/integration/`, the
    preview of a draft), it keeps the prefix it is served under, and so is none of those counted.
    """
    cadre = request.cadre
    return request.path_info if cadre is None or cadre.essai else cadre.dehors(request.path_info)


def _groupe_ouvert(request: HttpRequest) -> bool:
    venue = request.headers.get("Sec-Fetch-Site", "")
    return request.path_info == GROUPE and venue in D_AILLEURS
