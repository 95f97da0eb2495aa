"""Contract years of one option: how much, at which rate, in which payments (sections 3, 5 and 6)."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any, NamedTuple

from .bareme import Bareme, Cellule
from .calendrier import A_VENIR, Annee
from .situation import Situation
from .suivi import (
    MOTIFS_SUPPOSES,
    NOUVEL_INSTALLE_GARANTI,
    P95_TOLERE,
    PLEIN_GARANTI,
    PLEIN_SANS_SUIVI,
    Taux,
)
from .trace import Trace
from .vocabulaire import A_COMPLETER, AMELI, HYPOTHESE

CENTIME = Decimal("0.01")
CENT = Decimal(100)
ZERO = Decimal("0.00")
# How sure an amount is. A level read on a day still to come is only supposed.
GARANTI, LU, SUPPOSE, PROBABLE = "garanti", "lu", "suppose", "probable"
MAXIMUM, INCONNU, ABSENT = "maximum", "inconnu", "absent"
TOTALITE, ACOMPTE, SOLDE = "totalite", "acompte", "solde"


class Versement(NamedTuple):
    """One payment: € (None when it cannot be known yet) and the window in which it is due."""

    nature: str
    montant: Decimal | None
    au_plus_tot: date
    au_plus_tard: date


class AnneeContrat(NamedTuple):
    """One contract year of one option. Amounts in €, None when the table has no cell for it.

    `montant_maximal`: what the table gives. `taux`: part of it that is paid, None when unknown.
    `montant`: the amount paid, or the most that could be when the rate is unknown. `option`: the one held
    in that year (an avenant may have changed it). `ligne`: row of the table that gives the amount.
    `motif`: why that rate. `bareme`: version that pays.
    """

    annee: int
    debut: date
    bareme: str
    option: str
    ligne: str
    periode: str
    montant_maximal: Decimal | None
    taux: Fraction | None
    taux_min: Fraction | None
    taux_max: Fraction | None
    montant: Decimal | None
    montant_min: Decimal | None
    montant_max: Decimal | None
    versements: tuple[Versement, ...]
    trop_percu: Decimal | None
    motif: str
    source: str
    fiabilite: str

    @property
    def certitude(self) -> str:
        """What the amount still depends on: one of the codes above."""
        if self.montant is None:
            return ABSENT
        if self.motif in (PLEIN_GARANTI.code, NOUVEL_INSTALLE_GARANTI):
            return GARANTI
        if self.motif == PLEIN_SANS_SUIVI.code:
            return MAXIMUM
        if self.taux is None:
            return INCONNU
        if self.motif == P95_TOLERE:
            return PROBABLE
        return SUPPOSE if self.periode == A_VENIR else LU

    @property
    def assuree(self) -> bool:
        """The amount depends on nothing still to be read, granted or supposed."""
        return self.certitude in (GARANTI, LU)

    @property
    def au_plus(self) -> bool:
        """The amount is the most that can be."""
        return self.certitude in (MAXIMUM, INCONNU, PROBABLE)

    @property
    def est_observee(self) -> bool:
        """A level was read for this year, or could have been: its rate is not a matter of course."""
        return self.motif not in (PLEIN_GARANTI.code, PLEIN_SANS_SUIVI.code, "absent")

    @property
    def a_lire(self) -> bool:
        """Its level is still to be read: on the day it opens at the latest, that day included."""
        chiffree = self.montant_maximal is not None
        return self.periode == A_VENIR and chiffree and self.motif != PLEIN_GARANTI.code

    @property
    def montant_assure(self) -> Decimal | None:
        """€ paid whatever is read or granted later; None without a cell."""
        if self.assuree or self.montant is None:
            return self.montant
        # A year already opened was read, if not wholly: what its figures make certain is.
        deja_lue = self.certitude == INCONNU and self.periode != A_VENIR
        return self.montant_min if deja_lue else ZERO


# What AnneeContrat(…) does, without its layer of Python: thirty are made for each estimation.
_annee_contrat = partial(tuple.__new__, AnneeContrat)


def au_centime(montant: Decimal, taux: Fraction) -> Decimal:
    """`montant` × `taux`, computed exactly then rounded to the cent, half up."""
    numerateur, denominateur = taux.numerator, taux.denominator
    if numerateur == denominateur:
        return montant
    centimes = int(montant.scaleb(2)) * numerateur
    return Decimal((2 * centimes + denominateur) // (2 * denominateur)).scaleb(-2)


def option_tenue(situation: Situation, option: str, debut: date) -> str:
    """The option held in a year: the former one before the avenant of the running contract."""
    if (
        situation.contrat_avenant is not None
        and option == situation.contrat_option
        and debut < situation.contrat_avenant
    ):
        return situation.contrat_option_initiale
    return option


def annee_sans_montant(
    annee: Annee, tenue: str, ligne: str, option: str, trace: Trace
) -> AnneeContrat:
    """A year for which the table has no cell: it has no amount and is left out of totals."""
    detail = {
        "option": option,
        "tenue": tenue,
        "annee": annee.annee,
        "bareme": annee.bareme.version,
    }
    trace.ajouter("montant", "montant.absent", None, "", A_COMPLETER, detail)
    return AnneeContrat(
        annee=annee.annee,
        debut=annee.debut,
        bareme=annee.bareme.version,
        option=tenue,
        ligne=ligne,
        periode=annee.periode,
        montant_maximal=None,
        taux=None,
        taux_min=None,
        taux_max=None,
        montant=None,
        montant_min=None,
        montant_max=None,
        versements=(),
        trop_percu=None,
        motif="absent",
        source="",
        fiabilite=A_COMPLETER,
    )


def annee_payee(
    annee: Annee,
    option: str,
    tenue: str,
    ligne: str,
    cellule: Cellule,
    taux: Taux,
    signature: Bareme,
    trace: Trace,
) -> AnneeContrat:
    """A year paid at `taux` of the amount of `cellule`, with its payments.

    `signature`: the barème in force at signature, whose mark the follow-up bears.
    """
    maximal, numero, version = cellule.valeur, annee.annee, annee.bareme.version
    if annee.garantie:
        montant = mini = maxi = maximal
        versements = (Versement(TOTALITE, maximal, annee.debut, annee.fin_versement),)
        trop_percu = ZERO
        detail = {
            "option": option, "tenue": tenue, "ligne": ligne, "annee": numero, "bareme": version,
        }  # fmt: skip
        trace.noter("montant", "montant.cellule", maximal, cellule, detail)
    else:
        montant, mini, maxi = _montants(maximal, taux)
        du = None if taux.valeur is None else montant
        acompte, solde, trop_percu = _acompte_et_solde(maximal, annee.acompte.valeur, du)
        versements = (
            Versement(ACOMPTE, acompte, annee.debut, annee.debut),
            Versement(SOLDE, solde, annee.debut, annee.fin_versement),
        )
        detail = {
            "option": option, "tenue": tenue, "ligne": ligne, "annee": numero, "bareme": version,
            "taux": taux, "maximal": maximal, "mini": mini, "maxi": maxi, "du": du,
            "part": annee.acompte.valeur, "mois": annee.delai, "solde": solde,
        }  # fmt: skip
        trace.noter("montant", "montant.cellule", maximal, cellule, detail)
        if taux is not PLEIN_SANS_SUIVI:
            _noter_suivi(trace, taux, montant, signature, detail)
        trace.noter("versement", "versement.acompte_et_solde", acompte, annee.acompte, detail)
        if trop_percu:
            trace.ajouter("versement", "versement.trop_percu", trop_percu, AMELI, HYPOTHESE, detail)
    return _annee_contrat((
        numero, annee.debut, version, tenue, ligne, annee.periode, maximal,
        taux.valeur, taux.mini, taux.maxi, montant, mini, maxi,
        versements, trop_percu, taux.code, cellule.source, cellule.fiabilite,
    ))  # fmt: skip


def _montants(maximal: Decimal, taux: Taux) -> tuple[Decimal, Decimal, Decimal]:
    """(paid, lowest, highest) in €; paid is the highest while the rate is unknown."""
    if taux.plein:
        return maximal, maximal, maximal
    mini, maxi = au_centime(maximal, taux.mini), au_centime(maximal, taux.maxi)
    return (maxi if taux.valeur is None else mini), mini, maxi


@lru_cache(maxsize=4096)  # the amounts of the tables, most often due in full
def _acompte_et_solde(
    maximal: Decimal, pourcents: Decimal, du: Decimal | None
) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """(advance, balance, overpaid) in €; the last two are None where `du` is not known."""
    acompte = (maximal * pourcents / CENT).quantize(CENTIME, ROUND_HALF_UP)
    if du is None:
        return acompte, None, None
    return acompte, max(ZERO, du - acompte), max(ZERO, acompte - du)


def _noter_suivi(
    trace: Trace, taux: Taux, montant: Decimal, signature: Bareme, detail: Mapping[str, Any]
) -> None:
    """Why that rate: a level was read, or could have been."""
    regle = signature.parametre("annees_garanties")
    fiabilite = HYPOTHESE if taux.code in MOTIFS_SUPPOSES else regle.fiabilite
    trace.ajouter("suivi", f"suivi.{taux.code}", montant, regle.source, fiabilite, detail)
