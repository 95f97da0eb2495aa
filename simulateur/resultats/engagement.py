"""« Votre engagement »: the objective of the chosen option, its floor, its deadline, or what to ask."""

from collections.abc import Iterable
from fractions import Fraction

from eligibility.regles.avancement import Rythme
from eligibility.regles.estimation import Estimation
from eligibility.regles.objectifs import Objectif
from eligibility.regles.suivi import regle_de_l_annee
from eligibility.regles.vocabulaire import NON_ELIGIBLE
from simulateur.textes import contrat as textes_contrat
from simulateur.textes import engagement as textes
from simulateur.textes.ecriture import date_en_lettres, nombre, patients, pourcentage

FIXES = ("a_gagner", "cible", "plancher")  # what a rule sets, and not the doctor's own figure


def engagement(e: Estimation) -> dict:
    """The parameters of the « engagement » component."""
    objectif = e.choisie.objectif
    regle = e.regle_a_lire(objectif)
    phrase, suite = textes.REGLES[regle]
    if regle != objectif.regle:
        part = e.bareme_signature.parametre("maintien_65_part").valeur
        phrase = textes.REGLE_A_65_ANS
        suite = textes.SUITE_A_65_ANS.format(part=pourcentage(Fraction(part) / 100))
    echeance = date_en_lettres(objectif.echeance)
    if objectif.pmt is None and regle in ("declare", "bareme", "inconnu"):
        suite = textes.SUITE_FILE_ACTIVE
    avertissements = []
    if e.situation.suit_un_contrat and e.bareme_signature.entier("suivi_selon_contrat"):
        avertissements.append(textes.ANCIEN_CONTRAT)
    if e.situation.date_65 is not None and regle == objectif.regle:
        avertissements.append(_avenant_65(e, objectif))
    return {
        "phrase": phrase.format(echeance=echeance, lecture=_lecture(e, objectif)),
        "suite": suite,
        "lecture": echeance,
        # What the signature set is not what the next reading asks: only the start is left.
        "tableau": _tableau(objectif, textes.NIVEAUX if regle == objectif.regle else ("depart",)),
        "avertissements": avertissements,
        "rythmes": _rythmes(e),
        # Under a refusal, the CPAM is asked of the refusal alone.
        "a_demander": objectif.regle == "inconnu" and e.verdict != NON_ELIGIBLE,
    }


def _avenant_65(e: Estimation, objectif: Objectif) -> str:
    """From which day turning 65 changes what is asked."""
    for annee in e.choisie.annees:
        if regle_de_l_annee(e.situation, objectif, annee.debut) != objectif.regle:
            return textes.AVENANT_65.format(jour=date_en_lettres(annee.debut))
    return textes.AVENANT_65_SANS_JOUR


def _lecture(e: Estimation, objectif: Objectif) -> str:
    """The day of the first reading; once it is past, each anniversary has its own."""
    jour = date_en_lettres(objectif.echeance)
    modele = textes.LU_LE if objectif.echeance >= e.situation.date_signature else textes.LU_DEPUIS
    return modele.format(jour=jour)


def _tableau(objectif: Objectif, niveaux: Iterable[str]) -> dict:
    """A row for each indicator, a column for each of `niveaux` known of one of them, in patients."""
    indicateurs = objectif.par_indicateur()
    champs = [
        champ for champ in niveaux if any(getattr(o, champ) is not None for _, o in indicateurs)
    ]
    return {
        "colonnes": [textes.NIVEAUX[champ] for champ in champs],
        "lignes": [
            {
                "libelle": textes.INDICATEURS[nom],
                "niveaux": [_niveau(getattr(o, champ)) for champ in champs],
                "marque": o.fiabilite
                if any(champ in FIXES and getattr(o, champ) is not None for champ in champs)
                else "",
            }
            for nom, o in indicateurs
        ],
    }


def _niveau(patients_: int | None) -> str:
    return textes.INCONNU if patients_ is None else nombre(patients_)


def _rythmes(e: Estimation) -> list[str]:
    """The pace that each indicator takes until its next reading."""
    # The pace is that of the contract held: nothing is said of it under another option.
    avenant = e.situation.suit_un_contrat and not e.situation.tient(e.situation.option)
    if e.avancement is None or avenant:
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
