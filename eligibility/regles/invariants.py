"""What can never come out of the rules: checked on every estimation, before anyone sees it."""

from decimal import Decimal

from .annees import AnneeContrat
from .bareme import Referentiel
from .options import OptionEstimee

ZERO = Decimal(0)


class ResultatImpossible(AssertionError):
    """An estimation that no table can give: nothing of it may be shown.

    `invariant` and `bareme` may be logged; they hold no answer and no amount.
    """

    def __init__(self, invariant: str, bareme: str) -> None:
        super().__init__(f"{invariant} ({bareme})")
        self.invariant = invariant
        self.bareme = bareme


def verifier(options: tuple[OptionEstimee, ...], referentiel: Referentiel) -> None:
    """Raises ResultatImpossible on a negative amount, one above its table, or unbalanced payments."""
    plafonds = {bareme.version: bareme.plafond for bareme in referentiel.baremes}
    for option in options:
        total = ZERO
        for annee in option.annees:
            if annee.montant is not None:
                _verifier_annee(annee, plafonds[annee.bareme])
                total += annee.montant
        if total != option.total or option.total_a_venir > option.total:
            raise ResultatImpossible("total", option.annees[0].bareme)
        # An alternative shares with its option the years that its band does not change.
        vues = {id(annee) for annee in option.annees}
        for alternative in option.alternatives:
            for annee in alternative.annees:
                if annee.montant is not None and id(annee) not in vues:
                    _verifier_annee(annee, plafonds[annee.bareme])


def _verifier_annee(annee: AnneeContrat, plafond: Decimal) -> None:
    maximal = annee.montant_maximal
    if not ZERO <= annee.montant_min <= annee.montant <= annee.montant_max <= maximal:
        raise ResultatImpossible("montant_hors_bornes", annee.bareme)
    if maximal > plafond:
        raise ResultatImpossible("montant_au_dessus_du_tableau", annee.bareme)
    taux = annee.taux
    if taux is not None and not 0 <= taux.numerator <= taux.denominator:
        raise ResultatImpossible("taux_hors_bornes", annee.bareme)
    premier, *suite = annee.versements
    verse = premier.montant
    for versement in suite:
        if versement.montant is None:  # not known yet: nothing to balance
            return
        if versement.montant < ZERO:
            raise ResultatImpossible("versement_negatif", annee.bareme)
        verse += versement.montant
    # What is paid, less what may have to be given back, is what is due.
    if verse - annee.trop_percu != annee.montant:
        raise ResultatImpossible("versements_desequilibres", annee.bareme)
    if premier.montant < ZERO:
        raise ResultatImpossible("versement_negatif", annee.bareme)
    if verse > maximal:
        raise ResultatImpossible("solde_trop_grand", annee.bareme)
