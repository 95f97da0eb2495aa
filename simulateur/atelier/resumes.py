"""What is compared of two estimations of the same doctor, and the cells behind it."""

from decimal import Decimal
from typing import NamedTuple

from eligibility.regles.estimation import Envisagee
from eligibility.regles.objectifs import Objectif

ANNEE_MAX = 3


class OptionResumee(NamedTuple):
    """What a doctor sees of an option: open or not, € of each year, the objective in patients.

    `alternatives`: (band, € over the years) of the bands that an unknown one may be.
    """

    ouverte: bool
    montants: tuple[Decimal | None, ...]
    objectif: tuple
    reste: Decimal | None
    alternatives: tuple


class Resume(NamedTuple):
    """What is compared of an estimation: the verdict, and the option that the doctor considers.

    The other options are what other situations consider: all together, no cell alone would explain them.
    `erreurs`: answers refused, or nothing computed.
    """

    verdict: str
    tranche: str | None
    etp: str
    option: OptionResumee | None
    erreurs: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """€ over the years listed."""
        montants = self.option.montants if self.option is not None else ()
        return sum((m for m in montants if m is not None), Decimal(0))


class Lues(NamedTuple):
    """Cells of amounts, (option, row, year): those that may have been read, those that surely pay a year."""

    montants: set[tuple]
    payees: set[tuple]


RIEN = Lues(set(), set())


def resumer(e: Envisagee) -> Resume:
    """What is compared of an estimation."""
    choisie = e.option
    reste = e.cout.restes.get(choisie.option) if e.cout is not None else None
    return Resume(
        e.verdict,
        e.tranche.valeur,
        choisie.option,
        OptionResumee(
            choisie.ouverte,
            tuple(annee.montant for annee in choisie.annees),
            _objectif(choisie.objectif),
            reste,
            tuple((a.tranche, a.total) for a in choisie.alternatives),
        ),
    )


def _objectif(objectif: Objectif) -> tuple:
    niveaux = ((nom, i.cible, i.a_gagner) for nom, i in objectif.par_indicateur())
    return (objectif.regle, *niveaux)


def lues(e: Envisagee, version: str) -> Lues:
    """The cells of amounts of `version` behind this estimation."""
    choisie = e.option
    # Those of an alternative too, though its cell may be empty: filled in, it would be read.
    bandes = {"base", e.tranche.valeur, *(a.tranche for a in choisie.alternatives)} - {None}
    montants = {
        (annee.option, bande, min(annee.annee, ANNEE_MAX))
        for annee in choisie.annees
        for bande in bandes
    }
    payees = {
        (a.option, a.ligne, min(a.annee, ANNEE_MAX))
        for a in choisie.annees
        if a.bareme == version and a.montant
    }
    return Lues(montants, payees)
