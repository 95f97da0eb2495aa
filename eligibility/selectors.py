"""Reads: the published tables as the rules want them, kept in the memory of each process.

A process starts from the local copy of the last publication, then asks the database for its number (see
`Memoire`); nothing is ever computed with two publications at once.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from eligibility import copie_locale, references
from eligibility.copie_locale import Copie
from eligibility.documents import formes, objets
from eligibility.documents.formes import Document
from eligibility.memoire import Memoire
from eligibility.models import Publication
from eligibility.regles import bareme as regles
from eligibility.regles.parametres import PARAMETRES

logger = logging.getLogger(__name__)
# What building tables raises from a document of another release, or a row that somebody damaged.
ILLISIBLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


class Manque(NamedTuple):
    """Why nothing can be computed: `base_injoignable`, `aucun_bareme`, `parametres_manquants` of a version.

    The site words it elsewhere; a log keeps the codes.
    """

    code: str
    version: str = ""
    parametres: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join(filter(None, (self.code, self.version, *self.parametres)))


AUCUN_BAREME, BASE_INJOIGNABLE = Manque("aucun_bareme"), Manque("base_injoignable")


@dataclass(frozen=True, slots=True)
class Tables:
    """What one publication holds.

    `empreinte`: 16 hex digits, the same wherever the tables are the same. `cliche`: the document they
    come from, with the notes that no rule reads. `journal`: the last publications, newest first.
    `manque`: what prevents any computation with them; None when all is there.
    """

    referentiel: regles.Referentiel
    numero: int
    empreinte: str
    cliche: Document
    journal: list[dict[str, Any]]
    manque: Manque | None = field(init=False)

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

    def __init__(self, manque: Manque) -> None:
        super().__init__(str(manque))
        self.manque = manque


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

    Raises TablesIndisponibles, whose `manque` says what lacks.
    """
    lues = _apercu.get() or _memoire.lire()
    if lues is None:
        raise TablesIndisponibles(BASE_INJOIGNABLE if base_injoignable() else AUCUN_BAREME)
    if lues.manque is not None:
        raise TablesIndisponibles(lues.manque)
    return lues


def base_injoignable() -> bool:
    """The last time this process asked, the database did not answer."""
    return _memoire.base_injoignable


def _ce_qui_manque(lu: regles.Referentiel) -> Manque | None:
    if not lu.baremes:
        return AUCUN_BAREME
    for bareme in lu.baremes:
        manquants = [
            cle for cle in PARAMETRES if getattr(bareme.parametres.get(cle), "valeur", None) is None
        ]
        if manquants:
            return Manque("parametres_manquants", bareme.version, tuple(manquants))
    return None


def avec(document: Document) -> Tables:
    """The tables as they would be with this version published, in the place of that of its date.

    Raises TablesIndisponibles when nothing is published.
    """
    publication = Publication.objects.first()
    if publication is None:
        raise TablesIndisponibles(AUCUN_BAREME)
    return _a_montrer(
        publication, references.completer(formes.avec(json.loads(publication.contenu), document))
    )


def avec_hors_versions(hors_versions: Document) -> Tables:
    """The tables as they would be with these references and parts public.

    Raises TablesIndisponibles when nothing is published.
    """
    publication = Publication.objects.first()
    if publication is None:
        raise TablesIndisponibles(AUCUN_BAREME)
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
    """What is read next is what is public at this moment, not up to two seconds ago. One query."""
    _memoire.revoir()


def oublier() -> None:
    """Forgets the tables in memory: the next read is that of a newborn process."""
    _memoire.vider()


def _suivre(lues: Tables | None) -> Tables | None:
    """The last publication: those in hand when they are it. One query, three when something changed."""
    derniere = Publication.objects.values_list("pk", "empreinte").first()
    if derniere is None:
        return None
    if lues is not None and derniere == (lues.numero, lues.empreinte):
        return lues
    publication = Publication.objects.get(pk=derniere[0])
    try:
        lu = copie_locale.de(publication)
        nouvelles = _construire(lu)
    except ILLISIBLE:
        logger.exception("publication illisible, les tables précédentes servies s'il y en a")
        return lues
    copie_locale.ecrire(lu)
    return _plus_utiles(lues, nouvelles)


def _de_la_copie_locale() -> Tables | None:
    locale = copie_locale.lire()
    try:
        return None if locale is None else _construire(locale)
    except ILLISIBLE:
        logger.warning("copie locale d’une autre forme : elle n’est pas servie")
        return None


def _construire(copie: Copie) -> Tables:
    return Tables(
        objets.referentiel(copie.document),
        copie.numero,
        copie.empreinte,
        copie.document,
        copie.journal,
    )


def _plus_utiles(anciennes: Tables | None, nouvelles: Tables) -> Tables:
    """The new tables, unless they lack what those in memory have: a site goes on with the latter."""
    if anciennes is None or anciennes.manque is not None or nouvelles.manque is None:
        return nouvelles
    logger.error(
        "tables inutilisables, les précédentes servies", extra={"manque": str(nouvelles.manque)}
    )
    return anciennes


# Whoever measures the site adds itself here: see `Memoire`.
TEMOINS: list[Callable[[Tables | None, bool], None]] = []
_memoire = Memoire(_suivre, _de_la_copie_locale, TEMOINS)
