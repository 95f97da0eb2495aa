"""An `EstimationGroupe` as the JSON of the public interface. Money: strings with two decimals."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from eligibility.regles.groupe.adhesion import FinDeContrat
from eligibility.regles.groupe.bilan import Totaux
from eligibility.regles.groupe.collectif import ContratCollectif
from eligibility.regles.groupe.combinaisons import Combinaison, Comparaison
from eligibility.regles.groupe.estimation import EstimationGroupe, MembreEstime
from simulateur.groupe.lecture import LectureGroupe
from simulateur.textes import groupe as textes

from .representation import (
    argent,
    bareme,
    critere_json,
    estimation,
    indicateur_json,
    jour,
    trace_json,
)


def groupe(e: EstimationGroupe, lecture: LectureGroupe) -> dict[str, Any]:
    return {
        "collectif": _collectif(e),
        "individuels": [
            estimation(membre.individuel, lu.lecture)
            for membre, lu in zip(e.membres, lecture.membres, strict=True)
        ],
        "medecins": [_medecin(membre) for membre in e.membres],
        "bilan": {
            "seuls": _totaux(e.bilan.seuls),
            "ensemble": _totaux(e.bilan.ensemble),
        },
        "combinaisons": [_combinaison(combinaison) for combinaison in e.comparaison.combinaisons],
        "reperes": [_combinaison(combinaison) for combinaison in e.comparaison.reperes],
        "comparaison": _comparaison(e.comparaison),
        "bareme": bareme(e.bareme),
        "trace": trace_json(e.trace, textes.mots),
    }


def _totaux(totaux: Totaux | None) -> dict[str, Any] | None:
    if totaux is None:
        return None
    return {
        "etp": etp(_decimal(totaux.etp)),
        "aide": argent(totaux.aide),
        "reste": argent(totaux.reste),
        "patients": totaux.patients,
        "certain": totaux.certain,
    }


def _collectif(e: EstimationGroupe) -> dict[str, Any]:
    contrat = e.collectif
    return {
        "verdict": contrat.verdict,
        "criteres": [critere_json(c, textes.expliquer) for c in contrat.criteres],
        "adherents": list(contrat.adherents),
        "etp": etp(contrat.etp),
        "pmt_moyenne": moyenne(contrat.pmt_moyenne),
        "etp_maximum": etp(contrat.etp_maximum),
        "annees": [
            {
                "annee": annee.annee,
                "debut": jour(annee.debut),
                "bareme": annee.bareme,
                "montant": argent(annee.montant),
                "source": annee.source,
                "fiabilite": annee.fiabilite,
            }
            for annee in contrat.annees
        ],
        "total": argent(contrat.total),
        "objectif": _objectif(contrat),
        "cout": [
            {
                "annee": annee.annee,
                "cout_employeur": argent(annee.cout_employeur),
                "taxe_salaires": argent(annee.taxe_salaires),
                "autres_frais": argent(annee.autres_frais),
                "aide": argent(annee.aide),
                "reste": argent(annee.reste),
            }
            for annee in e.cout
        ],
    }


def _objectif(contrat: ContratCollectif) -> dict[str, Any] | None:
    objectif = contrat.objectif
    if objectif is None:
        return None
    return {
        "pmt": indicateur_json(objectif.pmt),
        "fa": indicateur_json(objectif.fa),
        "echeance": jour(objectif.echeance),
        "acquis_inconnus": list(objectif.acquis_inconnus),
        "installes": [
            {
                "medecin": installe.rang,
                "echeance": jour(installe.echeance),
                "pmt": indicateur_json(installe.pmt),
                "fa": indicateur_json(installe.fa),
            }
            for installe in contrat.installes
        ],
    }


def _medecin(membre: MembreEstime) -> dict[str, Any]:
    return {
        "nom": membre.membre.nom,
        "pamsu": membre.membre.pamsu,
        "peut_adherer": membre.peut_adherer,
        "criteres": [critere_json(c, textes.expliquer) for c in membre.adhesion],
        "moyenne_sans": moyenne(membre.moyenne_sans),
        "fin_du_contrat": _fin(membre.fin),
    }


def _fin(fin: FinDeContrat | None) -> dict[str, Any] | None:
    if fin is None:
        return None
    return {
        "option": fin.option,
        "annee": fin.annee,
        "verse": argent(fin.verse),
        "du": argent(fin.du),
        "a_rendre": argent(fin.a_rendre),
    }


def _combinaison(combinaison: Combinaison) -> dict[str, Any]:
    return {
        "collectif": list(combinaison.collectif),
        "etp_collectif": etp(combinaison.etp_collectif),
        "individuels": {str(rang): choix.option for rang, choix in combinaison.individuels.items()},
        "aide": argent(combinaison.aide),
        "aide_exposee": argent(combinaison.exposee),
        "reste": argent(combinaison.reste),
        "patients": {
            "pmt": combinaison.patients.pmt,
            "fa": combinaison.patients.fa,
            "certain": combinaison.patients.certain,
            "fa_certain": combinaison.patients.fa_certain,
        },
    }


def _comparaison(comparaison: Comparaison) -> dict[str, Any]:
    return {
        "etp": etp(comparaison.etp),
        "etp_tenus": etp(_decimal(comparaison.etp_tenus)),
        "au_net": comparaison.au_net,
        "sur_patients": comparaison.sur_patients,
        "trop_de_cas": comparaison.trop,
        "ecartes": list(comparaison.ecartes),
    }


def _decimal(valeur: Fraction) -> Decimal:
    return round(Decimal(valeur.numerator) / valeur.denominator, 2)


def etp(valeur: Decimal) -> str:
    return f"{valeur.normalize():f}"


def moyenne(valeur: Fraction | None) -> str | None:
    """One decimal, downwards: just under a threshold never reads as the threshold."""
    if valeur is None:
        return None
    return f"{Decimal(10 * valeur.numerator // valeur.denominator) / 10:.1f}"
