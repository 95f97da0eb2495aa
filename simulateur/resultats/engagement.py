"""« Votre engagement »: the objective of the chosen option, its floor, its deadline, or what to ask."""

from eligibility.regles.avancement import Rythme
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import ObjectifIndicateur
from simulateur.textes import contrat as textes_contrat
from simulateur.textes import engagement as textes
from simulateur.textes.ecriture import date_en_lettres, patients


def engagement(e: Estimation) -> dict:
    """The parameters of the « engagement » component."""
    objectif = e.choisie.objectif
    phrase, suite = textes.REGLES[objectif.regle]
    echeance = date_en_lettres(objectif.echeance)
    if objectif.pmt is None and objectif.regle in ("declare", "bareme", "inconnu"):
        suite = textes.SUITE_FILE_ACTIVE
    lignes = [
        ligne for nom, indicateur in objectif.par_indicateur() for ligne in _lignes(nom, indicateur)
    ]
    lignes.append({"libelle": "Date de lecture", "valeur": echeance, "marque": ""})
    avertissements = []
    if e.situation.suit_un_contrat and e.bareme_signature.entier("suivi_selon_contrat"):
        avertissements.append(textes.ANCIEN_CONTRAT)
    if e.situation.date_65 is not None:
        avertissements.append(textes.AVENANT_65)
    return {
        "phrase": phrase.format(echeance=echeance),
        "suite": suite,
        "lignes": lignes,
        "avertissements": avertissements,
        "rythmes": _rythmes(e),
        "inconnu": objectif.regle == "inconnu",
    }


def _lignes(nom: str, indicateur: ObjectifIndicateur) -> list[dict]:
    titre = textes.INDICATEURS[nom]
    return [
        {
            "libelle": f"{titre}, {libelle}",
            "valeur": patients(valeur),
            "marque": indicateur.fiabilite if champ != "depart" else "",
        }
        for champ, libelle in textes.LIBELLES.items()
        if (valeur := getattr(indicateur, champ)) is not None
    ]


def _rythmes(e: Estimation) -> list[str]:
    """The pace that each indicator takes until its next reading."""
    if e.avancement is None:
        return []
    lecture = date_en_lettres(e.avancement.lecture)
    phrases = [_rythme(rythme, lecture) for rythme in e.avancement.rythmes]
    if e.situation.suit_un_contrat and not all(r.observe for r in e.avancement.rythmes):
        phrases.append(textes_contrat.DEPUIS_LE_DEPART)
    return phrases


def _rythme(rythme: Rythme, lecture: str) -> str:
    modele = textes_contrat.RYTHME if rythme.reste else textes_contrat.RYTHME_TENU
    return modele.format(
        indicateur=textes.INDICATEURS[rythme.indicateur],
        reste=patients(rythme.reste),
        par_mois=patients(rythme.par_mois),
        lecture=lecture,
    )
