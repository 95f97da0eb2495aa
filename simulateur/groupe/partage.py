"""Who receives and pays what: each doctor alone, the company's members, an assistant held by halves."""

from typing import Any

from eligibility.regles.calendrier import A_VENIR
from eligibility.regles.estimation import Estimation
from eligibility.regles.groupe.estimation import EstimationGroupe
from eligibility.regles.vocabulaire import NON_ELIGIBLE
from simulateur.textes.ecriture import euros, euros_ronds

TIRET = "–"
DEMI = "0.5"


def option_seul(e: Estimation) -> str:
    """The option that a doctor would hold alone."""
    situation = e.situation
    return situation.contrat_option if situation.suit_un_contrat else situation.option


def annees_seuls(e: EstimationGroupe) -> list[dict[str, Any]]:
    """Each doctor's aid year after year, those who cannot sign left out; years of each one's own contract."""
    lignes = []
    for membre in e.membres:
        seul = membre.individuel
        if seul.verdict == NON_ELIGIBLE and not seul.situation.suit_un_contrat:
            continue
        annees = [
            (annee.annee, TIRET if annee.montant is None else euros(annee.montant))
            for annee in seul.option(option_seul(seul)).annees
            if annee.periode == A_VENIR
        ][:5]
        lignes.append({"nom": membre.membre.nom, "annees": annees, "vides": range(5 - len(annees))})
    return lignes


def a_parts_egales(e: EstimationGroupe) -> list[dict[str, str]]:
    """What each of those who join would pay, shared equally: the CPAM stays out of it."""
    combien = len(e.collectif.adherents)
    if not combien or not e.cout:
        return []
    return [
        {
            "annee": f"Année {annee.annee}",
            "reste": TIRET if annee.reste is None else euros_ronds(annee.reste),
            "chacun": TIRET if annee.reste is None else euros_ronds(annee.reste / combien),
        }
        for annee in e.cout
    ]


def demis(e: EstimationGroupe) -> list[dict[str, str]]:
    """Two doctors or more who may each hold a half-time: what each receives, pays, and keeps to pay."""
    pris = [
        (membre.membre.nom, choix)
        for membre in e.membres
        for choix in membre.choix
        if choix.option == DEMI and choix.cout is not None
    ]
    if len(pris) < 2:
        return []
    return [
        {
            "nom": nom,
            "aide": euros_ronds(choix.aide),
            "cout": euros_ronds(choix.cout),
            "reste": euros_ronds(choix.cout - choix.aide),
        }
        for nom, choix in pris
    ]
