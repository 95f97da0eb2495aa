"""A barème as the rules see it: frozen, complete, dated; every cell with its source and mark.

A cell whose `valeur` is None is empty: annexe 10 holds it but nobody has given it to us. It is never zero.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from .vocabulaire import BASE, PERCENTILES

if TYPE_CHECKING:
    from .employeur import ParametresEmployeur

# Columns of the tables of amounts; the last one is « année 3 et suivantes ».
ANNEES_DU_TABLEAU = (1, 2, 3)


class AvantPremierBareme(LookupError):
    """No barème was in force on the date asked: an error, never the nearest one."""


class ParametreManquant(LookupError):
    """A barème lacks a constant that the rules need."""


def annee_du_tableau(annee: int) -> int:
    """The column that pays a contract year."""
    return min(annee, ANNEES_DU_TABLEAU[-1])


@dataclass(frozen=True, slots=True)
class Cellule:
    """One figure of a table.

    `valeur`: € per contract year, patients, months, percent… as its table says; None when empty.
    `source`: key of a `Source`, possibly empty. `fiabilite`: one of `vocabulaire.FIABILITES`.
    """

    valeur: Decimal | None
    source: str = ""
    fiabilite: str = "a_completer"
    verifie_le: date | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Patients to gain for a starting patientele in [debut, fin[ (fin None: no upper end).

    `patients_debut` at `debut`, `patients_fin` at `fin`, linear between; None: constant.
    """

    debut: int
    fin: int | None
    patients_debut: int
    patients_fin: int | None = None
    source: str = ""
    fiabilite: str = "a_completer"
    verifie_le: date | None = None

    def contient(self, patientele: int) -> bool:
        return self.debut <= patientele and (self.fin is None or patientele < self.fin)

    def patients(self, patientele: int) -> int:
        """Patients to gain, rounded to the nearest patient, half up (hypothese)."""
        if self.patients_fin is None or self.fin is None:
            return self.patients_debut
        pente = (self.patients_fin - self.patients_debut) * (patientele - self.debut)
        largeur = self.fin - self.debut
        return self.patients_debut + (2 * pente + largeur) // (2 * largeur)


@dataclass(frozen=True, slots=True)
class OuvertureOption:
    """Whether new contracts may take an option: `ouverte`, `conditions` or `fermee`."""

    etat: str
    source: str = ""
    fiabilite: str = "officiel"


@dataclass(frozen=True, slots=True)
class Bareme:
    """One version of the tables, named by the day it takes effect (`version` = ISO date).

    `montants`: (option, row of `LIGNES_MONTANT`, contract year 1 to 3) → € per contract year; 3 stands
    for year 3 and after. `seuils`: (specialite, indicateur, percentile) → patients.
    `objectifs`: (specialite, option, indicateur) → segments. `parametres`: key → constant.
    """

    date_effet: date
    revision: int
    publie_le: date | None
    verifie_le: date | None
    source: str
    montants: Mapping[tuple[str, str, int], Cellule]
    seuils: Mapping[tuple[str, str, int], Cellule]
    objectifs: Mapping[tuple[str, str, str], tuple[Segment, ...]]
    parametres: Mapping[str, Cellule]
    options: Mapping[str, OuvertureOption]
    version: str = field(init=False)
    plafond: Decimal = field(init=False)  # highest amount of the table, € per contract year
    _entiers: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "version", self.date_effet.isoformat())
        montants = (c.valeur for c in self.montants.values() if c.valeur is not None)
        object.__setattr__(self, "plafond", max(montants, default=Decimal(0)))
        entiers = {c: int(p.valeur) for c, p in self.parametres.items() if p.valeur is not None}
        object.__setattr__(self, "_entiers", entiers)

    def parametre(self, cle: str) -> Cellule:
        """The constant `cle`; ParametreManquant when the barème has no value for it."""
        cellule = self.parametres.get(cle)
        if cellule is None or cellule.valeur is None:
            raise ParametreManquant(f"{cle} ({self.version})")
        return cellule

    def entier(self, cle: str) -> int:
        """The constant `cle` as a whole number (months, years, patients)."""
        try:
            return self._entiers[cle]
        except KeyError:
            raise ParametreManquant(f"{cle} ({self.version})") from None

    @property
    def connait_le_collectif(self) -> bool:
        """Whether the collective contract (section 9) exists under this barème."""
        cellule = self.parametres.get("collectif_montant_annee_1")
        return cellule is not None and cellule.valeur is not None

    def montant(self, option: str, ligne: str, annee: int) -> tuple[str, Cellule | None]:
        """Row really used and € of a contract year; None when the table has no such cell.

        An uplift row without a figure for that year falls back on the base row: « années 1 et 2 comme
        ci-dessus », and no uplift is published for 1,5 and 2 ETP.
        """
        rang = annee_du_tableau(annee)
        if ligne != BASE:
            cellule = self.montants.get((option, ligne, rang))
            if cellule is not None and cellule.valeur is not None:
                return ligne, cellule
        cellule = self.montants.get((option, BASE, rang))
        return BASE, cellule if cellule is not None and cellule.valeur is not None else None

    def seuil(self, specialite: str, indicateur: str, percentile: int) -> Cellule | None:
        """The threshold in patients, or None when its cell is empty or missing."""
        cellule = self.seuils.get((specialite, indicateur, percentile))
        return cellule if cellule is not None and cellule.valeur is not None else None

    def seuils_complets(self, specialite: str, indicateur: str) -> bool:
        """True when the four percentiles of this indicator are known."""
        return all(self.seuil(specialite, indicateur, p) is not None for p in PERCENTILES)

    def segment(
        self, specialite: str, option: str, indicateur: str, patientele: int | None
    ) -> Segment | None:
        """The segment of objective that holds this starting patientele, if the barème has one."""
        if patientele is None:
            return None
        segments = self.objectifs.get((specialite, option, indicateur), ())
        return next((segment for segment in segments if segment.contient(patientele)), None)


@dataclass(frozen=True, slots=True)
class Specialite:
    """A specialty, its group in the rules and the common names a doctor may type."""

    slug: str
    libelle: str
    groupe: str
    synonymes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from; `lien` is empty when nobody gave one."""

    cle: str
    libelle: str
    lien: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Referentiel:
    """All that the rules read: the barèmes in force one after the other, specialties, sources.

    `employeurs`: the employer's parameters, dated on their own; empty: the cost is not computed.
    """

    baremes: tuple[Bareme, ...]
    specialites: Mapping[str, Specialite]
    sources: Mapping[str, Source]
    employeurs: tuple["ParametresEmployeur", ...] = ()
    _effets: tuple[date, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        effets = tuple(bareme.date_effet for bareme in self.baremes)
        for dates in (effets, tuple(jeu.date_effet for jeu in self.employeurs)):
            if list(dates) != sorted(set(dates)):
                raise ValueError("versions must be in strictly increasing order of date_effet")
        object.__setattr__(self, "_effets", effets)

    def bareme_at(self, jour: date) -> Bareme:
        """The barème in force on `jour`; AvantPremierBareme before the first one."""
        rang = bisect_right(self._effets, jour)
        if rang == 0:
            raise AvantPremierBareme(jour.isoformat())
        return self.baremes[rang - 1]

    def source(self, cle: str) -> Source:
        """The source of that key; named by it, without link, when the tables do not hold it."""
        return self.sources.get(cle) or Source(cle, cle, "", None)

    def groupe(self, specialite: str) -> str:
        return self.specialites[specialite].groupe
