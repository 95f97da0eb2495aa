"""The small forms of the result: follow-up figures, cost and revenue. Shown when asked for or filled."""

from dataclasses import dataclass

from eligibility.regles.objectifs import ObjectifIndicateur
from simulateur.parcours import etapes
from simulateur.parcours.adresse import VUE_COUT, VUE_SUIVI, Adresse
from simulateur.parcours.formulaire import Formulaire
from simulateur.reponses.question import RESULTATS
from simulateur.reponses.requete import paires, requete
from simulateur.textes import suivi as textes
from simulateur.textes.ecriture import date_en_lettres

from .lecture import Resultat

SUIVI = ("pmt_an3", "fa_an3", "pmt_an4", "fa_an4", "pmt_an5", "fa_an5")
COUT = (
    "position",
    "brut_mensuel",
    "anciennete",
    "at_mp",
    "etp_employe",
    "part",
    "autres_frais",
    "taxe_deja_due",
    "tarif",
    "jours_travailles",
)
CLES = {VUE_SUIVI: SUIVI, VUE_COUT: COUT}


@dataclass(frozen=True)
class Saisie:
    """A form, and the other answers that travel with it. `rangees`: its fields by contract year, if any."""

    formulaire: Formulaire
    cachees: list[tuple[str, str]]
    rangees: list[dict]


def saisie(resultat: Resultat, vue: str) -> Saisie | None:
    """The form of `vue`; None while nobody asked for it: six fields cost as much as the verdict."""
    adresse, lecture, cles = resultat.adresse, resultat.lecture, CLES[vue]
    if adresse.presentation.get("vue") != vue and not any(cle in lecture.textes for cle in cles):
        return None
    formulaire = Formulaire(RESULTATS, lecture, adresse.referentiel, cles)
    cachees = [paire for paire in paires(lecture) if paire[0] not in formulaire.fields]
    cachees += adresse.presentation_durable().items()
    rangees = _rangees(resultat, formulaire) if vue == VUE_SUIVI else []
    return Saisie(formulaire, cachees, rangees)


def _rangees(resultat: Resultat, formulaire: Formulaire) -> list[dict]:
    """The follow-up fields, year by year, each with the cursor that moves it."""
    objectifs = dict(resultat.estimation.choisie.objectif.par_indicateur())
    rangees = []
    for annee in resultat.estimation.choisie.annees:
        champs = []
        for indicateur, objectif in objectifs.items():
            cle = f"{indicateur}_an{annee.annee}"
            if cle in formulaire.fields:
                champ = formulaire.fields[cle]
                champ.label, champ.pourquoi, champ.suffixe = textes.INDICATEURS[indicateur], "", ""
                champ.curseur = _curseur(objectif, resultat.lecture.valeurs.get(cle))
                champs.append(formulaire[cle])
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
    ouverte = requete(adresse.lecture, {**adresse.presentation_durable(), "vue": vue})
    return f"{etapes.adresse(RESULTATS, ouverte)}#saisie-{vue}"


def erreurs(adresse: Adresse) -> Formulaire:
    """The answers of this step that are wrong, for the summary at the top of the page."""
    return Formulaire(RESULTATS, adresse.lecture, adresse.referentiel, adresse.lecture.erreurs)
