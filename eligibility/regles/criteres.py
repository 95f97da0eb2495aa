"""The ten checks of section 1: who can sign an individual contract.

All are always listed, in the order of the rules; the verdict is the worst of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .bareme import Bareme
from .dates import ajouter_mois
from .situation import Situation
from .trace import Trace
from .tranches import bornes
from .vocabulaire import (
    A_CONFIRMER,
    A_VERIFIER,
    AMELI,
    AUCUN,
    BLOQUANT,
    CLINIQUE_80,
    ELIGIBLE,
    EXCLUE,
    NON_ELIGIBLE,
    OFFICIEL,
    OK,
    SECONDAIRE,
    SYNDICAT_FMF,
    TERMINE,
    TRANCHE_INCONNUE,
    TRANCHES,
    indicateur_minimal,
)


class Critere(NamedTuple):
    """One check. `code` names the reason, put into words by the site.

    `constat`, `seuil`: what was found and what is asked, in the unit of the check (patients, percent,
    date, code). `manque`: patients missing, only when the check isn't ok for want of patients. `depuis`:
    the day from which what is missing exists.
    """

    id: str
    etat: str
    code: str
    source: str = AMELI
    fiabilite: str = OFFICIEL
    constat: int | Decimal | date | str | None = None
    seuil: int | Decimal | date | None = None
    manque: int | None = None
    depuis: date | None = None


@dataclass(frozen=True, slots=True)
class Contexte:
    """What every check reads. `bareme` is the one in force at signature."""

    situation: Situation
    bareme: Bareme
    groupe: str


def _secteur(c: Contexte) -> Critere:
    secteur = c.situation.secteur
    etat = OK if secteur in ("1", "2-optam") else BLOQUANT
    return Critere("secteur", etat, f"secteur.{secteur}", constat=secteur)


def _specialite(c: Contexte) -> Critere:
    etats = {EXCLUE: (BLOQUANT, "exclue"), A_VERIFIER: (A_VERIFIER, "a_verifier")}
    etat, code = etats.get(c.groupe, (OK, "ouverte"))
    return Critere("specialite", etat, f"specialite.{code}", constat=c.situation.specialite)


def _honoraires_cliniques(c: Contexte) -> Critere:
    id_ = "honoraires_cliniques"
    if c.groupe != CLINIQUE_80:
        return Critere(id_, OK, f"{id_}.non_concerne")
    if c.situation.suit_un_contrat:
        return Critere(id_, OK, f"{id_}.contrat_en_cours")
    cellule = c.bareme.parametre("part_clinique_min")
    part, seuil = c.situation.part_clinique, cellule.valeur
    if part is None:
        etat, code = A_VERIFIER, "inconnu"
    elif part == seuil:
        etat, code = OK, "exactement"
    else:
        etat, code = (OK, "suffisant") if part > seuil else (BLOQUANT, "insuffisant")
    return Critere(
        id_, etat, f"{id_}.{code}", cellule.source, cellule.fiabilite, constat=part, seuil=seuil
    )


def _activite_minimale(c: Contexte) -> Critere:
    id_ = "activite_minimale"
    situation = c.situation
    if situation.suit_un_contrat:
        return Critere(id_, OK, f"{id_}.contrat_en_cours")
    if situation.nouvel_installe:
        return Critere(id_, OK, f"{id_}.nouvel_installe", SYNDICAT_FMF, SECONDAIRE)
    indicateur = indicateur_minimal(c.groupe)
    patients = situation.patientele(indicateur)
    seuil = c.bareme.seuil(situation.specialite, indicateur, 30)
    valeur_seuil = int(seuil.valeur) if seuil else None
    source, fiabilite = (seuil.source, seuil.fiabilite) if seuil else (AMELI, OFFICIEL)
    atteint, origine = _atteint_p30(c, indicateur, patients)
    if atteint is None:
        etat, code = A_VERIFIER, "inconnu" if patients is None else "sans_seuil"
    elif atteint:
        etat, code = OK, f"{origine}_suffisant"
    elif situation.situations:
        etat, code = A_VERIFIER, f"{origine}_adapte"
    else:
        etat, code = BLOQUANT, f"{origine}_insuffisant"
    manque = None
    if etat != OK and patients is not None and valeur_seuil is not None:
        manque = valeur_seuil - patients
    return Critere(id_, etat, f"{id_}.{code}", source, fiabilite, patients, valeur_seuil, manque)


def _atteint_p30(c: Contexte, indicateur: str, patients: int | None) -> tuple[bool | None, str]:
    """Whether P30 is reached, and on whose word: the figure decides, else the stated band."""
    if patients is not None:
        borne = bornes(c.bareme, c.situation.specialite, indicateur, patients)
        if borne.bas >= 1:
            return True, "chiffre"
        if borne.haut == 0:
            return False, "chiffre"
    if c.situation.tranche != TRANCHE_INCONNUE:
        return c.situation.tranche != TRANCHES[0], "tranche"
    return None, ""


def _situation_particuliere(c: Contexte) -> Critere:
    id_ = "situation_particuliere"
    if not c.situation.situations:
        return Critere(id_, OK, f"{id_}.aucune")
    return Critere(id_, A_VERIFIER, f"{id_}.adapte", constat=",".join(c.situation.situations))


def _nouvel_installe(c: Contexte) -> Critere:
    code = "oui" if c.situation.nouvel_installe else "non"
    return Critere("nouvel_installe", OK, f"nouvel_installe.{code}", SYNDICAT_FMF, SECONDAIRE)


def _carence(c: Contexte) -> Critere:
    situation = c.situation
    if situation.contrat != TERMINE:
        return Critere("carence", OK, "carence.aucune")
    cellule = c.bareme.parametre("carence_mois")
    possible = ajouter_mois(situation.contrat_fin, int(cellule.valeur))
    if situation.date_signature >= possible:
        etat, code = OK, "carence.ecoulee"
    elif situation.circonstances_exceptionnelles:
        etat, code = A_VERIFIER, "carence.circonstances"
    else:
        etat, code = BLOQUANT, "carence.en_cours"
    return Critere(
        "carence",
        etat,
        code,
        cellule.source,
        cellule.fiabilite,
        constat=situation.contrat_fin,
        seuil=possible,
    )


def _contrat_en_cours(c: Contexte) -> Critere:
    if not c.situation.suit_un_contrat:
        code = "aucun" if c.situation.contrat == AUCUN else "termine"
        return Critere("contrat_en_cours", OK, f"contrat_en_cours.{code}")
    return Critere(
        "contrat_en_cours", OK, "contrat_en_cours.suivi", constat=c.situation.contrat_signature
    )


def _secretariat(c: Contexte) -> Critere:
    etat = A_VERIFIER if c.situation.secretariat == "non-remplace" else OK
    return Critere("secretariat", etat, f"secretariat.{c.situation.secretariat}")


def _formation(c: Contexte) -> Critere:
    code = "qualifie" if c.situation.assistant_qualifie else "obligation"
    return Critere("formation", OK, f"formation.{code}")


CRITERES: tuple[Callable[[Contexte], Critere], ...] = (
    _secteur,
    _specialite,
    _honoraires_cliniques,
    _activite_minimale,
    _situation_particuliere,
    _nouvel_installe,
    _carence,
    _contrat_en_cours,
    _secretariat,
    _formation,
)


def examiner(
    situation: Situation, bareme: Bareme, groupe: str, trace: Trace | None = None
) -> tuple[Critere, ...]:
    """The ten checks under the barème in force at signature."""
    contexte = Contexte(situation, bareme, groupe)
    criteres = tuple(critere(contexte) for critere in CRITERES)
    if trace is not None:
        for critere in criteres:
            trace.ajouter(
                "critere",
                critere.code,
                critere.etat,
                critere.source,
                critere.fiabilite,
                {"constat": critere.constat, "seuil": critere.seuil, "manque": critere.manque},
            )
    return criteres


def verdict(criteres: tuple[Critere, ...]) -> str:
    """The worst of the checks."""
    etats = {critere.etat for critere in criteres}
    if BLOQUANT in etats:
        return NON_ELIGIBLE
    return A_CONFIRMER if A_VERIFIER in etats else ELIGIBLE
