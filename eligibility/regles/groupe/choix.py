"""What each doctor may choose alone, and what it is worth over the length of a new contract."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from eligibility.regles.annees import AnneeContrat, au_centime
from eligibility.regles.bareme import Referentiel
from eligibility.regles.dates import ajouter_mois, debut_annee
from eligibility.regles.estimation import Estimation, estimer
from eligibility.regles.objectifs import ObjectifIndicateur
from eligibility.regles.options import OptionEstimee
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import FA, NON_ELIGIBLE, OPTIONS_COURANTES, PMT

from .modele import Membre

ZERO = Decimal("0.00")
AUCUN, CONTRAT = "aucun", "contrat"
ETP = {
    "1/3": Fraction(1, 3), "0.5": Fraction(1, 2), "1": Fraction(1), "1.5": Fraction(3, 2),
    "2": Fraction(2),
}  # fmt: skip


class Choix(NamedTuple):
    """One choice of one doctor, over the window of the comparison.

    `code`: AUCUN, the option of a new contract, or CONTRAT for the running one. `aide`: € if every
    objective is reached; `exposee`: the part of it that is not paid if the number of patients stays what
    it is. `cout`: € of the employer; None when it is not known. `pmt`, `fa`: patients still to gain;
    None when nobody has told; 0 for an indicator that the specialty does not use. `patients`: those that
    count (PMT, or file active for the specialties read on it alone).
    """

    code: str
    option: str | None
    etp: Fraction
    aide: Decimal
    exposee: Decimal
    cout: Decimal | None
    pmt: int | None
    fa: int | None
    patients: int | None

    @property
    def net(self) -> Decimal | None:
        """€ of aid once the employer's cost is paid: negative, mostly."""
        return None if self.cout is None else self.aide - self.cout


RIEN = Choix(AUCUN, None, Fraction(0), ZERO, ZERO, ZERO, 0, 0, 0)


class Fenetre(NamedTuple):
    """The days compared: from the signature to the end of a contract signed that day, excluded."""

    debut: date
    fin: date

    def part(self, debut: date, fin: date) -> Fraction:
        """How much of [debut, fin[ is within."""
        jours = (min(fin, self.fin) - max(debut, self.debut)).days
        return Fraction(max(0, jours), (fin - debut).days)


def fenetre(signature: date, mois: int) -> Fenetre:
    return Fenetre(signature, ajouter_mois(signature, mois))


def choix_individuels(
    membre: Membre, estimation: Estimation, referentiel: Referentiel, jours: Fenetre
) -> tuple[Choix, ...]:
    """A running contract goes on; without one: nothing, 0,5 or 1 ETP when the doctor may sign it."""
    situation = membre.situation
    if situation.suit_un_contrat:
        return (_choix(CONTRAT, situation.contrat_option, situation, referentiel, jours, membre),)
    if estimation.verdict == NON_ELIGIBLE:
        return (RIEN,)
    ouvertes = [option for option in OPTIONS_COURANTES if estimation.option(option).ouverte]
    neuve = _sans_suppositions(situation)
    return (RIEN, *(_choix(o, o, neuve, referentiel, jours, membre) for o in ouvertes))


def _sans_suppositions(situation: Situation) -> Situation:
    """Levels of a contract not yet signed are suppositions: the comparison makes its own."""
    return replace(
        situation, pmt_an3=None, pmt_an4=None, pmt_an5=None, fa_an3=None, fa_an4=None, fa_an5=None
    )


def _choix(
    code: str,
    option: str,
    situation: Situation,
    referentiel: Referentiel,
    jours: Fenetre,
    membre: Membre,
) -> Choix:
    estimation = estimer(replace(situation, option=option), referentiel)
    constante = estimer(_patientele_constante(situation, option), referentiel)
    visee = estimation.option(option)
    annees = list(_annees(estimation, visee, jours))
    aide = _somme((annee.montant, part) for annee, part in annees)
    assuree = _somme(
        (annee.montant_min, part)
        for annee, part in _annees(constante, constante.option(option), jours)
    )
    pmt, fa = _a_gagner(visee, membre)
    return Choix(
        code, option, ETP[option], aide, aide - assuree, _cout(estimation, annees), pmt, fa,
        fa if visee.objectif.pmt is None else pmt,
    )  # fmt: skip


def _patientele_constante(situation: Situation, option: str) -> Situation:
    """Nobody gained, nobody lost. Levels read under a running contract stay, and carry on."""
    lus = (*situation.observations(PMT), *situation.observations(FA))
    if any(niveau is not None for niveau in lus):
        return replace(situation, option=option)
    return replace(
        situation, option=option, pmt_an3=situation.pmt, fa_an3=situation.file_active
    )  # fmt: skip


def _annees(
    estimation: Estimation, option: OptionEstimee, jours: Fenetre
) -> Iterator[tuple[AnneeContrat, Fraction]]:
    """Contract years and how much of each is in the window.

    A contract renewed tacitly goes on as in its last year (hypothese); another one stops at its term.
    """
    signature = estimation.situation.signature
    for annee in option.annees:
        part = jours.part(annee.debut, debut_annee(signature, annee.annee + 1))
        if part:
            yield annee, part
    derniere = option.annees[-1]
    reconduit = estimation.bareme_signature.entier("reconduction_tacite")
    if not reconduit or estimation.prolonge:
        return
    numero = derniere.annee + 1
    while (debut := debut_annee(signature, numero)) < jours.fin:
        yield derniere, jours.part(debut, debut_annee(signature, numero + 1))
        numero += 1


def _somme(montants: Iterator[tuple[Decimal | None, Fraction]]) -> Decimal:
    return sum((au_centime(m, part) for m, part in montants if m is not None), ZERO)


def _cout(estimation: Estimation, annees: list[tuple[AnneeContrat, Fraction]]) -> Decimal | None:
    """€ of the employer for these years; None when one of them cannot be costed."""
    if estimation.cout is None:
        return None
    couts = {cout.annee: cout.cout_total for cout in estimation.cout.annees}
    if any(annee.annee not in couts for annee, _ in annees):
        return None
    return _somme((couts[annee.annee], part) for annee, part in annees)


def _a_gagner(option: OptionEstimee, membre: Membre) -> tuple[int | None, int | None]:
    """Patients still to gain by indicator; under a running contract, those gained are taken off."""
    objectif = option.objectif
    return (
        0 if objectif.pmt is None else _reste(objectif.pmt, membre.acquis(PMT)),
        _reste(objectif.fa, membre.acquis(FA)),
    )


def _reste(objectif: ObjectifIndicateur, acquis: int) -> int | None:
    return None if objectif.a_gagner is None else max(0, objectif.a_gagner - acquis)
