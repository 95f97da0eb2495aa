"""Running control cases: what each should say, against what the tables make it say."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from eligibility.regles.bareme import Referentiel
from eligibility.regles.invariants import ResultatImpossible
from simulateur.api.calcul import ReponsesRefusees, depuis_json

from .comparaison import ecarts
from .modele import CasDeControle


class Echec(NamedTuple):
    """A case that fails, and every difference, in sentences."""

    cas: CasDeControle
    ecarts: list[str]


def calculer(reponses: dict, referentiel: Referentiel) -> dict:
    """What the API would answer with these tables: an estimation, or its errors."""
    try:
        return depuis_json(reponses, referentiel, timezone.localdate())
    except ReponsesRefusees as refusees:
        return {"erreurs": dict(refusees.erreurs)}
    except ResultatImpossible as impossible:
        return {"erreurs": {"_": str(impossible)}}


def verifier(cas: CasDeControle, referentiel: Referentiel) -> list[str]:
    """Sentences, one for each difference; none: the case is green."""
    return ecarts(cas.attendu, calculer(cas.reponses, referentiel))


def echecs(referentiel: Referentiel, liste: Iterable[CasDeControle] | None = None) -> list[Echec]:
    """The cases that fail with these tables; all cases unless some are given."""
    return [
        Echec(cas, differences)
        for cas in (CasDeControle.objects.all() if liste is None else liste)
        if (differences := verifier(cas, referentiel))
    ]
