"""Reads: the published tables as the rules want them, kept in the memory of each process.

A copy is built in a dozen queries, then served without any. At most every `REFERENTIEL_FRAICHEUR_S`
seconds (setting, 2 by default), one tiny query asks whether a table was written since. While the
database is away the copy in memory goes on being served.
"""

import hashlib
import logging
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Lock
from types import MappingProxyType

from django.conf import settings
from django.db import Error as ErreurBase
from django.db import connection
from django.utils import timezone

from eligibility.models import (
    Bareme,
    EtatTables,
    Montant,
    OuvertureOption,
    Parametre,
    SegmentObjectif,
    Seuil,
    Source,
    Specialite,
)
from eligibility.models.choix import Statut
from eligibility.regles import bareme as regles

journal = logging.getLogger(__name__)

FRAICHEUR_S = 2.0
ESSAIS = 5


@dataclass(frozen=True, slots=True)
class Copie:
    """A referentiel, the token it was read at, and a fingerprint of its content (16 hex digits).

    The fingerprint is the same in every process and on every machine that hold the same tables.
    """

    referentiel: regles.Referentiel
    jeton: int
    empreinte: str


class _Memoire:
    """The copy of this process. Readers never wait for a refresh, except the very first ones."""

    def __init__(self) -> None:
        self._verrou = Lock()
        self._copie: Copie | None = None
        self._a_revoir = 0.0

    def lire(self) -> Copie:
        copie = self._copie
        if copie is not None and time.monotonic() < self._a_revoir:
            return copie
        if not self._verrou.acquire(blocking=copie is None):
            return copie
        try:
            return self._rafraichir()
        finally:
            self._verrou.release()

    def _rafraichir(self) -> Copie:
        copie = self._copie
        if copie is not None and time.monotonic() < self._a_revoir:
            return copie
        try:
            if copie is None or EtatTables.lire() != copie.jeton:
                copie = construire()
        except ErreurBase:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()  # the next try opens a new one
            if copie is None:
                raise
            journal.warning("base illisible, copie en mémoire servie")
        self._copie = copie
        fraicheur = getattr(settings, "REFERENTIEL_FRAICHEUR_S", FRAICHEUR_S)
        self._a_revoir = time.monotonic() + fraicheur
        return copie

    def vider(self) -> None:
        with self._verrou:
            self._copie = None


_memoire = _Memoire()


def copie() -> Copie:
    """Referentiel and fingerprint of one and the same state: take it once for a whole response.

    Raises django.db.Error when the database is away and nothing was read before.
    """
    return _memoire.lire()


def referentiel() -> regles.Referentiel:
    """The published tables; without any barème when nothing is published."""
    return copie().referentiel


def empreinte() -> str:
    """Fingerprint of the published tables, for ETags."""
    return copie().empreinte


def bareme_at(jour: date) -> regles.Bareme:
    """The published barème in force on `jour`; AvantPremierBareme before the first one."""
    return referentiel().bareme_at(jour)


def vider_memoire() -> None:
    """Forgets the copy: the next read goes to the database."""
    _memoire.vider()


def construire() -> Copie:
    """Reads the published tables as one state, whatever is written meanwhile."""
    for _ in range(ESSAIS):
        jeton = EtatTables.lire()
        lu = _lire_referentiel()
        # A write between two of our queries may have mixed two states. Should writes never pause,
        # the copy keeps the token it began with, so that the next reader builds it again.
        if EtatTables.lire() == jeton:
            break
    condense = hashlib.blake2b(repr(lu).encode(), digest_size=8).hexdigest()
    return Copie(referentiel=lu, jeton=jeton, empreinte=condense)


def _lire_referentiel() -> regles.Referentiel:
    baremes = list(
        Bareme.objects.filter(statut=Statut.PUBLIE)
        .order_by("date_effet")
        .values_list(
            "pk", "date_effet", "revision", "publie_le", "verifie_le", "source__cle", named=True
        )
    )
    montants = _cellules(Montant)
    seuils = _cellules(Seuil)
    parametres = _cellules(Parametre, valeur=_sans_decimales_vides)
    objectifs = _segments()
    options = _ouvertures()
    return regles.Referentiel(
        baremes=tuple(
            regles.Bareme(
                date_effet=ligne.date_effet,
                revision=ligne.revision,
                publie_le=ligne.publie_le and timezone.localdate(ligne.publie_le),
                verifie_le=ligne.verifie_le,
                source=ligne.source__cle or "",
                montants=MappingProxyType(montants[ligne.pk]),
                seuils=MappingProxyType(seuils[ligne.pk]),
                objectifs=MappingProxyType(objectifs[ligne.pk]),
                parametres=MappingProxyType(parametres[ligne.pk]),
                options=MappingProxyType(options[ligne.pk]),
            )
            for ligne in baremes
        ),
        specialites=_specialites(),
        sources=_sources(),
    )


def _publiees(modele, *champs: str) -> Iterable[tuple]:
    """Rows of published barèmes: the barème's pk, the row's own key, then `champs`.

    Sorted here and not by the database, whose collation would change the fingerprint.
    """
    cles = [chemin for chemin in modele.CLE if not chemin.startswith("bareme__")]
    lignes = modele.objects.filter(bareme__statut=Statut.PUBLIE).order_by()
    lues = lignes.values_list("bareme", *cles, *champs)
    return sorted(lues, key=lambda ligne: ligne[: 1 + len(cles)])


def _sans_decimales_vides(valeur: Decimal | None) -> Decimal | None:
    """80.00 → 80: a constant reads as it is written."""
    if valeur is None or valeur != valeur.to_integral_value():
        return valeur
    return valeur.quantize(Decimal(1))


def _cellules(modele, valeur=lambda v: v) -> Mapping[int, dict]:
    """{pk of the barème: {key of the cell: Cellule}}; a key of one column is not a tuple."""
    trouvees: dict[int, dict] = defaultdict(dict)
    for bareme, *cle, nombre, source, fiabilite, verifie_le in _publiees(
        modele, "valeur", "source__cle", "fiabilite", "verifie_le"
    ):
        cellule = regles.Cellule(valeur(nombre), source or "", fiabilite, verifie_le)
        trouvees[bareme][cle[0] if len(cle) == 1 else tuple(cle)] = cellule
    return trouvees


def _segments() -> Mapping[int, dict]:
    """{pk of the barème: {(specialite, option, indicateur): segments, lowest first}}."""
    trouves: dict[int, dict] = defaultdict(dict)
    for bareme, specialite, option, indicateur, *bornes, source, fiabilite, verifie_le in _publiees(
        SegmentObjectif, "fin", "patients_debut", "patients_fin",
        "source__cle", "fiabilite", "verifie_le",
    ):  # fmt: skip
        segment = regles.Segment(*bornes, source or "", fiabilite, verifie_le)
        cle = (specialite, option, indicateur)
        trouves[bareme][cle] = (*trouves[bareme].get(cle, ()), segment)
    return trouves


def _ouvertures() -> Mapping[int, dict]:
    """{pk of the barème: {option: OuvertureOption}}."""
    trouvees: dict[int, dict] = defaultdict(dict)
    for bareme, option, etat, source, fiabilite in _publiees(
        OuvertureOption, "etat", "source__cle", "fiabilite"
    ):
        trouvees[bareme][option] = regles.OuvertureOption(etat, source or "", fiabilite)
    return trouvees


def _specialites() -> Mapping[str, regles.Specialite]:
    return MappingProxyType(
        {
            specialite.slug: regles.Specialite(
                specialite.slug, specialite.libelle, specialite.groupe, specialite.mots
            )
            for specialite in sorted(Specialite.objects.all(), key=lambda s: (s.ordre, s.slug))
        }
    )


def _sources() -> Mapping[str, regles.Source]:
    lignes = Source.objects.order_by().values_list("cle", "libelle", "lien", "date")
    return MappingProxyType({ligne[0]: regles.Source(*ligne) for ligne in sorted(lignes)})
