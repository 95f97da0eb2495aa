"""What a case expects, taken from a result: to propose a new case, or to bring one up to date knowingly."""

from collections.abc import Mapping
from typing import Any

from . import groupes
from .comparaison import (
    DANS_L_ESTIMATION,
    DANS_L_OPTION,
    DANS_LE_COUT,
    DANS_LE_CRITERE,
    Resultat,
    option_visee,
)


def relire(attendu: Mapping[str, Any], resultat: Resultat) -> dict[str, Any]:
    """The same facts as this result has them. Dates that must be absent stay as they are."""
    if "erreurs" in resultat:
        return {"erreur_champ": sorted(resultat["erreurs"])}
    if "erreur_champ" in attendu:
        return proposer(resultat)
    if groupes.est_le_resultat_d_un_groupe(resultat):
        return groupes.relire(attendu, resultat)
    option = option_visee(attendu, resultat)
    if option is None:  # named by the case, but never offered
        option = option_visee({}, resultat)
        attendu = {**attendu, "option": option["option"]}
    lecteurs = {
        **{cle: lambda _, c=cle: resultat[c] for cle in DANS_L_ESTIMATION},
        **{cle: lambda _, c=cle: DANS_L_OPTION[c](option) for cle in DANS_L_OPTION},
        **{cle: lambda _, c=cle: _cout(resultat, c) for cle in DANS_LE_COUT},
        **{cle: lambda _, c=cle: _critere(attendu, resultat).get(c) for cle in DANS_LE_CRITERE},
        "criteres": lambda voulus: {id_: _etat(resultat, id_) for id_ in voulus},
        "objectif_pmt": lambda voulu: _objectif(option, "pmt", voulu),
        "objectif_fa": lambda voulu: _objectif(option, "fa", voulu),
        "versements": lambda voulus: _versements(option, voulus),
        "echeances": lambda _: [
            {"date": e["date"], "type": e["type"]} for e in resultat["echeances"]
        ],
        "cout_parametres": lambda _: (resultat["cout"] or {}).get("parametres"),
    }
    return {
        cle: lecteurs[cle](valeur) if cle in lecteurs else valeur for cle, valeur in attendu.items()
    }


def proposer(resultat: Resultat, attendu: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The main facts of a result, for somebody to keep or to correct; of the option of a case, if given."""
    if "erreurs" in resultat:
        return {"erreur_champ": sorted(resultat["erreurs"])}
    if groupes.est_le_resultat_d_un_groupe(resultat):
        return groupes.proposer(resultat)
    option = option_visee(attendu or {}, resultat) or option_visee({}, resultat)
    return {
        "verdict": resultat["verdict"],
        "tranche": resultat["tranche"],
        "montants": DANS_L_OPTION["montants"](option),
        "total": option["total"],
        "objectif_regle": option["objectif"]["regle"],
        "objectif_pmt": _objectif(option, "pmt", {"a_gagner": None}),
        "objectif_fa": _objectif(option, "fa", {"a_gagner": None}),
    }


def _cout(resultat: Resultat, cle: str) -> list:
    return [annee[DANS_LE_COUT[cle]] for annee in (resultat["cout"] or {"annees": []})["annees"]]


def _etat(resultat: Resultat, id_: str) -> str:
    return next((c["etat"] for c in resultat["criteres"] if c["id"] == id_), None)


def _critere(attendu: Mapping[str, Any], resultat: Resultat) -> Mapping[str, Any]:
    """Empty when the case names no criterion, or one that this result has not."""
    trouves = (c for c in resultat["criteres"] if c["id"] == attendu.get("critere"))
    return next(trouves, {})


def _objectif(option: Resultat, indicateur: str, voulu: Mapping[str, Any] | None) -> Any:
    obtenu = option["objectif"][indicateur]
    if obtenu is None:
        return None
    return {champ: obtenu[champ] for champ in (voulu or {"a_gagner": None})}


def _versements(option: Resultat, voulus: Mapping[str, Any]) -> dict[str, Any]:
    annees = {str(annee["annee"]): annee for annee in option["annees"]}
    return {
        annee: [list(v.values()) for v in annees.get(str(annee), {}).get("versements", ())]
        for annee in voulus
    }
