"""Contract years of one option: how much, at which rate, in which payments (sections 3, 5 and 6)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .bareme import Bareme, Cellule
from .calendrier import Annee
from .situation import Situation
from .suivi import PLEIN_SANS_SUIVI, Taux
from .trace import Trace

CENTIME = Decimal("0.01")
CENT = Decimal(100)
ZERO = Decimal("0.00")
TOTALITE, ACOMPTE, SOLDE = "totalite", "acompte", "solde"


@dataclass(frozen=True, slots=True)
class Versement:
    """One payment: € (None when it cannot be known yet) and the window in which it is due."""

    nature: str
    montant: Decimal | None
    au_plus_tot: date
    au_plus_tard: date


@dataclass(frozen=True, slots=True)
class AnneeContrat:
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
    trace.ajouter("montant", "montant.absent", None, "", "a_completer", detail)
    return AnneeContrat(
        annee.annee, annee.debut, annee.bareme.version, tenue, ligne, annee.periode,
        None, None, None, None, None, None, None, (), None, "absent", "", "a_completer",
    )  # fmt: skip


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
    maximal = cellule.valeur
    detail = {
        "option": option,
        "tenue": tenue,
        "ligne": ligne,
        "annee": annee.annee,
        "debut": annee.debut,
        "bareme": annee.bareme.version,
    }
    trace.noter("montant", "montant.cellule", maximal, cellule, detail)
    if taux.plein:
        montant = mini = maxi = maximal
    else:
        mini, maxi = au_centime(maximal, taux.mini), au_centime(maximal, taux.maxi)
        montant = maxi if taux.valeur is None else mini
    if not annee.garantie and taux is not PLEIN_SANS_SUIVI:
        detail |= {"taux": taux, "maximal": maximal, "mini": mini, "maxi": maxi}
        trace.noter(
            "suivi", f"suivi.{taux.code}", montant, signature.parametre("annees_garanties"), detail
        )
    du = None if taux.valeur is None else montant
    if annee.garantie:
        versements = (Versement(TOTALITE, maximal, annee.debut, annee.fin_versement),)
        trop_percu = ZERO
    else:
        versements, trop_percu = _acompte_et_solde(annee, maximal, du, detail, trace)
    return AnneeContrat(
        annee.annee, annee.debut, annee.bareme.version, tenue, ligne, annee.periode,
        maximal, taux.valeur, taux.mini, taux.maxi, montant, mini, maxi,
        versements, trop_percu, taux.code, cellule.source, cellule.fiabilite,
    )  # fmt: skip


def _acompte_et_solde(
    annee: Annee, maximal: Decimal, du: Decimal | None, detail: dict, trace: Trace
) -> tuple[tuple[Versement, Versement], Decimal | None]:
    """Half in advance, then what is left of the amount due, never below 0; and what was overpaid.

    Amounts in €; balance and overpayment None while `du` is unknown.
    """
    acompte = (maximal * annee.part_acompte / CENT).quantize(CENTIME, ROUND_HALF_UP)
    solde = trop_percu = None
    if du is not None:
        solde, trop_percu = max(ZERO, du - acompte), max(ZERO, acompte - du)
    detail |= {
        "part": annee.part_acompte,
        "mois": annee.delai,
        "du": du,
        "solde": solde,
        "trop_percu": trop_percu,
    }
    regle = annee.bareme.parametres["acompte_part"]
    trace.noter("versement", "versement.acompte_et_solde", acompte, regle, detail)
    if trop_percu:
        trace.ajouter(
            "versement", "versement.trop_percu", trop_percu, "AMELI-AIDE", "hypothese", detail
        )
    versements = (
        Versement(ACOMPTE, acompte, annee.debut, annee.debut),
        Versement(SOLDE, solde, annee.debut, annee.fin_versement),
    )
    return versements, trop_percu
