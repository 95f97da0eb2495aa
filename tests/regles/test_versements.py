"""Section 6 : quand l'argent arrive, et l'équilibre de ce qui est versé avec ce qui est dû."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import product

import pytest

from eligibility.regles import estimer
from eligibility.regles.annees import annee_payee, au_centime
from eligibility.regles.bareme import Cellule
from eligibility.regles.calendrier import calendrier
from eligibility.regles.suivi import certain, incertain
from eligibility.regles.trace import Trace
from tests.regles.fabrique import (
    BAREMES,
    MONTANTS_2019,
    MONTANTS_2024,
    REFERENTIEL,
    referentiel_parametre,
    situation,
)

MONTANTS = sorted(
    {m for table in (MONTANTS_2019, MONTANTS_2024) for ligne in table.values() for m in ligne if m}
)
TAUX = sorted({Fraction(n, d) for d in (*range(1, 13), 128, 137, 200) for n in range(d + 1)})
ANNEES = calendrier(situation(), REFERENTIEL, BAREMES[-1])


def exact(montant, taux: Fraction) -> Decimal:
    """Au centime, demi en haut, par une autre voie : le quotient entier et son reste."""
    centimes, reste = divmod(int(montant * 100) * taux.numerator, taux.denominator)
    return Decimal(centimes + (2 * reste >= taux.denominator)) / 100


def payer(montant, taux, annee=ANNEES[2]):
    cellule = Cellule(Decimal(montant), "AMELI-JUIN24", "officiel")
    return annee_payee(annee, "1", "1", "base", cellule, taux, BAREMES[-1], Trace())


def test_acompte_plus_solde_moins_trop_percu_egale_le_du_pour_tous_montants_et_taux(
    record_property,
):
    """Chaque montant des tableaux × chaque taux : le dû au centime, l'acompte à 50 %, l'équilibre."""
    nombre = 0
    for montant, taux in product((*MONTANTS, Decimal("8767.33")), TAUX):
        annee = payer(montant, certain(taux, "prorata"))
        acompte, solde = (v.montant for v in annee.versements)
        assert annee.montant == annee.montant_min == annee.montant_max == exact(montant, taux)
        moitie = (Decimal(montant) / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert (acompte, annee.taux) == (moitie, taux)
        assert acompte + solde - annee.trop_percu == annee.montant
        assert solde >= 0
        assert annee.trop_percu >= 0
        assert solde * annee.trop_percu == 0
        assert solde <= Decimal(montant) - acompte
        nombre += 1
    record_property("combinaisons", nombre)


def test_le_taux_n_est_jamais_arrondi_avant_de_multiplier():
    assert au_centime(Decimal(22_000), Fraction(3, 128)) == Decimal("515.63")  # 515,625
    assert au_centime(Decimal(22_000), Fraction(1, 7)) == Decimal("3142.86")
    assert au_centime(Decimal("0.01"), Fraction(1, 2)) == Decimal("0.01")
    assert au_centime(Decimal("0.01"), Fraction(49, 100)) == 0


def test_taux_inconnu_acompte_connu_solde_et_trop_percu_inconnus():
    for mini, maxi in product((Fraction(0), Fraction(1, 3)), (Fraction(1, 2), Fraction(1))):
        annee = payer(22_000, incertain(mini, maxi, "objectif_inconnu"))
        assert (annee.taux, annee.trop_percu) == (None, None)
        assert [v.montant for v in annee.versements] == [11_000, None]
        assert (annee.montant_min, annee.montant_max) == (exact(22_000, mini), exact(22_000, maxi))
        assert annee.montant == annee.montant_max


@pytest.mark.parametrize(
    ("signature", "fenetres"),
    [
        (
            date(2026, 12, 31),
            [
                (1, "totalite", date(2026, 12, 31), date(2027, 1, 31)),
                (2, "totalite", date(2027, 12, 31), date(2027, 12, 31)),
                (3, "acompte", date(2028, 12, 31), date(2028, 12, 31)),
                (3, "solde", date(2028, 12, 31), date(2029, 2, 28)),
                (4, "acompte", date(2029, 12, 31), date(2029, 12, 31)),
                (4, "solde", date(2029, 12, 31), date(2030, 2, 28)),
                (5, "acompte", date(2030, 12, 31), date(2030, 12, 31)),
                (5, "solde", date(2030, 12, 31), date(2031, 2, 28)),
            ],
        ),
        (
            date(2028, 2, 29),
            [
                (1, "totalite", date(2028, 2, 29), date(2028, 3, 29)),
                (2, "totalite", date(2029, 2, 28), date(2029, 2, 28)),
                (3, "acompte", date(2030, 2, 28), date(2030, 2, 28)),
                (3, "solde", date(2030, 2, 28), date(2030, 4, 28)),
                (4, "acompte", date(2031, 2, 28), date(2031, 2, 28)),
                (4, "solde", date(2031, 2, 28), date(2031, 4, 28)),
                (5, "acompte", date(2032, 2, 29), date(2032, 2, 29)),
                (5, "solde", date(2032, 2, 29), date(2032, 4, 29)),
            ],
        ),
    ],
)
def test_fenetres_des_versements(signature, fenetres):
    estimee = estimer(situation(date_signature=signature), REFERENTIEL).option("1")
    lues = [
        (a.annee, v.nature, v.au_plus_tot, v.au_plus_tard)
        for a in estimee.annees
        for v in a.versements
    ]
    assert lues == fenetres


def test_les_annees_1_et_2_sont_payees_en_entier_quelle_que_soit_la_patientele():
    s = situation(objectif_pmt=100, pmt_an3=0, fa_an3=0)
    annees = estimer(s, REFERENTIEL).option("1").annees
    assert [a.taux for a in annees] == [1, 1, 0, 0, 0]
    assert [[v.montant for v in a.versements] for a in annees[:3]] == [
        [38_000],
        [28_000],
        [11_000, 0],
    ]
    assert [a.trop_percu for a in annees] == [0, 0, 11_000, 11_000, 11_000]


def test_un_trop_percu_est_une_hypothese_dite_dans_la_trace():
    s = situation(objectif_pmt=100, objectif_fa=100, pmt_an3=1_320, fa_an3=1_700)
    estimation = estimer(s, REFERENTIEL)
    annee = estimation.option("1").annees[2]
    assert (annee.montant, annee.trop_percu) == (4_400, 6_600)
    lignes = [x for x in estimation.trace if x.code == "versement.trop_percu"]
    siennes = [x for x in lignes if x.detail["option"] == "1"]
    assert [(x.valeur, x.fiabilite) for x in siennes] == [(6_600, "hypothese")] * 3


def test_acompte_et_delais_sont_des_constantes_du_bareme():
    tables = referentiel_parametre(
        acompte_part=30, solde_mois=4, versement_annee_1_mois=3, annees_garanties=1
    )
    annees = estimer(situation(date_signature=date(2026, 12, 1)), tables).option("1").annees
    assert annees[0].versements[0].au_plus_tard == date(2027, 3, 1)
    assert [v.montant for v in annees[1].versements] == [8_400, 19_600]
    assert annees[1].versements[1].au_plus_tard == date(2028, 4, 1)
