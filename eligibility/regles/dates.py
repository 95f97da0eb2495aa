"""Calendar arithmetic of the contract: months and years, clipped to the month's end."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

TOUS_LES_MOIS_L_ONT = 28


@lru_cache(maxsize=4096)
def ajouter_mois(jour: date, mois: int) -> date:
    """`jour` moved by `mois` months (may be negative), clipped to the last day of that month."""
    rang = jour.year * 12 + jour.month - 1 + mois
    annee, mois_0 = divmod(rang, 12)
    if jour.day <= TOUS_LES_MOIS_L_ONT:
        return date(annee, mois_0 + 1, jour.day)
    return date(annee, mois_0 + 1, min(jour.day, monthrange(annee, mois_0 + 1)[1]))


def debut_annee(signature: date, annee: int) -> date:
    """First day of contract year `annee` (1, 2…): the (annee - 1)-th anniversary of signature.

    A contract signed on 29 February has its anniversary on 28 February in common years (hypothese).
    """
    return ajouter_mois(signature, 12 * (annee - 1))


def veille(jour: date) -> date:
    return jour - timedelta(days=1)


def fin_de_mois(jour: date) -> date:
    """Last day of the month of `jour`."""
    return jour.replace(day=monthrange(jour.year, jour.month)[1])


def mois_entiers(debut: date, fin: date) -> int:
    """Whole months from `debut` to `fin`; negative when `fin` comes first."""
    mois = (fin.year - debut.year) * 12 + fin.month - debut.month
    if debut.day <= fin.day:
        return mois
    return mois - 1 if ajouter_mois(debut, mois) > fin else mois
