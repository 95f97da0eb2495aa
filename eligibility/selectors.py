"""Reads: the published tables as the rules want them, kept in the memory of each process.

A process starts from the local copy of the last publication, then asks the database for its number, at
most every `REFERENTIEL_FRAICHEUR_S` seconds (setting, 2 by default). While the database is away, the copy
goes on being served; nothing is ever computed with two publications at once.
"""

import json
import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import Error as ErreurBase
from django.db import connection

from eligibility import copie_locale, references
from eligibility.copie_locale import Cliche
from eligibility.documents import formes, objets
from eligibility.documents.formes import Document
from eligibility.models import Publication
from eligibility.regles import bareme as regles
from eligibility.regles.parametres import PARAMETRES

journal = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tables:
    """What one publication holds.

    `empreinte`: 16 hex digits, the same wherever the tables are the same. `cliche`: the document they
    come from, with the notes that no rule reads. `journal`: the last publications, newest first.
    `manque`: what prevents any computation with them; empty when all is there.
    """

    referentiel: regles.Referentiel
    numero: int
    empreinte: str
    cliche: Document
    journal: list[dict[str, Any]]
    manque: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "manque", _ce_qui_manque(self.referentiel))

    @property
    def parties(self) -> Mapping[str, Any]:
        """What the site publishes beside the tables, by name."""
        return self.cliche.get("parties", {})

    def bareme_at(self, jour: date) -> regles.Bareme:
        """The barème in force on `jour`; AvantPremierBareme before the first one."""
        return self.referentiel.bareme_at(jour)


class TablesIndisponibles(Exception):
    """Nothing can be computed: nothing published within reach, or tables that lack a constant."""


class _Memoire:
    """The tables of this process. Readers never wait for a refresh, except the very first ones."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._tables: Tables | None = None
        self._a_revoir = 0.0
        self.base_injoignable = False

    def lire(self) -> Tables:
        lues = self._tables
        if lues is not None and time.monotonic() < self._a_revoir:
            return lues
        if not self._verrou.acquire(blocking=lues is None):
            return lues
        try:
            return self._rafraichir()
        finally:
            self._verrou.release()

    def _rafraichir(self) -> Tables:
        lues = self._tables
        if lues is not None and time.monotonic() < self._a_revoir:
            return lues
        try:
            lues = _plus_utiles(lues, _suivre(lues))
            self.base_injoignable = False
        except ErreurBase as erreur:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()  # the next try opens a new one
            lues = lues or _de_la_copie_locale()
            if lues is None:
                raise TablesIndisponibles("base de données injoignable") from erreur
            if not self.base_injoignable:
                journal.warning("base injoignable, dernière publication servie")
            self.base_injoignable = True
        self._tables = lues
        self._a_revoir = time.monotonic() + settings.REFERENTIEL_FRAICHEUR_S
        return lues

    def revoir(self) -> None:
        """Asks the database now, whatever was asked a moment ago, and by whom."""
        with self._verrou:
            self._a_revoir = 0.0
            self._rafraichir()

    def vider(self) -> None:
        with self._verrou:
            self._tables = None
            self._a_revoir = 0.0


_memoire = _Memoire()


# A draft, for the time of one request of signed-in staff: public pages never set it.
_apercu: ContextVar[Tables | None] = ContextVar("apercu", default=None)


@contextmanager
def a_la_place(autres: Tables) -> Iterator[None]:
    """Within it, and in this thread alone, `tables()` are these."""
    jeton = _apercu.set(autres)
    try:
        yield
    finally:
        _apercu.reset(jeton)


def tables() -> Tables:
    """The published tables, fit to compute with: take them once for a whole response.

    Raises TablesIndisponibles, whose message says what lacks.
    """
    lues = _apercu.get() or _memoire.lire()
    if lues.manque:
        raise TablesIndisponibles(lues.manque)
    return lues


def bareme_at(jour: date) -> regles.Bareme:
    """The published barème in force on `jour`; AvantPremierBareme before the first one."""
    return tables().bareme_at(jour)


def base_injoignable() -> bool:
    """The last time this process asked, the database did not answer."""
    return _memoire.base_injoignable


def _ce_qui_manque(lu: regles.Referentiel) -> str:
    if not lu.baremes:
        return "aucun barème publié"
    for bareme in lu.baremes:
        manquants = [
            cle for cle in PARAMETRES if getattr(bareme.parametres.get(cle), "valeur", None) is None
        ]
        if manquants:
            return f"barème {bareme.version} : paramètre manquant ({', '.join(manquants)})"
    return ""


def avec(document: Document) -> Tables:
    """The tables as they would be with this version published, in the place of that of its date.

    Raises TablesIndisponibles when nothing is published.
    """
    publication = Publication.objects.first()
    if publication is None:
        raise TablesIndisponibles("aucun barème publié")
    return _a_montrer(
        publication, references.completer(formes.avec(json.loads(publication.contenu), document))
    )


def avec_hors_versions(hors_versions: Document) -> Tables:
    """The tables as they would be with these references and parts public.

    Raises TablesIndisponibles when nothing is published.
    """
    publication = Publication.objects.first()
    if publication is None:
        raise TablesIndisponibles("aucun barème publié")
    return _a_montrer(publication, {**json.loads(publication.contenu), **hors_versions})


def _a_montrer(publication: Publication, cliche: Document) -> Tables:
    return Tables(
        objets.referentiel(cliche),
        publication.pk,
        formes.condense(formes.ecrire(cliche)),
        cliche,
        Publication.journal(publication.pk),
    )


def revoir() -> None:
    """What is read next is what is public at this moment, not up to two seconds ago.

    One query; nothing is raised: whoever reads the tables learns what lacks.
    """
    with suppress(TablesIndisponibles):
        _memoire.revoir()


def oublier() -> None:
    """Forgets the tables in memory: the next read is that of a newborn process."""
    _memoire.vider()


def _suivre(lues: Tables | None) -> Tables:
    """The last publication: those in hand when they are it. One query, three when something changed."""
    derniere = Publication.objects.values_list("pk", "empreinte").first()
    if lues is not None and derniere in (None, (lues.numero, lues.empreinte)):
        return lues
    if derniere is None:
        raise TablesIndisponibles("aucun barème publié")
    locale = copie_locale.lire() if lues is None else None
    if locale is not None and locale[:2] == derniere:
        return _construire(locale)
    lu = copie_locale.de(Publication.objects.get(pk=derniere[0]))
    copie_locale.ecrire(lu)
    return _construire(lu)


def _de_la_copie_locale() -> Tables | None:
    locale = copie_locale.lire()
    return None if locale is None else _construire(locale)


def _construire(cliche: Cliche) -> Tables:
    return Tables(
        objets.referentiel(cliche.document),
        cliche.numero,
        cliche.empreinte,
        cliche.document,
        cliche.journal,
    )


def _plus_utiles(anciennes: Tables | None, nouvelles: Tables) -> Tables:
    """The new tables, unless they lack what those in memory have: a site goes on with the latter."""
    if anciennes is None or nouvelles is anciennes:
        return nouvelles
    if not nouvelles.manque or anciennes.manque:
        return nouvelles
    journal.error(
        "tables inutilisables, les précédentes servies", extra={"manque": nouvelles.manque}
    )
    return anciennes
