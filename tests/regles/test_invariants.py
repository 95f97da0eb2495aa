"""Un résultat impossible n'est jamais montré : chaque invariant, rompu à la main, est vu."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from eligibility.regles import estimer
from eligibility.regles.invariants import ResultatImpossible, verifier
from tests.regles.fabrique import REFERENTIEL, situation

RELEVES = {"objectif_pmt": 200, "objectif_fa": 100, "pmt_an3": 1_340, "fa_an3": 1_700}
BONNE = estimer(situation(tranche="inconnue", **RELEVES), REFERENTIEL).option("1")


def abimer(rang: int, **champs):
    annees = list(BONNE.annees)
    annees[rang] = annees[rang]._replace(**champs)
    montants = (a.montant for a in annees)
    return replace(BONNE, annees=tuple(annees), total=sum(montants), total_a_venir=Decimal(0))


def un_versement(rang: int, numero: int, montant) -> tuple:
    versements = list(BONNE.annees[rang].versements)
    versements[numero] = versements[numero]._replace(montant=Decimal(montant))
    return tuple(versements)


@pytest.mark.parametrize(
    ("invariant", "option"),
    [
        ("montant_hors_bornes", abimer(2, montant=Decimal(-1))),
        ("montant_hors_bornes", abimer(2, montant=Decimal(22_001))),
        ("montant_hors_bornes", abimer(2, montant_min=Decimal(4_401))),
        ("montant_hors_bornes", abimer(2, montant_max=Decimal(4_399))),
        ("montant_hors_bornes", abimer(2, montant_max=Decimal(22_001))),
        ("montant_hors_bornes", abimer(2, montant_min=Decimal(-1))),
        (
            "montant_au_dessus_du_tableau",
            abimer(0, montant_maximal=Decimal(44_001)),
        ),
        ("taux_hors_bornes", abimer(2, taux=Fraction(6, 5))),
        ("taux_hors_bornes", abimer(2, taux=Fraction(-1, 5))),
        ("versement_negatif", abimer(2, versements=un_versement(2, 1, -1))),
        ("versements_desequilibres", abimer(2, trop_percu=Decimal(6_601))),
        ("versements_desequilibres", abimer(0, versements=un_versement(0, 0, 37_999))),
        (
            "solde_trop_grand",
            abimer(2, versements=un_versement(2, 1, 11_001), trop_percu=Decimal(17_601)),
        ),
        ("total", replace(BONNE, total=BONNE.total + 1)),
        ("total", replace(BONNE, total_a_venir=BONNE.total + 1)),
        (
            "montant_hors_bornes",
            replace(
                BONNE,
                alternatives=(
                    replace(BONNE.alternatives[0], annees=abimer(1, montant=Decimal(-1)).annees),
                ),
            ),
        ),
    ],
)
def test_chaque_invariant_rompu_est_nomme(invariant, option):
    with pytest.raises(ResultatImpossible) as erreur:
        verifier((option,), REFERENTIEL)
    assert erreur.value.invariant == invariant
    # De quoi chercher dans le journal, mais aucun montant ni aucune réponse.
    assert str(erreur.value) == f"{invariant} ({erreur.value.bareme})"


def test_une_estimation_ordinaire_ne_rompt_rien():
    verifier((BONNE,), REFERENTIEL)
    verifier(estimer(situation("cardiologie"), REFERENTIEL).options, REFERENTIEL)
