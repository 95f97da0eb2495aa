"""The patientele to reach (section 4): which rule applies, and what it asks."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from .bareme import Bareme, Cellule, Referentiel
from .dates import ajouter_mois
from .situation import Situation
from .trace import Trace
from .vocabulaire import (
    AMELI,
    GROUPES_DEUX_INDICATEURS,
    HYPOTHESE,
    OFFICIEL,
    TRANCHE_P95,
    TRANCHES,
    indicateurs,
)

REGLE_65, REGLE_P95 = "65_ans", "p95"
REGLE_NOUVEL_INSTALLE, REGLE_DECLARE = "nouvel_installe", "declare"
REGLE_BAREME, REGLE_INCONNU = "bareme", "inconnu"
# Rules under which the ordinary follow-up of section 5 applies.
REGLES_ORDINAIRES = frozenset((REGLE_DECLARE, REGLE_BAREME, REGLE_INCONNU))

REGLE_CITEE = Cellule(None, AMELI, OFFICIEL)
DIT_PAR_LE_MEDECIN = Cellule(None, "", "")
LU_A_L_ANNIVERSAIRE = Cellule(None, AMELI, HYPOTHESE)


class ObjectifIndicateur(NamedTuple):
    """Patients of one indicator; None where nobody can say.

    `plancher`: level under which the aid stops or starts to shrink; None where there is no floor.
    `fiabilite`: mark of the figure asked; empty for what the doctor said.
    """

    depart: int | None
    cible: int | None
    a_gagner: int | None
    plancher: int | None
    fiabilite: str = ""


class Objectif(NamedTuple):
    """`regle`: the rule that applies. `echeance`: the day on which the level is read.

    `pmt` is None when the specialty doesn't use it. `source`, `fiabilite`: of the rule.
    """

    regle: str
    echeance: date
    pmt: ObjectifIndicateur | None
    fa: ObjectifIndicateur
    source: str
    fiabilite: str

    def par_indicateur(self) -> tuple[tuple[str, ObjectifIndicateur], ...]:
        """(indicateur, objective) for each indicator that the specialty uses."""
        return (("fa", self.fa),) if self.pmt is None else (("pmt", self.pmt), ("fa", self.fa))


@dataclass(frozen=True, slots=True)
class ContexteObjectif:
    """What every objective of one estimation shares: the start, the tables, the specialty's group."""

    situation: Situation
    bareme: Bareme
    groupe: str
    referentiel: Referentiel


def plancher_tolere(depart: int | None, part: Cellule) -> int | None:
    """`part` percent of the start, rounded up to a whole patient."""
    if depart is None:
        return None
    return -(-depart * int(part.valeur * 100) // 10_000)


def determiner_regle(contexte: ContexteObjectif, tranche: str | None, option: str) -> str:
    """The first rule of section 4 that matches. `tranche` None: reads as a band below P90."""
    situation = contexte.situation
    if situation.age_65:
        return REGLE_65
    if tranche == TRANCHE_P95 and contexte.groupe in GROUPES_DEUX_INDICATEURS:
        return REGLE_P95
    if option == situation.option_de_l_objectif and not (
        situation.objectif_pmt is None and situation.objectif_fa is None
    ):
        return REGLE_DECLARE
    if situation.nouvel_installe:
        return REGLE_NOUVEL_INSTALLE
    if tranche not in (TRANCHES[0], TRANCHE_P95) and any(
        _segment(contexte, option, indicateur) for indicateur in indicateurs(contexte.groupe)
    ):
        return REGLE_BAREME
    return REGLE_INCONNU


def _bareme_de_l_option(contexte: ContexteObjectif, option: str) -> Bareme:
    """The barème that sets the objective of an option: the one of the day that option is signed."""
    situation = contexte.situation
    if not situation.suit_un_contrat:
        return contexte.bareme
    if option != situation.contrat_option:
        return contexte.referentiel.bareme_at(situation.date_signature)
    return contexte.referentiel.bareme_at(situation.contrat_avenant or situation.signature)


def _segment(contexte: ContexteObjectif, option: str, indicateur: str):
    bareme = _bareme_de_l_option(contexte, option)
    depart = contexte.situation.patientele(indicateur)
    return bareme.segment(contexte.situation.specialite, option, indicateur, depart)


def fixer(contexte: ContexteObjectif, regle: str, option: str, trace: Trace) -> Objectif:
    """The objective of one option under `regle`."""
    situation, bareme = contexte.situation, contexte.bareme
    delai = bareme.parametre(
        "nouvel_installe_delai_mois" if regle == REGLE_NOUVEL_INSTALLE else "objectif_delai_mois"
    )
    echeance = ajouter_mois(situation.signature, int(delai.valeur))
    detail = {"option": option, "mois": delai.valeur, "echeance": echeance}
    cites = {
        indicateur: _indicateur(contexte, regle, option, indicateur)
        for indicateur in indicateurs(contexte.groupe)
    }
    for indicateur, (objectif, cellule) in cites.items():
        _noter(trace, regle, indicateur, objectif, cellule, detail)
    citee = _cellule_de_la_regle(bareme, regle)
    trace.noter("objectif", f"objectif.regle.{regle}", regle, citee, detail)
    return Objectif(
        regle,
        echeance,
        cites["pmt"][0] if "pmt" in cites else None,
        cites["fa"][0],
        citee.source,
        citee.fiabilite,
    )


def _cellule_de_la_regle(bareme: Bareme, regle: str) -> Cellule:
    if regle == REGLE_65:
        return bareme.parametre("maintien_65_part")
    if regle == REGLE_P95:
        return bareme.parametre("maintien_p95_part")
    return DIT_PAR_LE_MEDECIN if regle == REGLE_DECLARE else REGLE_CITEE


def _indicateur(
    contexte: ContexteObjectif, regle: str, option: str, indicateur: str
) -> tuple[ObjectifIndicateur, Cellule]:
    """What the rule asks of one indicator, and the cell that says so."""
    situation, bareme = contexte.situation, contexte.bareme
    depart = situation.patientele(indicateur)
    if regle in (REGLE_65, REGLE_P95):
        part = _cellule_de_la_regle(bareme, regle)
        plancher = plancher_tolere(depart, part)
        return ObjectifIndicateur(depart, depart, 0, plancher, part.fiabilite), part
    if regle == REGLE_NOUVEL_INSTALLE:
        seuil = bareme.seuil(situation.specialite, indicateur, 50)
        if seuil is None:
            return ObjectifIndicateur(depart, None, None, None), REGLE_CITEE
        cible = int(seuil.valeur)
        a_gagner = None if depart is None else max(0, cible - depart)
        return ObjectifIndicateur(depart, cible, a_gagner, None, seuil.fiabilite), seuil
    a_gagner, cellule = None, REGLE_CITEE
    if regle == REGLE_DECLARE:
        a_gagner, cellule = situation.objectif_annonce(indicateur), DIT_PAR_LE_MEDECIN
    elif regle == REGLE_BAREME:
        segment = _segment(contexte, option, indicateur)
        if segment is not None:
            a_gagner = segment.patients(depart)
            cellule = Cellule(None, segment.source, segment.fiabilite)
    cible = None if a_gagner is None or depart is None else depart + a_gagner
    return ObjectifIndicateur(depart, cible, a_gagner, depart, cellule.fiabilite), cellule


def _noter(
    trace: Trace,
    regle: str,
    indicateur: str,
    objectif: ObjectifIndicateur,
    cellule: Cellule,
    detail: dict,
) -> None:
    trace.noter(
        "objectif",
        f"objectif.{regle}",
        objectif.a_gagner,
        cellule,
        {
            **detail,
            "indicateur": indicateur,
            "depart": objectif.depart,
            "cible": objectif.cible,
            "plancher": objectif.plancher,
            "part": cellule.valeur,
        },
    )
