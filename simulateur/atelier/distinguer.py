"""Two values that differ, in words that differ too: the shortest form first, a longer one if it is needed."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from simulateur.textes.ecriture import euros

Montants = Iterable[Decimal | None]


def distinguer(avant: Any, apres: Any, formes: Iterable[Callable[[Any], str]]) -> tuple[str, str]:
    """Both values in the first form that does not say the same of them, or in the last one."""
    dits = "", ""
    for forme in formes:
        dits = forme(avant), forme(apres)
        if dits[0] != dits[1]:
            break
    return dits


def refusees(avant: Iterable[str], apres: Iterable[str]) -> tuple[str, str]:
    """What was refused, by its names in the API."""
    return ", ".join(avant) or "rien", ", ".join(apres) or "rien"


def _total(tous: Montants) -> str:
    montants = [m for m in tous if m is not None]
    return f"{euros(sum(montants))} sur {len(montants)} ans" if montants else "inconnue"


def _par_annee(montants: Montants) -> str:
    return ", ".join("sans montant" if m is None else euros(m) for m in montants)


def _arrondi(montant: Decimal | None) -> str:
    return "non calculé" if montant is None else euros(montant.quantize(1))


def _au_centime(montant: Decimal | None) -> str:
    return "non calculé" if montant is None else euros(montant)


AIDE = (_total, _par_annee)
RESTE = (_arrondi, _au_centime)
