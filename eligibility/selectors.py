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
    JeuEmployeur,
    Montant,
    OuvertureOption,
    Parametre,
    ParametreEmployeur,
    SegmentObjectif,
    Seuil,
    Source,
    Specialite,
)
from eligibility.models.choix import Statut
from eligibility.regles import bareme as regles
from eligibility.regles.employeur import ParametreEmployeurManquant, ParametresEmployeur
from eligibility.regles.parametres import PARAMETRES

journal = logging.getLogger(__name__)

ESSAIS = 5


@dataclass(frozen=True, slots=True)
class Copie:
    """A referentiel, the token it was read at, and a fingerprint of its content (16 hex digits).

    The fingerprint is the same in every process and on every machine that hold the same tables.
    """

    referentiel: regles.Referentiel
    jeton: int
    empreinte: str


class TablesIndisponibles(Exception):
    """Nothing can be computed: no database, no published barème, or one that lacks a constant."""


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
                copie = _plus_utile(copie, construire())
        except ErreurBase:
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()  # the next try opens a new one
            if copie is None:
                raise
            journal.warning("base illisible, copie en mémoire servie")
        self._copie = copie
        self._a_revoir = time.monotonic() + settings.REFERENTIEL_FRAICHEUR_S
        return copie

    def vider(self) -> None:
        with self._verrou:
            self._copie = None


_memoire = _Memoire()


def _plus_utile(ancienne: Copie | None, nouvelle: Copie) -> Copie:
    """The new copy, unless it lacks what the one in memory has: a site goes on with the latter."""
    manque = ce_qui_manque(nouvelle.referentiel)
    if ancienne is None or not manque or ce_qui_manque(ancienne.referentiel):
        return nouvelle
    journal.error("tables inutilisables, copie en mémoire servie", extra={"manque": manque})
    return ancienne


def copie() -> Copie:
    """Referentiel and fingerprint of one and the same state: take it once for a whole response.

    Raises django.db.Error when the database is away and nothing was read before.
    """
    return _memoire.lire()


def tables() -> Copie:
    """The same, fit to compute with. Raises TablesIndisponibles, whose message says what lacks."""
    try:
        lue = copie()
    except ErreurBase as erreur:
        raise TablesIndisponibles("base de données injoignable") from erreur
    if manque := ce_qui_manque(lue.referentiel):
        raise TablesIndisponibles(manque)
    return lue


def ce_qui_manque(lu: regles.Referentiel) -> str:
    """What prevents any computation with these tables; empty when all is there."""
    if not lu.baremes:
        return "aucun barème publié"
    for bareme in lu.baremes:
        manquants = [
            cle for cle in PARAMETRES if getattr(bareme.parametres.get(cle), "valeur", None) is None
        ]
        if manquants:
            return f"barème {bareme.version} : paramètre manquant ({', '.join(manquants)})"
    return ""


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
        employeurs=_employeurs(),
    )


def _employeurs() -> tuple[ParametresEmployeur, ...]:
    """The employer's parameters, or none at all when a published set lacks one.

    The site then says that it does not compute the cost: an older rate would be a silent mistake.
    """
    jeux = list(
        JeuEmployeur.objects.filter(statut=Statut.PUBLIE)
        .order_by("date_effet")
        .values_list("pk", "date_effet", "revision", "verifie_le")
    )
    cellules = _cellules(ParametreEmployeur, "jeu", _sans_decimales_vides)
    try:
        return tuple(
            ParametresEmployeur(effet, MappingProxyType(cellules[pk]), revision, verifie_le)
            for pk, effet, revision, verifie_le in jeux
        )
    except ParametreEmployeurManquant as manque:
        journal.error("barème employeur incomplet, coût non calculé : %s", manque)
        return ()


def _publiees(modele, parent: str, *champs: str) -> Iterable[tuple]:
    """Rows of published versions: the pk of their `parent`, the row's own key, then `champs`.

    Sorted here and not by the database, whose collation would change the fingerprint.
    """
    cles = [chemin for chemin in modele.CLE if not chemin.startswith(f"{parent}__")]
    lignes = modele.objects.filter(**{f"{parent}__statut": Statut.PUBLIE}).order_by()
    lues = lignes.values_list(parent, *cles, *champs)
    return sorted(lues, key=lambda ligne: ligne[: 1 + len(cles)])


def _sans_decimales_vides(valeur: Decimal | None) -> Decimal | None:
    """80.00 → 80, 8.5500 → 8.55: a constant reads as it is written."""
    if valeur is None:
        return None
    if valeur == valeur.to_integral_value():
        return valeur.quantize(Decimal(1))
    return valeur.normalize()


def _cellules(modele, parent: str = "bareme", valeur=lambda v: v) -> Mapping[int, dict]:
    """{pk of the parent: {key of the cell: Cellule}}; a key of one column is not a tuple."""
    trouvees: dict[int, dict] = defaultdict(dict)
    for version, *cle, nombre, source, fiabilite, verifie_le in _publiees(
        modele, parent, "valeur", "source__cle", "fiabilite", "verifie_le"
    ):
        cellule = regles.Cellule(valeur(nombre), source or "", fiabilite, verifie_le)
        trouvees[version][cle[0] if len(cle) == 1 else tuple(cle)] = cellule
    return trouvees


def _segments() -> Mapping[int, dict]:
    """{pk of the barème: {(specialite, option, indicateur): segments, lowest first}}."""
    trouves: dict[int, dict] = defaultdict(dict)
    for bareme, specialite, option, indicateur, *bornes, source, fiabilite, verifie_le in _publiees(
        SegmentObjectif, "bareme", "fin", "patients_debut", "patients_fin",
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
        OuvertureOption, "bareme", "etat", "source__cle", "fiabilite"
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
