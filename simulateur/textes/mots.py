"""Short words for the closed lists of the rules, and the filling of a sentence with figures."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from simulateur.reponses.ecriture import date_en_lettres, euros, nombre, patients, pourcentage

VERDICTS = {
    "eligible": "Éligible",
    "a_confirmer": "À confirmer",
    "non_eligible": "Non éligible",
}
ETATS = {"ok": "condition remplie", "bloquant": "bloquant", "a_verifier": "à vérifier"}
OPTIONS = {
    "1/3": "1/3 ETP",
    "0.5": "0,5 ETP",
    "1": "1 ETP",
    "1.5": "1,5 ETP",
    "2": "2 ETP",
}
OPTIONS_LONGUES = {
    "1/3": "un tiers temps",
    "0.5": "un mi-temps",
    "1": "un temps plein",
    "1.5": "un temps plein et demi",
    "2": "deux temps pleins",
}
TRANCHES = {
    None: "inconnue",
    "<P30": "sous le 30e percentile",
    "P30-P50": "du 30e au 50e percentile",
    "P50-P90": "du 50e au 90e percentile",
    "P90-P95": "du 90e au 94e percentile",
    ">=P95": "à partir du 95e percentile",
}
LIGNES = {"base": "montant de base", "P90-P95": "majoration P90-P94", ">=P95": "majoration ≥ P95"}
INDICATEURS = {"pmt": "patientèle médecin traitant", "fa": "file active"}
SECTEURS = {
    "1": "secteur 1",
    "2-optam": "secteur 2 avec Optam",
    "2": "secteur 2 sans Optam",
    "non-conventionne": "non conventionné",
}
FIABILITES = {
    "officiel": "officiel",
    "secondaire": "source secondaire",
    "hypothese": "hypothèse",
    "a_completer": "à compléter",
    "": "",
}
INCONNU = "inconnu"


def _taux(taux) -> str:
    if taux.valeur is not None:
        return pourcentage(taux.valeur)
    return f"entre {pourcentage(taux.mini)} et {pourcentage(taux.maxi)}"


# How each detail of the rules is written; the others by their type.
ECRITURES = {
    "option": OPTIONS.get,
    "tenue": OPTIONS.get,
    "tranche": TRANCHES.get,
    "bas": TRANCHES.get,
    "haut": TRANCHES.get,
    "ligne": LIGNES.get,
    "indicateur": INDICATEURS.get,
    "taux": _taux,
    "annee": str,
    "annees": str,
    "percentile": str,
    "revision": str,
    "bareme": str,
}


def ecrire(valeur: Any) -> str:
    """A figure by its type: € for a Decimal, patients for a whole number, dates in full."""
    if isinstance(valeur, Decimal):
        return euros(valeur)
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, int):
        return patients(valeur)
    if isinstance(valeur, date):
        return date_en_lettres(valeur)
    return INCONNU if valeur is None else str(valeur)


class Mots(dict):
    """The details of one line, each written only when its sentence asks for it."""

    def __init__(self, detail: Mapping[str, Any]) -> None:
        super().__init__()
        self.detail = detail

    def __missing__(self, cle: str) -> str:
        valeur = self.detail[cle]
        ecriture = ECRITURES.get(cle)
        if ecriture is not None:
            texte = ecriture(valeur)
        elif cle in ("mois", "part") and valeur is not None:
            texte = nombre(valeur)  # months and percents are Decimals too, but no euros
        else:
            texte = ecrire(valeur)
        return texte


def remplir(phrase: str, detail: Mapping[str, Any]) -> str:
    """`phrase` with its {details} written in French."""
    return phrase.format_map(Mots(detail)) if "{" in phrase else phrase
