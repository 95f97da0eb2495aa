"""Section 5 par la force : ce qui n'est pas connu prend toutes les valeurs, et l'on regarde ce qui se paie.

Un monde est complet : départ, patients à gagner, niveau observé de chaque indicateur. Le taux d'un monde
est la règle même ; les taux possibles d'une situation vont du plus petit au plus grand de ses mondes.
Un nombre à gagner inconnu peut être aussi grand qu'on veut : `SANS_LIMITE`, dont rien n'est jamais atteint.
"""

from fractions import Fraction
from itertools import product

SANS_LIMITE = None
A_GAGNER = (*range(5), SANS_LIMITE)
OBSERVES = range(12)
DEPARTS = (*range(8), SANS_LIMITE)

Indicateur = tuple  # (départ, à gagner, observé), None où l'on ne sait pas


def mondes(indicateur: Indicateur, departs=DEPARTS, observes=OBSERVES):
    """Tous les (départ, à gagner, observé) que ce qu'on sait n'exclut pas."""
    depart, a_gagner, observe = indicateur
    return product(
        departs if depart is None else (depart,),
        A_GAGNER if a_gagner is None else (a_gagner,),
        observes if observe is None else (observe,),
    )


def etat(monde) -> tuple[bool, Fraction]:
    """(en baisse, taux d'atteinte) d'un indicateur dont tout est connu."""
    depart, a_gagner, observe = monde
    if depart is SANS_LIMITE or observe < depart:
        return True, Fraction(0)
    if a_gagner is SANS_LIMITE:
        return False, Fraction(0)
    gagnes = observe - depart
    return False, Fraction(1) if gagnes >= a_gagner else Fraction(gagnes, a_gagner)


def taux_ordinaire(etats) -> Fraction:
    """Un indicateur sous son départ : rien ; sinon le meilleur des taux, entier s'il est atteint."""
    if any(baisse for baisse, _ in etats):
        return Fraction(0)
    return max(atteinte for _, atteinte in etats)


def bornes_ordinaires(indicateurs) -> tuple[Fraction, Fraction]:
    par_indicateur = [{etat(monde) for monde in mondes(i)} for i in indicateurs]
    taux = {taux_ordinaire(etats) for etats in product(*par_indicateur)}
    return min(taux), max(taux)


def _part_65(depart, observe) -> Fraction:
    if depart is SANS_LIMITE:
        return Fraction(0)
    return min(Fraction(1), Fraction(observe * 10, depart * 9)) if depart else Fraction(1)


def bornes_65(indicateurs) -> tuple[Fraction, Fraction]:
    """65 ans : la plus petite des parts observé ÷ 90 % du départ."""
    par_indicateur = [{_part_65(d, o) for d, _, o in mondes(i)} for i in indicateurs]
    taux = {min(parts) for parts in product(*par_indicateur)}
    return min(taux), max(taux)


def bornes_p95(indicateurs) -> tuple[Fraction, Fraction]:
    """≥ P95 : tout si chaque indicateur est à 95 % de son départ ou plus, sinon rien."""
    par_indicateur = [
        {d is not SANS_LIMITE and o * 100 >= d * 95 for d, _, o in mondes(i)} for i in indicateurs
    ]
    taux = {Fraction(int(all(tenus))) for tenus in product(*par_indicateur)}
    return min(taux), max(taux)
