"""A case of several doctors: how to know one, and the facts of its result. Pure Python.

Its `reponses` are the object of `POST /api/v1/groupe`, its result what that answers.
"""

from collections.abc import Callable, Mapping
from typing import Any

from . import faits

Resultat = Mapping[str, Any]
CRITERES = "collectif_criteres"


def est_le_resultat_d_un_groupe(resultat: Resultat) -> bool:
    return "collectif" in resultat


def _du_contrat(champ: str) -> Callable[[Resultat], Any]:
    return lambda resultat: resultat["collectif"][champ]


def _par_annee(champ: str, liste: str = "annees") -> Callable[[Resultat], list]:
    return lambda resultat: [annee[champ] for annee in resultat["collectif"][liste]]


def _de_l_objectif(*chemin: str) -> Callable[[Resultat], Any]:
    """None when there is no contract on that day."""

    def lire(resultat: Resultat) -> Any:
        valeur = resultat["collectif"]["objectif"]
        for champ in chemin:
            valeur = None if valeur is None else valeur[champ]
        return valeur

    return lire


def _installes(resultat: Resultat) -> list[list[Any]]:
    objectif = resultat["collectif"]["objectif"] or {"installes": ()}
    return [
        [i["medecin"], i["echeance"], i["pmt"]["a_gagner"], i["fa"]["a_gagner"]]
        for i in objectif["installes"]
    ]


def _par_medecin(champ: str) -> Callable[[Resultat], list]:
    return lambda resultat: [medecin[champ] for medecin in resultat["medecins"]]


def _de_la_fin(champ: str) -> Callable[[Resultat], list]:
    """None for a doctor without a running contract, too."""
    return lambda resultat: [
        (medecin["fin_du_contrat"] or {champ: None})[champ] for medecin in resultat["medecins"]
    ]


def _de_la_meilleure(*chemin: str) -> Callable[[Resultat], Any]:
    """The first mix leaves the least to pay; None when there is none."""

    def lire(resultat: Resultat) -> Any:
        if not resultat["combinaisons"]:
            return None
        valeur = resultat["combinaisons"][0]
        for champ in chemin:
            valeur = valeur[champ]
        return valeur

    return lire


def _individuels(resultat: Resultat) -> list | None:
    """The option that each doctor takes alone in the best mix; None: joins, or takes nothing."""
    pris = _de_la_meilleure("individuels")(resultat)
    return pris and [pris.get(str(rang)) for rang in range(len(resultat["medecins"]))]


def _manque(resultat: Resultat) -> int | None:
    return _critere("pmt_moyenne", resultat).get("manque")


LECTEURS: dict[str, Callable[[Resultat], Any]] = {
    "collectif_verdict": _du_contrat("verdict"),
    "collectif_adherents": _du_contrat("adherents"),
    "collectif_etp": _du_contrat("etp"),
    "pmt_moyenne": _du_contrat("pmt_moyenne"),
    "pmt_manque": _manque,
    "etp_maximum": _du_contrat("etp_maximum"),
    "collectif_baremes": _par_annee("bareme"),
    "collectif_montants": _par_annee("montant"),
    "collectif_total": _du_contrat("total"),
    "collectif_objectif_pmt": _de_l_objectif("pmt", "a_gagner"),
    "collectif_objectif_fa": _de_l_objectif("fa", "a_gagner"),
    "collectif_echeance": _de_l_objectif("echeance"),
    "collectif_acquis_inconnus": _de_l_objectif("acquis_inconnus"),
    "collectif_installes": _installes,
    "collectif_cout": _par_annee("cout_employeur", "cout"),
    "collectif_taxe": _par_annee("taxe_salaires", "cout"),
    "collectif_reste": _par_annee("reste", "cout"),
    "peut_adherer": _par_medecin("peut_adherer"),
    "moyennes_sans": _par_medecin("moyenne_sans"),
    "verdicts": lambda resultat: [seul["verdict"] for seul in resultat["individuels"]],
    "verses": _de_la_fin("verse"),
    "dus": _de_la_fin("du"),
    "a_rendre": _de_la_fin("a_rendre"),
    "combinaisons": lambda resultat: len(resultat["combinaisons"]),
    "combinaisons_etp": lambda resultat: resultat["comparaison"]["etp"],
    "sur_patients": lambda resultat: resultat["comparaison"]["sur_patients"],
    "ecartes": lambda resultat: resultat["comparaison"]["ecartes"],
    "meilleure_collectif": _de_la_meilleure("collectif"),
    "meilleure_etp": _de_la_meilleure("etp_collectif"),
    "meilleure_individuels": _individuels,
    "meilleure_aide": _de_la_meilleure("aide"),
    "meilleure_exposee": _de_la_meilleure("aide_exposee"),
    "meilleure_pmt": _de_la_meilleure("patients", "pmt"),
    "meilleure_fa": _de_la_meilleure("patients", "fa"),
}
CLES = frozenset((*LECTEURS, CRITERES))
# Facts proposed for a new case, in the order to show them; its conditions come after the verdict.
PROPOSES = (
    "pmt_moyenne",
    "etp_maximum",
    "collectif_montants",
    "collectif_total",
    "collectif_objectif_pmt",
    "collectif_objectif_fa",
    "collectif_echeance",
    "peut_adherer",
    "verdicts",
    "combinaisons",
    "meilleure_collectif",
    "meilleure_individuels",
    "meilleure_aide",
)


def lire(nom: str, resultat: Resultat) -> Any:
    """A fact by its name; « collectif_criteres.forme »: the state of that condition, None without it."""
    cle, _, detail = nom.partition(".")
    if cle == CRITERES:
        return _critere(detail, resultat).get("etat")
    return LECTEURS[cle](resultat)


def relire(attendu: Mapping[str, Any], resultat: Resultat) -> dict[str, Any]:
    """The same facts as this result has them."""
    return faits.composer(
        (champ.nom, lire(champ.nom, resultat) if connue(champ.nom) else champ.valeur)
        for champ in faits.champs(attendu)
    )


def proposer(resultat: Resultat) -> dict[str, Any]:
    """The main facts of a result, for somebody to keep or to correct."""
    criteres = (f"{CRITERES}.{critere['id']}" for critere in resultat["collectif"]["criteres"])
    noms = ("collectif_verdict", *criteres, *PROPOSES)
    return faits.composer((nom, lire(nom, resultat)) for nom in noms)


def connue(nom: str) -> bool:
    return nom.partition(".")[0] in CLES


def _critere(id_: str, resultat: Resultat) -> Mapping[str, Any]:
    trouves = (c for c in resultat["collectif"]["criteres"] if c["id"] == id_)
    return next(trouves, {})
