"""Le mois d'un temps plein et la taxe, écrits une seconde fois depuis les taux publiés : rien du moteur."""

from decimal import ROUND_HALF_UP, Decimal

CENTIME = Decimal("0.01")
BRUT, BRUT_3_ANS = Decimal("2050.62"), Decimal("2132.64")  # position 8, sans prime puis avec 4 %
SANS_PREVOYANCE, AVEC_PREVOYANCE = Decimal("40.886"), Decimal("42.426")


def coefficient(brut: Decimal) -> Decimal:
    """La réduction générale : 0,02 + 0,3781 × (½ × (3 SMIC ÷ brut − 1))^1,75."""
    degressif = 0.3781 * ((3 * 12.02 * 151.67 / float(brut) - 1) / 2) ** 1.75
    return Decimal("0.02") + Decimal(degressif).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def mois(brut: Decimal, taux: Decimal) -> Decimal:
    return brut * (1 + taux / 100 - coefficient(brut))


# À l'embauche, après un an, après trois ans.
NEUF, UN_AN = mois(BRUT, SANS_PREVOYANCE), mois(BRUT, AVEC_PREVOYANCE)
TROIS_ANS = mois(BRUT_3_ANS, AVEC_PREVOYANCE)


def taxe(*bruts: Decimal) -> Decimal:
    """Par salarié : 4,25 % jusqu'à 9 229 €, 8,50 % jusqu'à 18 423 €, 13,60 % ; pour tous, la décote."""
    due = Decimal(0)
    for brut in bruts:
        for bas, haut, taux in (
            (0, 9_229, "4.25"),
            (9_229, 18_423, "8.50"),
            (18_423, None, "13.60"),
        ):
            dans_la_tranche = (brut if haut is None else min(brut, haut)) - bas
            due += max(Decimal(0), dans_la_tranche) * Decimal(taux) / 100
    if due <= 1200:
        return Decimal(0)
    return due if due >= 2040 else due - Decimal("0.75") * (2040 - due)


def centimes(montant: Decimal) -> Decimal:
    return montant.quantize(CENTIME, ROUND_HALF_UP)
