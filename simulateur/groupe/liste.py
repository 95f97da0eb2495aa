"""The list of doctors on the page, what each row says and where its gestures lead; the form's folds."""

from collections.abc import Mapping
from typing import Any

from eligibility.regles.vocabulaire import SLUG_GENERALISTE
from simulateur.textes.ecriture import nombre, patients
from simulateur.textes.mots import OPTIONS, SECTEURS

from .adresse import MODIFIER, Adresse
from .formulaire import CONTRAT, IDENTITE, OBJECTIF, SITUATION, Formulaire

# Folds of the doctor's form: title, fields; the first one is always open.
PARTIES = (
    ("", IDENTITE),
    ("Sa situation", SITUATION),
    ("Son contrat individuel, s’il en a un", CONTRAT),
    ("Seul : option et objectif annoncé", OBJECTIF),
)


def parties(formulaire: Formulaire) -> list[dict[str, Any]]:
    """The folds of the doctor's form; one in which something was answered is open."""
    defauts = {"contrat": "aucun", "option": "1", "tranche": "inconnue"}
    return [
        {
            "titre": titre,
            "champs": (champs := formulaire.groupe(cles)),
            "ouverte": any(c.errors or (c.data and c.data != defauts.get(c.name)) for c in champs),
        }
        for titre, cles in PARTIES
    ]


def medecins(adresse: Adresse) -> list[dict[str, Any]]:
    """The list of doctors, what each row says and where its gestures lead."""
    membres = adresse.lecture.membres
    derniers = len(membres) - 1
    return [
        {
            "nom": membre.nom,
            "resume": resume(membre.lecture.valeurs, adresse, membre.pamsu),
            "erreurs": list(dict.fromkeys(membre.erreurs.values())),
            "modifier": "" if membre.illisible else _modifier(adresse, rang),
            "doubler": "" if adresse.complet or membre.illisible else adresse.en_double(rang),
            "retirer": adresse.sans(rang),
            "monter": adresse.deplace(rang, -1) if rang else "",
            "descendre": adresse.deplace(rang, 1) if rang < derniers else "",
        }
        for rang, membre in enumerate(membres)
    ]


def _modifier(adresse: Adresse, rang: int) -> str:
    return f"{adresse.lien(vue=MODIFIER, rang=str(rang))}#medecin"


def resume(valeurs: Mapping[str, Any], adresse: Adresse, pamsu: bool) -> str:
    """« 1 300 médecin traitant, 1 700 de file active, secteur 1 »."""
    mots = []
    specialite = valeurs.get("specialite")
    if specialite and specialite != SLUG_GENERALISTE:
        mots.append(adresse.referentiel.specialites[specialite].libelle)
    if "pmt" in valeurs:
        mots.append(f"{patients(valeurs['pmt'])} médecin traitant")
    if "file_active" in valeurs:
        mots.append(f"{nombre(valeurs['file_active'])} de file active")
    mots.append(SECTEURS.get(valeurs.get("secteur"), "secteur inconnu"))
    if valeurs.get("contrat_option"):
        mots.append(f"contrat en cours ({OPTIONS[valeurs['contrat_option']]})")
    if valeurs.get("contrat") == "termine":
        mots.append("contrat terminé")
    particularites = {
        "PAMSU": pamsu,
        "installation récente": valeurs.get("nouvel_installe"),
        "65 ans ou plus": valeurs.get("age_65"),
    }
    mots += [mot for mot, vrai in particularites.items() if vrai]
    return ", ".join(mots)
