"""Words of the tables: a cell, a figure with its unit, and what changed, for the site as for the workshop."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from eligibility.documents.formes import EMPLOYEUR, TABLES
from eligibility.models.choix import (
    AnneeContrat,
    CleParametre,
    Etat,
    Fiabilite,
    Groupe,
    Indicateur,
    Lecture,
    LigneMontant,
    Option,
    Percentile,
)
from eligibility.models.choix_employeur import CleEmployeur
from eligibility.regles import employeur, parametres
from simulateur.textes.ecriture import (
    FINE,
    INSECABLE,
    date_en_lettres,
    euros,
    mois_en_lettres,
    nombre,
    patients,
)

_VALEURS: Mapping[str, Mapping[Any, str]] = {
    "option": dict(Option.choices),
    "ligne": dict(LigneMontant.choices),
    "annee": dict(AnneeContrat.choices),
    "indicateur": dict(Indicateur.choices),
    "percentile": dict(Percentile.choices),
    "etat": dict(Etat.choices),
    "fiabilite": dict(Fiabilite.choices),
    "groupe": dict(Groupe.choices),
    "lecture": dict(Lecture.choices),
    "cle": {**dict(CleParametre.choices), **dict(CleEmployeur.choices)},
}


# How a constant is written, by its unit.
_UNITES: Mapping[str, Callable[[Decimal], str]] = {
    employeur.EUROS: euros,
    employeur.POURCENT: lambda valeur: f"{nombre(valeur)}{FINE}%",
    employeur.COEFFICIENT: nombre,
    employeur.HEURES: lambda valeur: f"{nombre(valeur)}{INSECABLE}h",
    employeur.MOIS: lambda valeur: f"{nombre(valeur)}{INSECABLE}mois",
    employeur.JOURS: lambda valeur: _accorde(valeur, "jour"),
    employeur.ACTES: lambda valeur: _accorde(valeur, "acte"),
    parametres.ANNEES: lambda valeur: _accorde(valeur, "an"),
    parametres.OUI_NON: lambda valeur: "oui" if valeur else "non",
    parametres.PATIENTS: lambda valeur: patients(int(valeur)),
    parametres.ETP: lambda valeur: f"{nombre(valeur)}{INSECABLE}ETP",
    parametres.MOIS_CIVIL: lambda valeur: mois_en_lettres(date(*divmod(int(valeur), 100), 1)),
}
_CONSTANTES = {cle: rang for rang, cle in enumerate((*parametres.CONSTANTES, *employeur.CLES))}
# A rank among the years of the contract, not a length.
_RANGS = frozenset({"second_assistant_annee_min"})


def mot(colonne: str, valeur: Any) -> str:
    """A value of a column as an administrator reads it: 1 → « 1 ETP », 38000.00 → « 38 000 »."""
    if valeur is None or valeur == "":
        return "vide"
    connus = _VALEURS.get(colonne)
    if connus is not None:
        return str(connus.get(valeur, valeur))
    if colonne == "debut":
        return f"à partir de {nombre(valeur)}"
    return ecrire(valeur)


def mot_de_ligne(colonne: str, ligne: Mapping[str, Any]) -> str:
    """The same of a column of a row, whose key may say what its figure is: 202611 → « novembre 2026 »."""
    valeur = ligne[colonne]
    if colonne == "valeur" and valeur is not None and _est_un_mois(ligne.get("cle", ""), valeur):
        return _UNITES[parametres.MOIS_CIVIL](Decimal(valeur))
    return mot(colonne, valeur)


def _est_un_mois(cle: str, valeur: str) -> bool:
    """A draft may hold a month that does not exist: it is left as it was typed."""
    if parametres.CONSTANTES.get(cle) != parametres.MOIS_CIVIL:
        return False
    annee, mois = divmod(Decimal(valeur), 100)
    return 1 <= mois <= 12 and 1 <= annee <= 9999


def ecrire(valeur: Any) -> str:
    """A figure, a date or a word, as it is written in French."""
    match valeur:
        case Decimal() | int():
            return nombre(valeur)
        case date():
            return date_en_lettres(valeur)
        case str():
            return _texte(valeur)
        case _:
            return str(valeur)


def _texte(valeur: str) -> str:
    """Documents write figures and dates as strings."""
    try:
        return nombre(Decimal(valeur))
    except ArithmeticError:
        pass
    try:
        return date_en_lettres(date.fromisoformat(valeur))
    except ValueError:
        return valeur


def nom_de_case(genre: str, table: str, cle: tuple, specialite: Callable[[str], str]) -> str:
    """« 1 ETP, de base, année 1 », « Cardiologie, file active, P50 »; the beginning of a key will do.

    `specialite`: a slug's name.
    """
    colonnes = TABLES[genre][table].cle
    return ", ".join(
        specialite(valeur) if colonne == "specialite" else mot(colonne, valeur)
        for colonne, valeur in zip(colonnes, cle, strict=False)
    )


def rang_de_constante(ligne: Mapping[str, Any]) -> int:
    """Its place among the constants, in the order to show them; those of former rules come last."""
    return _CONSTANTES.get(ligne["cle"], len(_CONSTANTES))


def chiffre(genre: str, table: str, ligne: Mapping[str, Any]) -> str:
    """What a row says, unit included: « 38 000 € », « 775 patients », « 24 mois »; empty when unknown."""
    if table == "options":
        return mot("etat", ligne["etat"])
    if table == "objectifs":
        return _segment(ligne)
    if ligne["valeur"] is None:
        return ""
    valeur = Decimal(ligne["valeur"])
    if table == "montants":
        return euros(valeur)
    if table == "seuils":
        return patients(int(valeur))
    return constante(genre, ligne["cle"], valeur)


def constante(genre: str, cle: str, valeur: Decimal) -> str:
    """A constant with its unit: « 775 patients », « 24 mois »."""
    if cle in _RANGS:
        return f"année{INSECABLE}{nombre(valeur)}"
    unites = employeur.CLES if genre == EMPLOYEUR else parametres.CONSTANTES
    # A constant that the rules no longer know keeps its figure.
    return _UNITES.get(unites.get(cle, ""), nombre)(valeur)


def _segment(ligne: Mapping[str, Any]) -> str:
    fin = "" if ligne["fin"] is None else f" jusqu’à {nombre(ligne['fin'])} au départ"
    gagner = f"{patients(ligne['patients_debut'])} à gagner"
    if ligne["patients_fin"] is None:
        return f"{gagner}{fin}"
    return f"de {nombre(ligne['patients_debut'])} à {patients(ligne['patients_fin'])} à gagner{fin}"


def _accorde(valeur: Decimal, mot_: str) -> str:
    return f"{nombre(valeur)}{INSECABLE}{mot_}{'s' if abs(valeur) >= 2 else ''}"
