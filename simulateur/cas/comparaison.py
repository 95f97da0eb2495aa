"""Ce qu'un cas attend, comparé à ce que l'API rend. Du Python pur : ni Django, ni calcul.

`ecarts` rend des phrases à montrer telles quelles ; une liste vide veut dire « conforme ». Une clé
d'`attendu` que personne ne connaît est un écart : un cas mal écrit ne passe pas pour vérifié.
"""

from collections.abc import Callable, Mapping
from typing import Any

from simulateur.reponses.ecriture import naturel

from . import faits, groupes

Resultat = Mapping[str, Any]
Lecteur = Callable[[Resultat], Any]


def _annees(champ: str) -> Lecteur:
    return lambda option: [annee[champ] for annee in option["annees"]]


def _plancher(indicateur: str) -> Lecteur:
    return lambda option: (option["objectif"][indicateur] or {}).get("plancher")


# Clé d'`attendu` → où la lire dans l'option dont parle le cas.
DANS_L_OPTION: dict[str, Lecteur] = {
    "ouverte": lambda option: option["ouverte"],
    "conditions_manquantes": lambda option: option["conditions_manquantes"],
    "total": lambda option: option["total"],
    "total_a_venir": lambda option: option["total_a_venir"],
    "total_certain": lambda option: option["total_certain"],
    "annees": _annees("annee"),
    "debuts": _annees("debut"),
    "periodes": _annees("periode"),
    "baremes": _annees("bareme"),
    "montants": _annees("montant"),
    "montants_min": _annees("montant_min"),
    "montants_max": _annees("montant_max"),
    "taux_valeurs": _annees("taux"),
    "trop_percu": _annees("trop_percu"),
    "taux": lambda option: [annee["taux"] is not None for annee in option["annees"]],
    "alternatives": lambda option: [a["tranche"] for a in option["alternatives"]],
    "alternative_montants": lambda option: {
        alternative["tranche"]: _annees("montant")(alternative)
        for alternative in option["alternatives"]
    },
    "objectif_regle": lambda option: option["objectif"]["regle"],
    "objectif_echeance": lambda option: option["objectif"]["echeance"],
    "plancher_pmt": _plancher("pmt"),
    "plancher_fa": _plancher("fa"),
}
# Clé d'`attendu` → champ des années du coût.
DANS_LE_COUT = {
    "cout_annees": "annee",
    "cout_employeur": "cout_employeur",
    "taxe_salaires": "taxe_salaires",
    "autres_frais": "autres_frais",
    "aide": "aide",
    "reste": "reste",
    "dont_formation": "dont_formation",
    "actes_par_jour": "actes_par_jour",
    "actes_par_semaine": "actes_par_semaine",
}
DANS_LE_CRITERE = ("etat", "manque", "constat", "seuil")
DANS_L_ESTIMATION = ("verdict", "tranche")
CLES = frozenset(
    (
        *DANS_L_OPTION, *DANS_LE_COUT, *DANS_LE_CRITERE, *DANS_L_ESTIMATION,
        "option", "critere", "criteres", "objectif_pmt", "objectif_fa", "versements",
        "echeances", "echeances_absentes", "cout_parametres", "erreur_champ",
    )
)  # fmt: skip


def ecarts(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    """Tous les écarts entre un cas et un résultat de l'API : une estimation, ou `{"erreurs": …}`."""
    attendu = naturel(attendu)
    refus = "erreurs" in resultat or "erreur_champ" in attendu
    groupe = groupes.est_le_resultat_d_un_groupe(resultat)
    connues = CLES | groupes.CLES if refus else groupes.CLES if groupe else CLES
    inconnues = [f"« {cle} » n'est pas une clé d'attendu." for cle in attendu if cle not in connues]
    if refus:
        return inconnues + _ecarts_erreurs(attendu, resultat)
    if groupe:
        return inconnues + _ecarts_du_groupe(attendu, resultat)
    return (
        inconnues
        + _comparer_cles(DANS_L_ESTIMATION, attendu, resultat.get)
        + _ecarts_criteres(attendu, resultat)
        + _ecarts_option(attendu, resultat)
        + _ecarts_cout(attendu, resultat)
        + _ecarts_echeances(attendu, resultat)
    )


def _ecart(nom: str, attendu: Any, obtenu: Any) -> str:
    """`nom`: that of a fact, or words of ours."""
    libelle, type_ = faits.decrit(nom)
    voulu, eu = (faits.dire(type_, v).replace("\n", ", ") for v in (attendu, obtenu))
    return f"{libelle} : {voulu} attendu, {eu} obtenu"


def _comparer(nom: str, attendu: Any, obtenu: Any) -> list[str]:
    # true n'est pas 1 : un type faux est un écart.
    if attendu == obtenu and isinstance(attendu, bool) == isinstance(obtenu, bool):
        return []
    return [_ecart(nom, attendu, obtenu)]


def _comparer_cles(
    cles: tuple[str, ...], attendu: Mapping[str, Any], lire: Callable[[str], Any]
) -> list[str]:
    return [
        ecart for cle in cles if cle in attendu for ecart in _comparer(cle, attendu[cle], lire(cle))
    ]


def _ecarts_erreurs(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    voulus = attendu.get("erreur_champ", [])
    voulus = {voulus} if isinstance(voulus, str) else set(voulus)
    obtenus = set(resultat.get("erreurs", ()))
    if voulus == obtenus:
        return []
    return [_ecart("erreur_champ", sorted(voulus), sorted(obtenus))]


def _ecarts_du_groupe(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    return [
        ecart
        for champ in faits.champs(attendu)
        if groupes.connue(champ.nom)
        for ecart in _comparer(champ.nom, champ.valeur, groupes.lire(champ.nom, resultat))
    ]


def _ecarts_criteres(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    criteres = {critere["id"]: critere for critere in resultat["criteres"]}
    voulus = {id_: {"etat": etat} for id_, etat in attendu.get("criteres", {}).items()}
    details = {cle: attendu[cle] for cle in DANS_LE_CRITERE if cle in attendu}
    if "critere" in attendu:
        voulus[attendu["critere"]] = {**voulus.get(attendu["critere"], {}), **details}
    elif details:
        return [f"« critere » manque : de quel critère parlent {', '.join(details)} ?"]
    trouves = []
    for id_, champs in voulus.items():
        if id_ not in criteres:
            trouves.append(_ecart("critere", id_, None))
            continue
        for champ, valeur in champs.items():
            nom = f"criteres.{id_}" if champ == "etat" else champ
            trouves += _comparer(nom, valeur, criteres[id_][champ])
    return trouves


def option_visee(attendu: Mapping[str, Any], resultat: Resultat) -> Resultat | None:
    """L'option dont parle un cas : celle qu'il nomme, sinon celle choisie."""
    voulue = attendu.get("option", resultat["reponses"]["option"])
    return next((o for o in resultat["options"] if o["option"] == voulue), None)


def _ecarts_option(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    option = option_visee(attendu, resultat)
    if option is None:
        return [_ecart("option", attendu.get("option"), None)]
    trouves = _comparer_cles(tuple(DANS_L_OPTION), attendu, lambda c: DANS_L_OPTION[c](option))
    for indicateur in ("pmt", "fa"):
        cle = f"objectif_{indicateur}"
        if cle in attendu:
            trouves += _ecarts_objectif(cle, attendu[cle], option["objectif"][indicateur])
    annees = {str(annee["annee"]): annee for annee in option["annees"]}
    for annee, voulus in attendu.get("versements", {}).items():
        verses = annees.get(str(annee), {}).get("versements", ())
        # A year at a time: the others are not the case's business.
        verses = [list(versement.values()) for versement in verses]
        if verses != voulus:
            trouves.append(_ecart("versements", {annee: voulus}, {annee: verses}))
    return trouves


def _ecarts_cout(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    """Année par année ; le coût est toujours celui de l'option choisie."""
    cout = resultat["cout"] or {"parametres": None, "annees": []}
    trouves = _comparer_cles(
        tuple(DANS_LE_COUT),
        attendu,
        lambda cle: [annee[DANS_LE_COUT[cle]] for annee in cout["annees"]],
    )
    if "cout_parametres" in attendu:
        quoi = "cout_parametres"
        trouves += _comparer(quoi, attendu[quoi], cout["parametres"])
    return trouves


def _ecarts_objectif(
    quoi: str, voulu: Mapping[str, Any] | None, obtenu: Mapping[str, Any] | None
) -> list[str]:
    """Les seuls champs que le cas cite ; null : la spécialité n'a pas cet indicateur."""
    if voulu is None or obtenu is None:
        return _comparer(quoi, voulu, obtenu)
    return [
        ecart
        for champ, valeur in voulu.items()
        for ecart in _comparer(f"{quoi}.{champ}", valeur, obtenu.get(champ))
    ]


def _ecarts_echeances(attendu: Mapping[str, Any], resultat: Resultat) -> list[str]:
    presentes = {(e["date"], e["type"]) for e in resultat["echeances"]}
    trouves = [
        f"échéance absente : {faits.CALENDRIER.dire([e])}"
        for e in attendu.get("echeances", ())
        if (e["date"], e["type"]) not in presentes
    ]
    types = {type_ for _, type_ in presentes}
    trouves += [
        f"échéance en trop : {faits.ECHEANCE.dire(type_)}"
        for type_ in attendu.get("echeances_absentes", ())
        if type_ in types
    ]
    return trouves
