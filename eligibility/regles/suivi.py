"""Year 3 and after (section 5): the rate really paid, from the patientele observed.

A rate is an exact fraction between 0 and 1, never rounded before it multiplies an amount. When it
cannot be concluded, `valeur` is None and `mini`, `maxi` say what is possible.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .bareme import Bareme
from .calendrier import Annee
from .dates import ajouter_mois, fin_de_mois
from .objectifs import REGLE_65, REGLE_NOUVEL_INSTALLE, REGLE_P95, Objectif
from .parametres import PREMIERE_ANNEE_OBSERVEE
from .situation import Situation

ZERO, UN = Fraction(0), Fraction(1)
P95_TOLERE, NOUVEL_INSTALLE_GARANTI = "p95_tolere", "nouvel_installe_garanti"


@dataclass(frozen=True, slots=True)
class Taux:
    """Part of the yearly amount that is paid, and why (`code`)."""

    # Left out of the hash: to hash a fraction costs ten times what the sentence it is looked up for does.
    valeur: Fraction | None = field(hash=False)
    mini: Fraction = field(hash=False)
    maxi: Fraction = field(hash=False)
    code: str
    plein: bool  # certainly in full: told here once, comparing fractions is slow

    @property
    def probable(self) -> bool:
        """In full by a tolerance that may not be granted (hypothese)."""
        return self.code == P95_TOLERE


def certain(valeur: Fraction, code: str) -> Taux:
    return Taux(valeur, valeur, valeur, code, valeur == UN)


def incertain(mini: Fraction, maxi: Fraction, code: str) -> Taux:
    """An interval; certain all the same when its two ends meet."""
    if mini == maxi:
        return certain(mini, code)
    return Taux(None, mini, maxi, code, False)


PLEIN_GARANTI = certain(UN, "annee_garantie")
PLEIN_SANS_SUIVI = certain(UN, "sans_suivi")


# The same rate comes back for each option, each band and each year that carries a level on.
garder = lru_cache(maxsize=4096)


# Rates that rest on our reading: attainment, tolerances and what a newly installed doctor is owed.
MOTIFS_SUPPOSES = frozenset(
    (
        "prorata",
        "65_baisse",
        "65_partiel",
        P95_TOLERE,
        "p95_perdu",
        "p95_partiel",
        NOUVEL_INSTALLE_GARANTI,
    )
)


class Observation(NamedTuple):
    """One indicator in one year: start, patients to gain, level observed (None: not known)."""

    depart: int | None
    a_gagner: int | None
    observe: int | None

    @property
    def en_baisse(self) -> bool | None:
        """Below its start; None when it may be or not. A start of 0 cannot be fallen below."""
        if self.depart == 0:
            return False
        if self.depart is None or self.observe is None:
            return None
        return self.observe < self.depart

    def bornes(self) -> tuple[Fraction, Fraction]:
        """Lowest and highest attainment that what is known allows, the start being kept.

        Attainment: patients gained ÷ patients to gain, between 0 and 1 (hypothese).
        """
        if self.a_gagner == 0:
            return UN, UN
        if self.a_gagner is None or self.observe is None:
            return ZERO, UN
        maxi = min(UN, Fraction(self.observe - (self.depart or 0), self.a_gagner))
        return (ZERO if self.depart is None else maxi), maxi


@dataclass(frozen=True, slots=True)
class Suivi:
    """The follow-up of one estimation: what was observed, read year after year.

    `bareme`: the one in force at signature.
    """

    situation: Situation
    bareme: Bareme
    sans_chiffres: bool
    indicateurs: tuple[str, ...]
    _niveaux: dict[int, Mapping[str, int | None] | None] = field(default_factory=dict)

    def niveaux(self, annee: int) -> Mapping[str, int | None] | None:
        """Level of each indicator known for a contract year; None when none is."""
        if annee not in self._niveaux:
            connus = {i: niveau(self.situation, i, annee) for i in self.indicateurs}
            self._niveaux[annee] = None if set(connus.values()) == {None} else connus
        return self._niveaux[annee]

    def taux(self, objectif: Objectif, annee: Annee) -> Taux:
        """The rate of a contract year under `objectif`.

        Years before the first figure of any indicator are paid as if the objective were reached.
        """
        if annee.garantie:
            return PLEIN_GARANTI
        if self.sans_chiffres:
            return PLEIN_SANS_SUIVI
        niveaux = self.niveaux(annee.annee)
        if niveaux is None:
            return PLEIN_SANS_SUIVI
        return self.taux_lu(objectif, annee.debut, niveaux)

    def taux_lu(self, objectif: Objectif, debut: date, niveaux: Mapping[str, int | None]) -> Taux:
        """The rate of a year that opens on `debut` if these are the levels read."""
        observations = tuple(
            [
                Observation(o.depart, o.a_gagner, niveaux[indicateur])
                for indicateur, o in objectif.par_indicateur()
            ]
        )
        regle = regle_de_l_annee(self.situation, objectif, debut)
        if regle == REGLE_65:
            return _taux_65(observations, self._part("maintien_65_part"))
        if regle == REGLE_P95:
            return _taux_p95(observations, self._part("maintien_p95_part"))
        if regle == REGLE_NOUVEL_INSTALLE:
            return _taux_nouvel_installe(self.situation, self.bareme, debut)
        return _taux_ordinaire(observations)

    def _part(self, cle: str) -> Fraction:
        return _part(self.bareme.parametre(cle).valeur)


@garder
def _part(pourcents: Decimal) -> Fraction:
    return Fraction(pourcents) / 100


def suivre(situation: Situation, bareme: Bareme, indicateurs: tuple[str, ...]) -> Suivi:
    """`indicateurs`: those that the specialty uses."""
    chiffres = (c for indicateur in indicateurs for c in situation.observations(indicateur))
    return Suivi(situation, bareme, all(chiffre is None for chiffre in chiffres), indicateurs)


def niveau(situation: Situation, indicateur: str, annee: int) -> int | None:
    """The level known for contract year `annee`: the last one observed up to that year."""
    connus = situation.observations(indicateur)[: annee - PREMIERE_ANNEE_OBSERVEE + 1]
    return next((observe for observe in reversed(connus) if observe is not None), None)


def regle_de_l_annee(situation: Situation, objectif: Objectif, debut: date) -> str:
    """The rule on the day a year opens: turning 65 on the way brings rule 1 by avenant."""
    if situation.date_65 is not None and debut > fin_de_mois(situation.date_65):
        return REGLE_65
    return objectif.regle


@garder
def _taux_65(observations: tuple[Observation, ...], part: Fraction) -> Taux:
    """The lower of the indicators' min(1 ; observed ÷ (90 % of the start)); no fall to 0 (hypothese)."""
    taux = []
    for o in observations:
        if o.depart == 0:
            taux.append(UN)
        elif o.depart is None or o.observe is None:
            taux.append(None)
        else:
            taux.append(min(UN, o.observe / (o.depart * part)))
    connus = [t for t in taux if t is not None]
    maxi = min(connus, default=UN)
    if None in taux:
        return incertain(ZERO, maxi, "65_partiel" if maxi else "65_baisse")
    return certain(maxi, "65_maintenu" if maxi == UN else "65_baisse")


@garder
def _taux_p95(observations: tuple[Observation, ...], part: Fraction) -> Taux:
    """All or nothing: every indicator at 95 % of its start or more (hypothese)."""
    tenus = [
        None if o.en_baisse is None else not o.en_baisse or o.observe >= o.depart * part
        for o in observations
    ]
    if False in tenus:
        return certain(ZERO, "p95_perdu")
    if None in tenus:
        return incertain(ZERO, UN, "p95_partiel")
    en_baisse = any(o.en_baisse for o in observations)
    return certain(UN, P95_TOLERE if en_baisse else "p95_tenu")


def _taux_nouvel_installe(situation: Situation, bareme: Bareme, debut: date) -> Taux:
    """In full until a year after the 3 years; then a new objective, that nobody knows yet."""
    garantis = bareme.entier("nouvel_installe_delai_mois") + bareme.entier(
        "nouvel_installe_garantie_mois"
    )
    if debut < ajouter_mois(situation.signature, garantis):
        return certain(UN, NOUVEL_INSTALLE_GARANTI)
    return incertain(ZERO, UN, "nouvel_installe_inconnu")


@garder
def _taux_ordinaire(observations: tuple[Observation, ...]) -> Taux:
    """None below its start: in full when one is reached, else at the better rate. The bounds are exact."""
    baisses = [o.en_baisse for o in observations]
    if True in baisses:
        return certain(ZERO, "en_baisse")
    bornes = [o.bornes() for o in observations]
    maxi = max(haut for _, haut in bornes)
    # One that is not wholly seen may have fallen: nothing would be paid.
    mini = ZERO if None in baisses else max(bas for bas, _ in bornes)
    if mini == maxi:
        return certain(mini, "atteint" if mini == UN else "prorata")
    vus = all(o.depart is not None and o.observe is not None for o in observations)
    return incertain(mini, maxi, "objectif_inconnu" if vus else "un_seul_indicateur")
