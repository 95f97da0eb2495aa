"""Dates and obligations of the contract (section 7), in calendar order."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from .annees import ACOMPTE, GARANTI, AnneeContrat
from .bareme import AvantPremierBareme, Bareme, Cellule, Referentiel
from .calendrier import A_VENIR
from .dates import ajouter_mois, veille
from .objectifs import (
    LU_A_L_ANNIVERSAIRE,
    REGLE_65,
    REGLE_CITEE,
    REGLE_NOUVEL_INSTALLE,
    REGLE_P95,
)
from .options import OptionEstimee
from .situation import Situation
from .suivi import regle_de_l_annee
from .trace import SANS_DETAIL, Trace
from .vocabulaire import HYPOTHESE, TERMINE


class Echeance(NamedTuple):
    """One day to remember. `code` is put into words by the site with `detail`."""

    date: date
    type: str
    code: str
    source: str
    fiabilite: str
    detail: Mapping[str, Any]


def _echeance(
    jour: date, type_: str, code: str, cellule: Cellule, detail: Mapping = SANS_DETAIL
) -> Echeance:
    return Echeance(jour, type_, code, cellule.source, cellule.fiabilite, detail)


def lister(
    situation: Situation,
    referentiel: Referentiel,
    bareme: Bareme,
    options: Mapping[str, OptionEstimee],
    trace: Trace,
) -> tuple[Echeance, ...]:
    """Every date that the situation makes known. `bareme`: in force at signature."""
    choisie = options[situation.option]
    propre = options.get(situation.contrat_option) if situation.suit_un_contrat else None
    echeances = sorted(
        (
            *_signatures(situation),
            *_annees(choisie, propre or choisie),
            *_objectif(situation, bareme, choisie),
            *_fin(situation, bareme, propre or choisie),
            *_embauche(situation, referentiel),
            *_carence(situation, bareme),
        ),
        key=lambda echeance: (echeance.date, echeance.type),
    )
    for e in echeances:
        if e.type == "versement":  # its amount has its own lines
            continue
        trace.ajouter("echeance", f"echeance.{e.code}", e.date, e.source, e.fiabilite, e.detail)
    return tuple(echeances)


def _signatures(situation: Situation) -> Iterator[Echeance]:
    yield _echeance(situation.signature, "signature", "signature", REGLE_CITEE)


def _annees(choisie: OptionEstimee, propre: OptionEstimee) -> Iterator[Echeance]:
    """Anniversaries and payments: the contract as held, then the option considered."""
    passees = [annee for annee in propre.annees if annee.periode != A_VENIR]
    a_venir = [annee for annee in choisie.annees if annee.periode == A_VENIR]
    for annee in (*passees, *a_venir):
        if annee.annee > 1:
            yield _echeance(
                annee.debut, "anniversaire", "anniversaire", REGLE_CITEE, {"annee": annee.annee}
            )
        yield from _versements(annee)


def _versements(annee: AnneeContrat) -> Iterator[Echeance]:
    """Payments on the last day of their window, with the mark of their amount: the days are official."""
    certitude = annee.certitude
    for versement in annee.versements:
        detail = {
            "annee": annee.annee,
            "montant": versement.montant,
            "certitude": GARANTI if versement.nature == ACOMPTE else certitude,
            "au_plus_tot": versement.au_plus_tot,
            "au_plus_tard": versement.au_plus_tard,
        }
        code = f"versement.{versement.nature}"
        jour = versement.au_plus_tard
        yield Echeance(jour, "versement", code, annee.source, annee.fiabilite, detail)


def _objectif(situation: Situation, bareme: Bareme, choisie: OptionEstimee) -> Iterator[Echeance]:
    objectif = choisie.objectif
    if objectif.regle != REGLE_NOUVEL_INSTALLE:
        regle = regle_de_l_annee(situation, objectif, objectif.echeance)
        code = "objectif.maintien" if regle in (REGLE_65, REGLE_P95) else "objectif"
        yield _echeance(objectif.echeance, "objectif", code, LU_A_L_ANNIVERSAIRE)
        return
    delai = bareme.parametre("nouvel_installe_second_delai_mois")
    yield _echeance(objectif.echeance, "objectif", "objectif.p50", REGLE_CITEE)
    second = ajouter_mois(objectif.echeance, int(delai.valeur))
    yield _echeance(second, "objectif", "objectif.second", delai)


def _fin(situation: Situation, bareme: Bareme, propre: OptionEstimee) -> Iterator[Echeance]:
    """Term of the 5 years and what prolongs it; of the 10 once prolonged."""
    signature = situation.signature
    duree, prolongation = (
        bareme.entier("duree_contrat_mois"),
        bareme.entier("duree_prolongation_mois"),
    )
    terme = ajouter_mois(signature, duree)
    tacite = bareme.parametre("reconduction_tacite")
    if tacite.valeur:
        yield _echeance(terme, "reconduction", "reconduction", tacite)
    else:
        yield _echeance(veille(terme), "prolongation", "prolongation", tacite)
    prolonge = propre.annees[-1].annee > duree // 12
    fin = ajouter_mois(signature, duree + prolongation) if prolonge else terme
    code = "fin_contrat.prolonge" if prolonge else "fin_contrat"
    yield _echeance(veille(fin), "fin_contrat", code, bareme.parametre("duree_contrat_mois"))


def _embauche(situation: Situation, referentiel: Referentiel) -> Iterator[Echeance]:
    """Training of the assistant, and the window in which a leaving secretary must be replaced.

    The delay is that in force on the hiring day; without it, signature stands for it (hypothese).
    """
    embauche = situation.date_embauche or situation.signature
    supposee = situation.date_embauche is None
    try:
        bareme = referentiel.bareme_at(embauche)
    except AvantPremierBareme:  # hired before the aid existed: taken as under its first rule
        bareme, supposee = referentiel.baremes[0], True
    if not situation.assistant_qualifie:
        delai = _supposer(bareme.parametre("formation_mois"), supposee)
        detail = {"embauche": embauche, "mois": delai.valeur}
        jour = ajouter_mois(embauche, int(delai.valeur))
        yield _echeance(jour, "formation", "formation", delai, detail)
    if situation.secretariat != "sans-objet":
        fenetre = _supposer(bareme.parametre("secretariat_fenetre_mois"), supposee)
        detail = {"embauche": embauche}
        mois = int(fenetre.valeur)
        for code, sens in (("secretariat.debut", -mois), ("secretariat.fin", mois)):
            yield _echeance(ajouter_mois(embauche, sens), "secretariat", code, fenetre, detail)


def _supposer(cellule: Cellule, supposee: bool) -> Cellule:
    """A delay counted from a supposed day is no surer than that day."""
    return replace(cellule, fiabilite=HYPOTHESE) if supposee else cellule


def _carence(situation: Situation, bareme: Bareme) -> Iterator[Echeance]:
    if situation.contrat == TERMINE:
        delai = bareme.parametre("carence_mois")
        jour = ajouter_mois(situation.contrat_fin, int(delai.valeur))
        yield _echeance(jour, "carence", "carence", delai)
