"""Where the doctor stands: patients still to gain, and the pace that it takes until the next reading."""

from datetime import date
from typing import NamedTuple

from .dates import mois_entiers
from .objectifs import REGLE_65, REGLE_NOUVEL_INSTALLE, Objectif
from .options import OptionEstimee
from .situation import Situation
from .suivi import PREMIERE_ANNEE_OBSERVEE, niveau, regle_de_l_annee
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
    lecture = _prochaine_lecture(situation, tenue)
    if lecture is None:
        return None
    annee, jour = lecture
    if regle_de_l_annee(situation, tenue.objectif, jour) == REGLE_65:
        return None  # turned 65 on the way: nothing has to be gained any more
    mois = max(1, mois_entiers(situation.date_signature, jour))
    rythmes = _rythmes(situation, tenue.objectif, annee, mois)
    for rythme in rythmes:
        detail = {**rythme._asdict(), "option": tenue.option, "mois": mois, "lecture": jour}
        trace.ajouter("objectif", "objectif.rythme", rythme.par_mois, "", "", detail)
    return Avancement(jour, mois, rythmes) if rythmes else None


def _prochaine_lecture(situation: Situation, tenue: OptionEstimee) -> tuple[int, date] | None:
    """(contract year, its first day) of the first reading after the reference day."""
    objectif = tenue.objectif
    for annee in tenue.annees:
        lue = annee.annee >= PREMIERE_ANNEE_OBSERVEE and annee.debut > situation.date_signature
        due = objectif.regle != REGLE_NOUVEL_INSTALLE or annee.debut >= objectif.echeance
        if lue and due:
            return annee.annee, annee.debut
    return None


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
