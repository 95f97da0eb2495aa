"""The CPTS as the public pages read them: in the memory of each process, as the tables are.

Read again when a modification was made, asked at most every `REFERENTIEL_FRAICHEUR_S` seconds, and only
by a page that names a CPTS or is framed; while the database is away, from memory or from a local file.
"""

import base64
import hashlib
import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import Error as ErreurBase
from django.db import connection
from django.http import HttpRequest

from eligibility import copie_locale

from . import logo as logos
from . import origines
from .models import CHAMPS_PUBLICS, Cpts, Modification

journal = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody; empty texts where nothing is known."""

    nom: str
    telephone: str
    courriel: str
    lien: str

    @property
    def connu(self) -> bool:
        return any((self.nom, self.telephone, self.courriel, self.lien))


@dataclass(frozen=True, slots=True)
class Vitrine:
    """What a CPTS shows. `empreinte`: another one as soon as something of it changes."""

    slug: str
    contact: Contact
    cpam: Contact
    logo: logos.Logo | None
    origines: tuple[str, ...]
    empreinte: str

    @property
    def nom(self) -> str:
        return self.contact.nom

    @property
    def avec_elle(self) -> str:
        """« avec la CPTS X », or « avec X » when its name does not begin so."""
        return f"avec {'la ' if self.nom.startswith('CPTS ') else ''}{self.nom}"

    @classmethod
    def de(cls, ligne: Mapping[str, str]) -> "Vitrine":
        """From a row of the database or of the local file: the public fields, `logo` in base64."""
        return cls(
            ligne["slug"],
            Contact(ligne["nom"], ligne["telephone"], ligne["courriel"], ligne["site"]),
            Contact(*(ligne[f"cpam_{c}"] for c in ("service", "telephone", "courriel", "lien"))),
            logos.lire(base64.b64decode(ligne["logo"])),
            origines.lire(ligne["origines"]),
            hashlib.blake2b(_ecrire(ligne).encode(), digest_size=8).hexdigest(),
        )


class _Memoire:
    """The CPTS of this process. Readers never wait for a refresh, except the very first ones."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._vitrines: dict[str, Vitrine] | None = None
        self._derniere: Any = None
        self._a_revoir = 0.0

    def lire(self) -> dict[str, Vitrine]:
        if self._vitrines is not None and time.monotonic() < self._a_revoir:
            return self._vitrines
        if not self._verrou.acquire(blocking=self._vitrines is None):
            return self._vitrines
        try:
            if time.monotonic() >= self._a_revoir:
                self._rafraichir()
            return self._vitrines
        finally:
            self._verrou.release()

    def _rafraichir(self) -> None:
        try:
            derniere = Modification.objects.values_list("pk", "fait_le").first()
            if self._vitrines is None or derniere != self._derniere:
                lignes = _lignes()
                self._vitrines, self._derniere = _indexer(lignes), derniere
                _garder(lignes)
        except ErreurBase:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
            if self._vitrines is None:
                self._vitrines = _indexer(_gardees())
        self._a_revoir = time.monotonic() + settings.REFERENTIEL_FRAICHEUR_S

    def vider(self) -> None:
        with self._verrou:
            self._vitrines, self._a_revoir = None, 0.0


_memoire = _Memoire()


def trouver(slug: str) -> Vitrine | None:
    """The CPTS of that name in addresses; None when there is none."""
    return _memoire.lire().get(slug) if slug else None


def demandee(request: HttpRequest) -> Vitrine | None:
    """The CPTS that the address of a request names, if it is one."""
    return trouver(request.GET.get("cpts", "").strip())


def toutes_les_origines() -> tuple[str, ...]:
    """Every site that some CPTS may be embedded in."""
    vitrines = _memoire.lire().values()
    return tuple(dict.fromkeys(origine for vitrine in vitrines for origine in vitrine.origines))


def oublier() -> None:
    """Forgets what is in memory: the next read is that of a newborn process."""
    _memoire.vider()


def _lignes() -> list[dict[str, str]]:
    lues = Cpts.objects.order_by("slug").values(*CHAMPS_PUBLICS, "logo")
    return [{**ligne, "logo": base64.b64encode(ligne["logo"]).decode()} for ligne in lues]


def _indexer(lignes: list[dict[str, str]]) -> dict[str, Vitrine]:
    return {vitrine.slug: vitrine for vitrine in map(Vitrine.de, lignes)}


def _ecrire(valeur: Any) -> str:
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True)


def _fichier() -> Path:
    """Beside the copy of the tables."""
    return Path(settings.COPIE_LOCALE).with_name("cpts.json")


def _garder(lignes: list[dict[str, str]]) -> None:
    try:
        copie_locale.remplacer(_fichier(), _ecrire(lignes))
    except OSError:
        journal.warning("copie locale des CPTS non écrite")


def _gardees() -> list[dict[str, str]]:
    """The local copy; none when it is missing, cut, or of another release."""
    try:
        lignes = json.loads(_fichier().read_text(encoding="utf-8"))
        for ligne in lignes:
            Vitrine.de(ligne)
    except (OSError, ValueError, KeyError, TypeError):
        journal.warning("copie locale des CPTS absente ou illisible")
        return []
    return lignes
