"""Un fichier calculé ligne à ligne, avec une durée maximale et un défaut qui ne casse pas la réponse."""

import logging
import time
from collections.abc import Iterator
from datetime import date

from eligibility.regles.bareme import Referentiel
from simulateur.textes import lot as textes
from simulateur.textes.ecriture import nombre

from .calcul import Ligne, calculer
from .rangee import Rangee, rangee
from .tableau import Tableau
from .texte import Rang

logger = logging.getLogger(__name__)
DUREE_MAX_S = 25.0
INTERROMPU = "calcul d'un fichier interrompu"


class Passage:
    """S'épuise une fois. `rangees` : ce qui est calculé jusqu'ici ; `arret` : pourquoi il en manque."""

    def __init__(
        self,
        tableau: Tableau,
        rangs: list[Rang],
        referentiel: Referentiel,
        aujourdhui: date,
        request=None,
        horloge=time.monotonic,
    ) -> None:
        self.colonnes = tableau.colonnes
        self.referentiel = referentiel
        self.aujourdhui = aujourdhui
        self.total = len(rangs)
        self.rangees: list[Rangee] = []
        self.arret = ""
        self._request = request
        self._horloge = horloge
        self._debut = horloge()
        self._lignes = calculer(self.colonnes, rangs, referentiel, aujourdhui, request)

    @property
    def duree(self) -> float:
        """Secondes depuis le début."""
        return self._horloge() - self._debut

    def _rangee(self, ligne: Ligne) -> Rangee:
        vitrine = self._request and self._request.cpts
        slug = vitrine.slug if vitrine else ""
        return rangee(ligne, self.colonnes, self.referentiel.specialites, slug)

    def __iter__(self) -> Iterator[Rangee]:
        try:
            for ligne in self._lignes:
                self.rangees.append(self._rangee(ligne))
                yield self.rangees[-1]
                if self.duree > DUREE_MAX_S and len(self.rangees) < self.total:
                    self.arret = textes.TROP_LONG.format(
                        secondes=int(DUREE_MAX_S),
                        faites=lignes(len(self.rangees)),
                        total=nombre(self.total),
                    )
                    return
        except Exception:
            # La réponse est déjà partie : elle doit finir, et dire qu'il en manque.
            logger.exception(INTERROMPU, extra={"request": self._request})
            self.arret = textes.INTERROMPU.format(faites=lignes(len(self.rangees)))


def lignes(combien: int) -> str:
    return f"{nombre(combien)} ligne{'s' if combien > 1 else ''}"
