"""The lines of the trace in words: part of the computation, formula, value."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from eligibility.regles.trace import LigneTrace
from simulateur.textes.ecriture import nombre, typographier

from .criteres import TITRES
from .echeances import LIBELLES
from .mots import ETATS, TRANCHES, ecrire, gabarit

Formuler = Callable[[Mapping[str, Any]], str]

ETAPES = {
    "bareme": "Barème",
    "critere": "Condition",
    "tranche": "Tranche",
    "objectif": "Objectif",
    "montant": "Montant",
    "suivi": "Suivi",
    "versement": "Versement",
    "total": "Total",
    "echeance": "Échéance",
    "cout": "Coût de l'emploi",
}
REGLES = {
    "65_ans": "maintien à partir de 65 ans",
    "p95": "maintien à partir du 95e percentile",
    "nouvel_installe": "installation récente",
    "declare": "objectif annoncé par la CPAM",
    "bareme": "tableau du barème",
    "inconnu": "objectif inconnu",
}
_DEPART = "{option}, {indicateur} : départ {depart}"
_DU = "{option}, année {annee} : "
_MOIS = "Mois d'un temps plein dès l'année {annee}, valeurs du {parametres} : "

FORMULES = typographier(
    {
        "bareme.en_vigueur": "Version en vigueur le {date}, révision {revision}",
        "tranche.seuil_atteint": "{indicateur} : {patients}, au niveau du {percentile}e percentile ou plus",
        "tranche.seuil_non_atteint": "{indicateur} : {patients}, sous le {percentile}e percentile",
        "tranche.palier": "{indicateur} : {percentile}e percentile − patientèle",
        "tranche.chiffres": "La plus haute des tranches des indicateurs donnés",
        "tranche.declaree": "Tranche que vous avez indiquée",
        "tranche.inconnue": "Possible : de « {bas} » à « {haut} »",
        "objectif.65_ans": _DEPART + ", à maintenir ; {part} % du départ = plancher {plancher}",
        "objectif.p95": _DEPART + ", à maintenir ; {part} % du départ = plancher {plancher}",
        "objectif.nouvel_installe": _DEPART + ", 50e percentile {cible}",
        "objectif.declare": _DEPART
        + ", à gagner selon la CPAM ; cible {cible}, plancher {plancher}",
        "objectif.bareme": _DEPART + ", tableau du barème ; cible {cible}, plancher {plancher}",
        "objectif.inconnu": _DEPART + ", à gagner ; plancher {plancher}",
        "objectif.rythme": (
            "{option}, {indicateur} : ({cible} − {niveau}) ÷ {mois} mois jusqu'au {lecture}, arrondi au-dessus"
        ),
        "montant.cellule": _DU + "barème {bareme}, {tenue}, {ligne}",
        "montant.absent": _DU + "le barème {bareme} n'a pas de montant pour {tenue}",
        "versement.acompte_et_solde": (
            _DU
            + "acompte = {part} % du montant du barème ; solde = montant dû ({du}) − acompte = {solde}, "
            "dans les {mois} mois"
        ),
        "versement.trop_percu": _DU + "acompte − montant dû, à régler avec la CPAM",
        "total.annees": "{option} : somme des {annees} années",
        "total.a_venir": "{option} : somme des années à venir",
        "total.alternative": "{option}, tranche {tranche} : somme des {annees} années",
        "cout.brut.grille": _MOIS
        + "salaire de la grille en position {position}, {base} + {prime} % d'ancienneté",
        "cout.brut.smic": _MOIS
        + "SMIC, au-dessus de la grille en position {position}, {base} + {prime} % d'ancienneté",
        "cout.brut.indique": _MOIS + "salaire brut que vous avez indiqué",
        "cout.cite": "{cite}",
        "cout.cotisations": _MOIS + "cotisations de l'employeur, {brut} × {charges} %",
        "cout.reduction": _MOIS + "réduction générale des cotisations, {brut} × {coefficient}",
        "cout.employeur": "Dès l'année {annee} : coût d'un temps plein ({plein}) × {etp} ETP × {quote_part} de part",
        "cout.salarie": "Année {annee} : {salarie} embauché le {embauche}, {temps}, {brut} de brut",
        "cout.salaries": "Année {annee} : somme de ces coûts ({plein}) × {quote_part} de part",
        "cout.taxe": (
            "Dès l'année {annee} : taxe sur les salaires, sur {brut} de brut, en plus de {deja_due} déjà dus ; "
            "votre part, {quote_part}"
        ),
        "cout.a_venir": (
            "{option}, années à venir ({annees}) : coût {cout} + taxe {taxe_salaires} "
            "+ autres frais {frais} − aide {aide}"
        ),
        "cout.formation": (
            "Année 1 : heures payées pendant la formation, déjà dans le coût, de {courte} à {longue}"
        ),
        "cout.repere_cnam": "Actes de plus par jour mesurés par la Cnam, à titre de repère",
        "cout.formule_cotisations": (
            "Cotisations de l'employeur, taux du {parametres} : {cotisations} ; la prévoyance après "
            "{prevoyance_mois} mois d'ancienneté"
        ),
        "cout.formule_reduction": (
            "Coefficient de la réduction générale, valeurs du {parametres} : {rgdu_minimum} + "
            "{rgdu_amplitude} × (½ × (3 × SMIC ÷ brut − 1)) puissance {rgdu_puissance}, au plus "
            "{rgdu_maximum}, et rien à partir de 3 SMIC ; SMIC de la formule : {rgdu_smic_horaire} × "
            "{heures_mensuelles} heures"
        ),
        "cout.formule_taxe": (
            "Taxe sur les salaires, valeurs du {parametres} : pour chaque salarié, {taxe_taux} % du brut "
            "annuel, + {taxe_taux_tranche_2} % de {taxe_seuil_2} à {taxe_seuil_3}, + {taxe_taux_tranche_3} % "
            "au-delà ; pour l'employeur, moins {taxe_decote_part} % de ce qui manque à "
            "{taxe_decote_plafond}, et rien jusqu'à la franchise"
        ),
        "cout.actes": (
            "Année {annee} : consultations en plus, {reste} ÷ {tarif} ÷ {jours} jours ; par semaine de "
            "{semaine} jours : {actes}"
        ),
        "cout.reste": "Année {annee} : coût {cout} + taxe {taxe_salaires} + autres frais {frais} − aide {aide}",
    }
)
_ECHEANCE = "{option} : signature + {mois} mois"
_MAXIMAL = _DU + "{maximal} × {taux}"
_INCERTAIN = _DU + "{maximal} × {taux}, soit de {mini} à {maxi}"
MOTIFS = typographier(
    {
        "en_baisse": "un indicateur est sous son niveau de départ",
        "atteint": "objectif atteint, aucun indicateur sous son départ",
        "prorata": "patients gagnés ÷ patients à gagner, le meilleur des taux",
        "objectif_inconnu": "objectif inconnu",
        "un_seul_indicateur": "un indicateur n'est pas renseigné",
        "65_maintenu": "maintien à partir de 65 ans, dans la tolérance",
        "65_baisse": "maintien à partir de 65 ans : niveau observé ÷ plancher",
        "65_partiel": "maintien à partir de 65 ans, un indicateur n'est pas renseigné",
        "p95_tenu": "patientèle maintenue",
        "p95_tolere": "baisse dans la tolérance : le paiement entier est probable, pas certain",
        "p95_perdu": "un indicateur est sous la tolérance",
        "p95_partiel": "un indicateur n'est pas renseigné",
        "nouvel_installe_garanti": "installation récente : payé en entier jusqu'au second objectif",
        "nouvel_installe_inconnu": "installation récente : le second objectif n'est pas encore fixé",
        "annee_garantie": "payée en entier quelle que soit la patientèle",
        "sans_suivi": "comme si l'objectif était atteint, faute de chiffre observé",
        "absent": "le barème n'a pas de montant",
    }
)


def mots(ligne: LigneTrace) -> tuple[str, str]:
    """(formula, value) of a line, as a person reads them: the figures of the formula in place."""
    etape, code, lue, _, _, detail = ligne
    formule, valeur = _mots(etape, code)
    return formule(detail), valeur(lue)


def formule(ligne: LigneTrace) -> str:
    """The formula of a line, its figures in place."""
    return _mots(ligne.etape, ligne.code)[0](ligne.detail)


def valeur(ligne: LigneTrace) -> str:
    """The value of a line, as a person reads it."""
    return _mots(ligne.etape, ligne.code)[1](ligne.valeur)


@cache  # one for each code: a hundred lines are put into words for each estimation
def _mots(etape: str, code: str) -> tuple[Formuler, Callable[[Any], str]]:
    """How the formulas of a code are written from their detail, and its values."""
    return _formule(etape, code), _ecriture(etape, code)


def _formule(etape: str, code: str) -> Formuler:
    if etape == "critere":
        return partial(_formule_critere, code)
    if etape == "suivi":
        motif = MOTIFS[code.removeprefix("suivi.")]
        certain, incertain = (gabarit(f"{mots} : {motif}") for mots in (_MAXIMAL, _INCERTAIN))
        return lambda detail: (incertain if detail["taux"].valeur is None else certain)(detail)
    return gabarit(_phrase(etape, code))


def _phrase(etape: str, code: str) -> str:
    if etape == "echeance":
        return LIBELLES[code.removeprefix("echeance.")]
    if code.startswith("objectif.regle."):
        regle = REGLES[code.removeprefix("objectif.regle.")]
        return f"Règle : {regle}. Échéance, {_ECHEANCE} = {{echeance}}"
    return FORMULES[code]


def _formule_critere(code: str, detail: Mapping[str, Any]) -> str:
    titre = TITRES[code.split(".")[0]]
    constat, seuil, manque = (detail[cle] for cle in ("constat", "seuil", "manque"))
    if seuil is None:
        return titre
    part = code.startswith("honoraires")
    mots = [
        f"{nombre(v)}\u202f%" if part and v is not None else ecrire(v) for v in (constat, seuil)
    ]
    suite = "" if manque is None else f" ; il manque {ecrire(manque)}"
    return f"{titre} : {mots[0]} pour {mots[1]}{suite}"


def _ecriture(etape: str, code: str) -> Callable[[Any], str]:
    """How the values of a code are written; a figure by its type."""
    if etape == "critere":
        return ETATS.__getitem__
    if etape == "tranche":
        return lambda lue: ecrire(lue) if isinstance(lue, int) else TRANCHES[lue]
    if code.startswith("objectif.regle."):
        return REGLES.__getitem__
    if code == "montant.absent":
        return lambda absent: "aucun montant"
    if code in ("cout.actes", "cout.repere_cnam"):
        return lambda actes: f"{nombre(actes)} par jour"
    if code == "cout.formule_cotisations":
        return lambda taux: f"{nombre(taux)}\u202f%"
    return ecrire
