"""Short words for the closed lists of the rules, and the filling of a sentence with figures."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from operator import itemgetter
from string import Formatter
from types import NoneType
from typing import Any

from simulateur.textes.ecriture import (
    date_en_lettres,
    euros,
    garder,
    nombre,
    patients,
    pourcentage,
)

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
MONTANTS_CITES = {
    "tarif": "Honoraires d’une consultation",
    "smic": "SMIC mensuel d’un temps plein",
    "plafond": "Plafond mensuel de la sécurité sociale",
}
SALARIES = {1: "premier assistant", 2: "second assistant"}
COTISATIONS = {
    "taux_maladie": "maladie",
    "taux_vieillesse_plafonnee": "vieillesse plafonnée",
    "taux_vieillesse_deplafonnee": "vieillesse déplafonnée",
    "taux_allocations_familiales": "allocations familiales",
    "taux_at_mp": "accidents du travail",
    "taux_csa": "solidarité autonomie",
    "taux_fnal": "Fnal",
    "taux_chomage": "chômage",
    "taux_ags": "AGS",
    "taux_retraite_complementaire": "retraite complémentaire",
    "taux_ceg": "CEG",
    "taux_dialogue_social": "dialogue social",
    "taux_formation": "formation",
    "taux_formation_branche": "formation de la branche",
    "taux_prevoyance": "prévoyance",
}
INCONNU = "inconnu"


def _taux(taux) -> str:
    if taux.valeur is not None:
        return pourcentage(taux.valeur)
    return f"entre {pourcentage(taux.mini)} et {pourcentage(taux.maxi)}"


@garder
def _nombre(valeur: Decimal | None) -> str:
    """Months and percents are Decimals too, but no euros."""
    return INCONNU if valeur is None else nombre(valeur)


def _etp(valeur: Decimal) -> str:
    """A third of a full time too."""
    return nombre(round(valeur, 2))


def _temps(periodes: tuple[tuple[Decimal, Decimal], ...]) -> str:
    """« 3 mois à 0,5 ETP, puis 9 mois à 1 ETP »."""
    return ", puis ".join(f"{_etp(mois)} mois à {_etp(part)} ETP" for mois, part in periodes)


def _quote_part(valeur: Decimal) -> str:
    return pourcentage(Fraction(valeur))


def _cotisations(taux: tuple[tuple[str, Decimal], ...]) -> str:
    """« maladie 13 + vieillesse plafonnée 8,55 + … »."""
    return " + ".join(f"{COTISATIONS[cle]} {nombre(valeur)}" for cle, valeur in taux)


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
    "cite": MONTANTS_CITES.get,
    "annee": str,
    "annees": str,
    "percentile": str,
    "revision": str,
    "bareme": str,
    "mois": _nombre,
    "part": _nombre,
    "etp": _etp,
    "temps": _temps,
    "salarie": SALARIES.get,
    "quote_part": _quote_part,
    "prime": _nombre,
    "charges": _nombre,
    "coefficient": _nombre,
    "jours": str,
    "semaine": str,
    "actes": _nombre,
    "cotisations": _cotisations,
    "prevoyance_mois": _nombre,
    "heures_mensuelles": _nombre,
    "rgdu_minimum": _nombre,
    "rgdu_amplitude": _nombre,
    "rgdu_puissance": _nombre,
    "rgdu_maximum": _nombre,
    "taxe_taux": _nombre,
    "taxe_taux_tranche_2": _nombre,
    "taxe_taux_tranche_3": _nombre,
    "taxe_decote_part": _nombre,
}


# A hundred figures are written for each estimation: one look-up, not a chain of isinstance.
PAR_TYPE: dict[type, Callable[[Any], str]] = {
    Decimal: euros,
    bool: lambda valeur: "oui" if valeur else "non",
    int: patients,
    date: date_en_lettres,
    NoneType: lambda valeur: INCONNU,
}


def ecrire(valeur: Any) -> str:
    """A figure by its type: € for a Decimal, patients for a whole number, dates in full."""
    return PAR_TYPE.get(type(valeur), str)(valeur)


@cache  # as many as there are sentences
def gabarit(phrase: str) -> Callable[[Mapping[str, Any]], str]:
    """What fills `phrase` from a detail, its figures written in French."""
    morceaux = list(Formatter().parse(phrase))
    cles = [cle for _, cle, _, _ in morceaux if cle is not None]
    if not cles:
        return lambda detail: phrase
    modele = "".join(
        mots.replace("%", "%%") + ("" if cle is None else "%s") for mots, cle, _, _ in morceaux
    )
    ecritures = [ECRITURES.get(cle, ecrire) for cle in cles]

    # The same years, options and amounts come back from one doctor to the next. Few of them, to stay in
    # the processor's own cache. `typed`: 1300 patients and 1300 € are equal numbers, not the same words.
    @lru_cache(maxsize=256, typed=True)
    def remplie(*valeurs: Any) -> str:
        return modele % tuple(
            [ecriture(valeur) for ecriture, valeur in zip(ecritures, valeurs, strict=True)]
        )

    if len(cles) == 1:  # itemgetter of one key gives no tuple
        (cle,) = cles
        return lambda detail: remplie(detail[cle])
    lire = itemgetter(*cles)
    return lambda detail: remplie(*lire(detail))


def remplir(phrase: str, detail: Mapping[str, Any]) -> str:
    """`phrase` with its {details} written in French."""
    return gabarit(phrase)(detail)
