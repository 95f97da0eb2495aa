"""What is missing, as questions to ask the CPAM: codes, in the order in which they matter."""

from collections.abc import Iterator
from dataclasses import dataclass

from .bareme import Bareme, Referentiel
from .calendrier import ENTAMEE
from .criteres import Critere, verdict
from .objectifs import REGLE_INCONNU, REGLE_NOUVEL_INSTALLE, REGLE_P95
from .options import ZONE_A_VERIFIER, OptionEstimee
from .situation import Situation
from .tranches import Tranche
from .vocabulaire import NON_ELIGIBLE, OK, OPTIONS_SECOND_ASSISTANT, indicateurs


@dataclass(frozen=True, slots=True)
class QuestionCpam:
    """`code` is put into words by the site; `objet` names what it is about (indicator, option…)."""

    code: str
    objet: str = ""


def lister(
    situation: Situation,
    referentiel: Referentiel,
    bareme: Bareme,
    criteres: tuple[Critere, ...],
    tranche: Tranche,
    choisie: OptionEstimee,
) -> tuple[QuestionCpam, ...]:
    """Questions that the answers leave open. `bareme`: in force at signature.

    Under a refusal, only what bears on it: an objective or an avenant comes after.
    """
    if verdict(criteres) == NON_ELIGIBLE:
        return tuple(_criteres(criteres))
    groupe = referentiel.groupe(situation.specialite)
    return tuple(
        dict.fromkeys(
            (
                *_criteres(criteres),
                *_patientele(situation, groupe, tranche),
                *_objectif(situation, choisie),
                *_contrat(situation, bareme, choisie),
            )
        )
    )


def _criteres(criteres: tuple[Critere, ...]) -> Iterator[QuestionCpam]:
    """One question for each check that blocks or is left to the CPAM."""
    for critere in criteres:
        if critere.etat != OK:
            yield QuestionCpam(f"critere.{critere.code}")


def _patientele(situation: Situation, groupe: str, tranche: Tranche) -> Iterator[QuestionCpam]:
    for indicateur in indicateurs(groupe):
        if situation.patientele(indicateur) is None:
            yield QuestionCpam("patientele", indicateur)
    if tranche.valeur is None:
        yield QuestionCpam("tranche")
    if tranche.origine != "declaree" and not situation.suit_un_contrat and tranche.valeur is None:
        yield QuestionCpam("seuils")


def _objectif(situation: Situation, choisie: OptionEstimee) -> Iterator[QuestionCpam]:
    objectif = choisie.objectif
    if objectif.regle == REGLE_INCONNU:
        yield QuestionCpam("objectif", choisie.option)
    elif any(o.a_gagner is None for _, o in objectif.par_indicateur()):
        yield QuestionCpam("objectif.partiel", choisie.option)
    if objectif.regle == REGLE_NOUVEL_INSTALLE:
        yield QuestionCpam("objectif.second")
    if objectif.regle == REGLE_P95:
        yield QuestionCpam("objectif.tolerance")


def _contrat(
    situation: Situation, bareme: Bareme, choisie: OptionEstimee
) -> Iterator[QuestionCpam]:
    if choisie.option in OPTIONS_SECOND_ASSISTANT and ZONE_A_VERIFIER in (
        choisie.conditions_manquantes
    ):
        yield QuestionCpam("zone")
    if not situation.suit_un_contrat:
        return
    if bareme.entier("suivi_selon_contrat"):
        yield QuestionCpam("contrat.texte_ancien")
    if choisie.option != situation.contrat_option:
        yield QuestionCpam("contrat.avenant", choisie.option)
        if any(annee.periode == ENTAMEE for annee in choisie.annees):
            yield QuestionCpam("contrat.annee_entamee")
    if situation.date_65 is not None:
        yield QuestionCpam("contrat.avenant_65")
