"""The small forms of the result: follow-up figures, cost and revenue. Shown when asked for or filled."""

from dataclasses import dataclass

from simulateur.parcours import etapes
from simulateur.parcours.adresse import VUE_COUT, VUE_SUIVI, Adresse
from simulateur.parcours.formulaire import Formulaire
from simulateur.reponses.question import RESULTATS
from simulateur.reponses.requete import paires, requete

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
    """A form, and the other answers that travel with it."""

    formulaire: Formulaire
    cachees: list[tuple[str, str]]


def saisie(adresse: Adresse, vue: str) -> Saisie | None:
    """The form of `vue`; None while nobody asked for it: six fields cost as much as the verdict."""
    lecture, cles = adresse.lecture, CLES[vue]
    if adresse.presentation.get("vue") != vue and not any(cle in lecture.textes for cle in cles):
        return None
    formulaire = Formulaire(RESULTATS, lecture, adresse.referentiel, cles)
    cachees = [paire for paire in paires(lecture) if paire[0] not in formulaire.fields]
    return Saisie(formulaire, [*cachees, *adresse.presentation_durable().items()])


def lien(adresse: Adresse, vue: str) -> str:
    """Address of the same result with that form open."""
    ouverte = requete(adresse.lecture, {**adresse.presentation_durable(), "vue": vue})
    return f"{etapes.adresse(RESULTATS, ouverte)}#saisie-{vue}"


def erreurs(adresse: Adresse) -> Formulaire:
    """The answers of this step that are wrong, for the summary at the top of the page."""
    return Formulaire(RESULTATS, adresse.lecture, adresse.referentiel, adresse.lecture.erreurs)
