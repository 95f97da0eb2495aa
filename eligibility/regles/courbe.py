"""The aid of the next year to be read, as a function of the level reached (section 5).

Nothing here computes a rate: the follow-up is asked what it would pay for a level, and only at those
where its answer may turn. Between two points that follow each other the rate is a straight line, exact
for every whole patient; a jump is a line one patient wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from .annees import AnneeContrat, au_centime
from .avancement import prochaine_lecture
from .bareme import Cellule
from .estimation import Estimation
from .objectifs import (
    REGLE_65,
    REGLE_NOUVEL_INSTALLE,
    REGLE_P95,
    Objectif,
    ObjectifIndicateur,
    plancher_tolere,
)
from .parametres import PREMIERE_ANNEE_OBSERVEE
from .situation import Situation
from .suivi import (
    MOTIFS_SUPPOSES,
    Suivi,
    Taux,
    regle_de_l_annee,
    suivre,
)

PARTS_TOLEREES = {REGLE_65: "maintien_65_part", REGLE_P95: "maintien_p95_part"}


class Point(NamedTuple):
    """A level in patients and what it would pay: the rate and why, its bounds in €."""

    patients: int
    taux: Taux
    mini: Decimal
    maxi: Decimal


@dataclass(frozen=True, slots=True)
class Courbe:
    """The aid of contract year `annee` under `regle`, one indicator varying and the other staying put.

    The other stays at the level known for that year, else at its start. `maximal`: € of the year paid in
    full. `cible`: None when nobody knows it. `ici`: where the doctor is, None when it is not said;
    `ici_suppose`: given for that very year, still to come. `points`: by number of patients; nothing
    changes after the last.
    """

    indicateur: str
    annee: int
    regle: str
    maximal: Decimal
    plancher: int
    depart: int
    cible: int | None
    ici: int | None
    ici_suppose: bool
    points: tuple[Point, ...]

    @property
    def supposee(self) -> bool:
        """A part of it rests on our reading of the texts."""
        return any(point.taux.code in MOTIFS_SUPPOSES for point in self.points)


def courbes(e: Estimation) -> tuple[Courbe, ...]:
    """A curve for each indicator, of the option considered.

    None when no year is left to read, when a start is not known (its fall could not be seen, and nothing
    would be certain) or when the rule reads no level that year.
    """
    annee = prochaine_lecture(e.choisie)
    if annee is None:
        return ()
    objectif = e.choisie.objectif
    indicateurs = objectif.par_indicateur()
    regle = regle_de_l_annee(e.situation, objectif, annee.debut)
    if regle == REGLE_NOUVEL_INSTALLE or any(o.depart is None for _, o in indicateurs):
        return ()
    suivi = suivre(e.situation, e.bareme_signature, tuple(nom for nom, _ in indicateurs))
    lus = suivi.niveaux(annee.annee) or {}
    tenus = {nom: o.depart if lus.get(nom) is None else lus[nom] for nom, o in indicateurs}
    traceur = _Traceur(suivi, objectif, annee, regle, lus, tenus)
    return tuple(traceur.courbe(nom, o) for nom, o in indicateurs)


class _Traceur(NamedTuple):
    """What the curves of one estimation share. `lus`: levels known for the year; `tenus`: else the start."""

    suivi: Suivi
    objectif: Objectif
    annee: AnneeContrat
    regle: str
    lus: Mapping[str, int | None]
    tenus: Mapping[str, int]

    def courbe(self, indicateur: str, o: ObjectifIndicateur) -> Courbe:
        """The curve of one indicator, at the levels where its answer may turn."""
        situation = self.suivi.situation
        ici = self.lus.get(indicateur)
        if ici is None and not situation.suit_un_contrat:
            ici = o.depart
        plancher, cible = o.depart, o.cible
        if self.regle in PARTS_TOLEREES:
            plancher, cible = plancher_tolere(o.depart, self._part_toleree()), o.depart
        niveaux = {0, plancher - 1, plancher, o.depart - 1, o.depart, ici, cible}
        niveaux |= self._coude(indicateur, o)
        return Courbe(
            indicateur,
            self.annee.annee,
            self.regle,
            self.annee.montant_maximal,
            plancher,
            o.depart,
            cible,
            ici,
            _donne_pour(situation, indicateur, self.annee.annee),
            tuple(self._point(indicateur, n) for n in sorted(niveaux - {None, -1})),
        )

    def _part_toleree(self) -> Cellule:
        return self.suivi.bareme.parametre(PARTS_TOLEREES[self.regle])

    def _coude(self, indicateur: str, o: ObjectifIndicateur) -> set[int]:
        """The whole levels around the one where this indicator's own rate meets the other's."""
        if self.regle == REGLE_65:
            pied, montee = 0, o.depart * Fraction(self._part_toleree().valeur) / 100
        else:
            pied, montee = o.depart, o.a_gagner or 0
        rencontre = pied + self._taux(indicateur, o.depart).mini * montee
        return {floor(rencontre), ceil(rencontre)}

    def _taux(self, indicateur: str, patients: int) -> Taux:
        niveaux = {**self.tenus, indicateur: patients}
        return self.suivi.taux_lu(self.objectif, self.annee.debut, niveaux)

    def _point(self, indicateur: str, patients: int) -> Point:
        taux, maximal = self._taux(indicateur, patients), self.annee.montant_maximal
        return Point(patients, taux, au_centime(maximal, taux.mini), au_centime(maximal, taux.maxi))


def _donne_pour(situation: Situation, indicateur: str, annee: int) -> bool:
    """Whether a level was given for that very year: from year 6 on, none can be."""
    observes = situation.observations(indicateur)
    rang = annee - PREMIERE_ANNEE_OBSERVEE
    return rang < len(observes) and observes[rang] is not None
