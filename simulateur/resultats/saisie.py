"""The small forms of the result: follow-up figures, cost and revenue. Shown when asked for or filled."""

from dataclasses import dataclass

from eligibility.regles.objectifs import ObjectifIndicateur
from simulateur.parcours import etapes
from simulateur.parcours.adresse import VUE_COUT, VUE_SUIVI, Adresse
from simulateur.parcours.formulaire import Formulaire
from simulateur.reponses import resultats
from simulateur.reponses.question import RESULTATS
from simulateur.reponses.requete import paires
from simulateur.textes import suivi as textes
from simulateur.textes.ecriture import date_en_lettres

from .lecture import Resultat

SUIVI = tuple(question.cle for question in resultats.SUIVI)
COUT = tuple(question.cle for question in resultats.COUT)
CLES = {VUE_SUIVI: SUIVI, VUE_COUT: COUT}


@dataclass(frozen=True)
class Saisie:
    """A small form, and the other answers that travel with it: `rangees`, or `formulaire`.

    `rangees`: the follow-up levels by contract year, each with what was typed, its error, its cursor.
    They are written by a template of their own: six fields of a form cost as much as the verdict.
    """

    cachees: list[tuple[str, str]]
    rangees: list[dict]
    formulaire: Formulaire | None = None


def saisie(resultat: Resultat, vue: str) -> Saisie | None:
    """The form of `vue`; None while nobody asked for it."""
    adresse, lecture, cles = resultat.adresse, resultat.lecture, CLES[vue]
    if adresse.presentation.get("vue") != vue and not any(cle in lecture.textes for cle in cles):
        return None
    cachees = [paire for paire in paires(lecture) if paire[0] not in cles]
    cachees += adresse.presentation_durable().items()
    if vue == VUE_SUIVI:
        return Saisie(cachees, _rangees(resultat))
    return Saisie(cachees, [], Formulaire(RESULTATS, lecture, adresse.referentiel, cles))


def _rangees(resultat: Resultat) -> list[dict]:
    lecture, option = resultat.lecture, resultat.estimation.choisie
    rangees = []
    for annee in option.annees:
        champs = [
            {
                "cle": cle,
                "libelle": textes.INDICATEURS[indicateur],
                "valeur": lecture.textes.get(cle, ("",))[-1],
                "erreur": lecture.erreurs.get(cle, ""),
                "curseur": _curseur(objectif, lecture.valeurs.get(cle)),
            }
            for indicateur, objectif in option.objectif.par_indicateur()
            if (cle := f"{indicateur}_an{annee.annee}") in SUIVI
        ]
        if champs:
            titre = textes.ANNEE_LUE.format(annee=annee.annee, date=date_en_lettres(annee.debut))
            rangees.append({"titre": titre, "champs": champs})
    return rangees


def _curseur(objectif: ObjectifIndicateur, valeur: int | None) -> dict[str, int] | None:
    """Bounds of the cursor, a little around what matters; None without a start to move from."""
    if objectif.depart is None:
        return None
    reperes = [n for n in (objectif.depart, objectif.cible, objectif.plancher, valeur) if n]
    if not reperes:
        return None
    marge = max(10, objectif.depart // 10)
    return {
        "min": max(0, min(reperes) - marge),
        "max": max(reperes) + marge,
        "valeur": objectif.depart if valeur is None else valeur,
    }


def lien(adresse: Adresse, vue: str) -> str:
    """Address of the same result with that form open."""
    ouverte = adresse.sans_vue(vue=vue)
    return f"{etapes.adresse(RESULTATS, ouverte)}#saisie-{vue}"


def erreurs(adresse: Adresse) -> Formulaire:
    """The answers of this step that are wrong, for the summary at the top of the page."""
    return Formulaire(RESULTATS, adresse.lecture, adresse.referentiel, adresse.lecture.erreurs)
