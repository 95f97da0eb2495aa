"""What an assistant costs the employer: dated parameters, and the cost of one month (section 10).

Mainland France, fewer than 11 employees, monthly gross up to the ceiling (PMSS); mutuelle, taxe
d'apprentissage and médecine du travail are left out.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from .bareme import Cellule
from .vocabulaire import FIABILITES

if TYPE_CHECKING:
    from .cout_formules import Formule
    from .cout_paie import Paie

CENT, ZERO = Decimal(100), Decimal(0)
CENTIME, DIX_MILLIEME = Decimal("0.01"), Decimal("0.0001")

# Keys of the rates summed on the gross, in percent; `taux_at_mp` may be typed by the doctor.
TAUX = (
    "taux_maladie",
    "taux_vieillesse_plafonnee",
    "taux_vieillesse_deplafonnee",
    "taux_allocations_familiales",
    "taux_at_mp",
    "taux_csa",
    "taux_fnal",
    "taux_chomage",
    "taux_ags",
    "taux_retraite_complementaire",
    "taux_ceg",
    "taux_dialogue_social",
    "taux_formation",
    "taux_formation_branche",
)
TAUX_SANS_AT_MP = tuple(cle for cle in TAUX if cle != "taux_at_mp")
POSITIONS = ("5", "6", "7", "8", "9")  # those of an assistant médical
GRILLE = ("4", *POSITIONS)
PRIMES = (3, 6, 9, 12, 15, 18, 20)  # years of seniority that open a step of the prime
PRIMES_MOIS = tuple(12 * annees for annees in PRIMES)

EUROS, POURCENT, COEFFICIENT = "€", "%", "coefficient"
HEURES, MOIS, JOURS, ACTES = "heures", "mois", "jours", "actes"

# Every parameter and its unit, in the order to show them.
CLES: dict[str, str] = {
    **{f"grille_{position}": EUROS for position in GRILLE},
    "smic": EUROS,
    "pmss": EUROS,
    "heures_mensuelles": HEURES,
    **{f"prime_{annees}_ans": POURCENT for annees in PRIMES},
    **dict.fromkeys(TAUX, POURCENT),
    "taux_prevoyance": POURCENT,
    "prevoyance_mois": MOIS,  # seniority from which prévoyance is due
    "rgdu_maximum": COEFFICIENT,
    "rgdu_minimum": COEFFICIENT,
    "rgdu_amplitude": COEFFICIENT,
    "rgdu_puissance": COEFFICIENT,
    "rgdu_smic_horaire": EUROS,
    "taxe_taux": POURCENT,
    "taxe_taux_tranche_2": POURCENT,  # on top of `taxe_taux`
    "taxe_taux_tranche_3": POURCENT,  # on top of `taxe_taux`
    "taxe_seuil_2": EUROS,
    "taxe_seuil_3": EUROS,
    "taxe_franchise": EUROS,
    "taxe_decote_plafond": EUROS,
    "taxe_decote_part": POURCENT,
    "heures_annuelles": HEURES,
    "formation_heures_ameli": HEURES,
    "formation_heures_branche": HEURES,
    "tarif_consultation": EUROS,
    "jours_travailles": JOURS,
    "actes_par_jour_cnam": ACTES,
}
ENTIERES = frozenset({"prevoyance_mois", "jours_travailles"})
# Divisors of the formulas.
SANS_ZERO = frozenset({"heures_annuelles", "jours_travailles", "tarif_consultation"})


class ParametreEmployeurManquant(LookupError):
    """A set of parameters lacks a figure that the cost needs."""


@dataclass(frozen=True, slots=True)
class ParametresEmployeur:
    """Wages and rates in force from `date_effet` on, complete. `cellules`: key of `CLES` → cell.

    Raises ParametreEmployeurManquant when a key has no value. `charges`: percent of the gross, AT/MP
    and prévoyance apart; `marque`: the least sure mark of these rates. `echelons`: months of seniority
    from which a month costs more, prime or prévoyance.
    """

    date_effet: date
    cellules: Mapping[str, Cellule]
    revision: int = 1
    verifie_le: date | None = None
    version: str = field(init=False)
    valeurs: Mapping[str, Decimal] = field(init=False, repr=False, compare=False)
    charges: Decimal = field(init=False)
    marque: str = field(init=False)
    echelons: tuple[int, ...] = field(init=False)
    # What is the same for every doctor, computed once by `cout_paie` and `cout_formules`: full-time months
    # by position and echelon, and the formulas of who types no AT/MP rate. Nothing that a doctor types.
    paies: dict[tuple[str, int], "Paie"] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    formules: dict[None, tuple["Formule", ...]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        poser = object.__setattr__
        poser(self, "version", self.date_effet.isoformat())
        poser(self, "valeurs", MappingProxyType({cle: self._valeur(cle) for cle in CLES}))
        poser(self, "charges", sum((self.valeurs[cle] for cle in TAUX_SANS_AT_MP), ZERO))
        poser(self, "marque", moins_sure(self.cellules[cle].fiabilite for cle in TAUX_SANS_AT_MP))
        echelons = {*PRIMES_MOIS, int(self.valeurs["prevoyance_mois"])}
        poser(self, "echelons", tuple(sorted(echelons)))

    def _valeur(self, cle: str) -> Decimal:
        cellule = self.cellules.get(cle)
        if cellule is None or cellule.valeur is None:
            raise ParametreEmployeurManquant(f"{cle} ({self.date_effet.isoformat()})")
        return cellule.valeur

    def echelon(self, mois_d_anciennete: int) -> int:
        """How many of `echelons` this seniority has reached."""
        return bisect_right(self.echelons, mois_d_anciennete)

    def cle_prime(self, mois_d_anciennete: int) -> str | None:
        """Key of the prime due at this seniority; None before the first step."""
        rang = bisect_right(PRIMES_MOIS, mois_d_anciennete)
        return f"prime_{PRIMES[rang - 1]}_ans" if rang else None


# What the doctor said is sure; then from « officiel » to « à compléter ».
_RANG = {marque: rang for rang, marque in enumerate(("", *FIABILITES))}


def moins_sure(fiabilites: Iterable[str]) -> str:
    """The least sure of these marks; empty: the doctor's own words."""
    return max(fiabilites, key=_RANG.__getitem__, default="")


class Mois(NamedTuple):
    """Full-time cost of one month, unrounded, in €; `taux` in percent of the gross.

    Part time costs its share of it: the reduction's SMIC is reduced in the same proportion.
    """

    brut: Decimal
    taux: Decimal
    cotisations: Decimal
    coefficient: Decimal
    reduction: Decimal
    cout: Decimal


def cout_du_mois(
    parametres: ParametresEmployeur, brut: Decimal, at_mp: Decimal, avec_prevoyance: bool
) -> Mois:
    """Cost of a full-time month at this gross. `at_mp`: percent notified to the employer."""
    taux = parametres.charges + at_mp
    if avec_prevoyance:
        taux += parametres.valeurs["taux_prevoyance"]
    coefficient = coefficient_rgdu(parametres, brut)
    cotisations, reduction = brut * taux / CENT, brut * coefficient
    return Mois(brut, taux, cotisations, coefficient, reduction, brut + cotisations - reduction)


def coefficient_rgdu(parametres: ParametresEmployeur, brut: Decimal) -> Decimal:
    """Coefficient of the réduction générale dégressive unique at this full-time gross."""
    valeurs = parametres.valeurs
    return _coefficient(
        brut,
        valeurs["rgdu_smic_horaire"] * valeurs["heures_mensuelles"],
        valeurs["rgdu_minimum"],
        valeurs["rgdu_maximum"],
        valeurs["rgdu_amplitude"],
        valeurs["rgdu_puissance"],
    )


@lru_cache(maxsize=4096)
def _coefficient(
    brut: Decimal,
    smic: Decimal,
    minimum: Decimal,
    maximum: Decimal,
    amplitude: Decimal,
    puissance: Decimal,
) -> Decimal:
    if brut >= 3 * smic:
        return ZERO
    if brut <= 0:
        return maximum
    # A real power is slow at full precision, and ends rounded to four digits.
    with localcontext(prec=16):
        degressif = ((3 * smic / brut - 1) / 2) ** puissance * amplitude
        if degressif >= maximum:  # a gross of a few euros: too large a number to be rounded
            return maximum
        return min(maximum, minimum + degressif.quantize(DIX_MILLIEME, ROUND_HALF_UP))


def taxe_brute(parametres: ParametresEmployeur, brut_annuel: Decimal) -> Decimal:
    """Taxe sur les salaires of one employee, € a year, before the employer's franchise and décote."""
    valeurs = parametres.valeurs
    taxe = brut_annuel * valeurs["taxe_taux"]
    seuil_2, seuil_3 = valeurs["taxe_seuil_2"], valeurs["taxe_seuil_3"]
    if brut_annuel > seuil_2:
        taxe += (min(brut_annuel, seuil_3) - seuil_2) * valeurs["taxe_taux_tranche_2"]
    if brut_annuel > seuil_3:
        taxe += (brut_annuel - seuil_3) * valeurs["taxe_taux_tranche_3"]
    return taxe / CENT


def taxe_due(parametres: ParametresEmployeur, brute: Decimal) -> Decimal:
    """What the employer owes: nothing up to the franchise, then less a décote, then all of it."""
    plafond = parametres.valeurs["taxe_decote_plafond"]
    if brute <= parametres.valeurs["taxe_franchise"]:
        return ZERO
    if brute >= plafond:
        return brute
    return brute - parametres.valeurs["taxe_decote_part"] / CENT * (plafond - brute)


def taxe_avant_decote(parametres: ParametresEmployeur, due: Decimal) -> Decimal:
    """The tax before décote of an employer who owes `due` already.

    Hypothese: who owes nothing has no other employee. A sum too small to be due (the décote never
    leaves so little) is taken as the first one due.
    """
    plafond = parametres.valeurs["taxe_decote_plafond"]
    if due <= 0 or due >= plafond:
        return due
    part = parametres.valeurs["taxe_decote_part"] / CENT
    return max((due + part * plafond) / (1 + part), parametres.valeurs["taxe_franchise"])


def taxe_en_plus(
    parametres: ParametresEmployeur, bruts: Iterable[Decimal], deja_due: Decimal
) -> Decimal:
    """Tax that these employees add, € a year; `bruts`: yearly gross of each, € a year."""
    ajoutee = sum([taxe_brute(parametres, brut) for brut in bruts], ZERO)
    if not deja_due:
        return taxe_due(parametres, ajoutee)
    due = taxe_due(parametres, taxe_avant_decote(parametres, deja_due) + ajoutee)
    return max(ZERO, due - deja_due)
