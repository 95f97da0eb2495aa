"""Where the doctor stands: patients still to gain, and the pace that it takes until the next reading."""

from datetime import date
from typing import NamedTuple

from .annees import AnneeContrat
from .dates import mois_entiers
from .objectifs import REGLE_65, REGLE_NOUVEL_INSTALLE, Objectif
from .options import OptionEstimee
from .situation import Situation
from .suivi import niveau, regle_de_l_annee
from .trace import Trace


class Rythme(NamedTuple):
    """One indicator. `niveau`: last level observed, or the start (`observe` False), in patients.

    `reste`: patients still to gain; `par_mois`: patients a month until the reading, rounded up.
    """

    indicateur: str
    niveau: int
    observe: bool
    cible: int
    reste: int
    par_mois: int


class Avancement(NamedTuple):
    """`lecture`: the day of the next reading; `mois`: whole months left until then, at least one."""

    lecture: date
    mois: int
    rythmes: tuple[Rythme, ...]


def avancer(situation: Situation, tenue: OptionEstimee, trace: Trace) -> Avancement | None:
    """The pace for the objective of `tenue`, the option held or considered.

    None when no reading is to come, or when nothing known has to be gained.
    """
    if situation.contrat_objectif_atteint:
        return None
    annee = prochaine_lecture(tenue, a_partir_de=_premiere_echeance(tenue.objectif))
    if annee is None or regle_de_l_annee(situation, tenue.objectif, annee.debut) == REGLE_65:
        return None  # turned 65 on the way: nothing has to be gained any more
    jour = annee.debut
    mois = max(1, mois_entiers(situation.date_signature, jour))
    rythmes = _rythmes(situation, tenue.objectif, annee.annee, mois)
    for rythme in rythmes:
        detail = {**rythme._asdict(), "option": tenue.option, "mois": mois, "lecture": jour}
        trace.ajouter("objectif", "objectif.rythme", rythme.par_mois, "", "", detail)
    return Avancement(jour, mois, rythmes) if rythmes else None


def prochaine_lecture(option: OptionEstimee, a_partir_de: date = date.min) -> AnneeContrat | None:
    """The first contract year whose level is still to be read; None when all are paid or read."""
    return next((a for a in option.annees if a.a_lire and a.debut >= a_partir_de), None)


def _premiere_echeance(objectif: Objectif) -> date:
    """A new installation is read at its deadline only; the others every year."""
    return objectif.echeance if objectif.regle == REGLE_NOUVEL_INSTALLE else date.min


def _rythmes(situation: Situation, objectif: Objectif, annee: int, mois: int) -> tuple[Rythme, ...]:
    rythmes = []
    for indicateur, o in objectif.par_indicateur():
        if o.depart is None or not o.a_gagner:
            continue
        observe = niveau(situation, indicateur, annee - 1)
        actuel = o.depart if observe is None else observe
        reste = max(0, o.cible - actuel)
        par_mois = -(-reste // mois)
        rythmes.append(Rythme(indicateur, actuel, observe is not None, o.cible, reste, par_mois))
    return tuple(rythmes)
