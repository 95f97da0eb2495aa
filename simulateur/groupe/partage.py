"""Who receives and pays what: each doctor alone, the company's members, an assistant held by halves."""

from typing import Any

from eligibility.regles.calendrier import A_VENIR
from eligibility.regles.groupe.estimation import EstimationGroupe
from eligibility.regles.vocabulaire import NON_ELIGIBLE
from simulateur.textes.ecriture import euros, euros_ronds

TIRET = "–"


def annees_seuls(e: EstimationGroupe) -> list[dict[str, Any]]:
    """Each doctor's aid year after year, those who cannot sign left out; years of each one's own contract."""
    lignes = []
    for membre in e.membres:
        seul = membre.individuel
        if seul.verdict == NON_ELIGIBLE and not seul.situation.suit_un_contrat:
            continue
        annees = [
            (annee.annee, TIRET if annee.montant is None else euros(annee.montant))
            for annee in seul.option(membre.option).annees
            if annee.periode == A_VENIR
        ][:5]
        lignes.append({"nom": membre.membre.nom, "annees": annees, "vides": range(5 - len(annees))})
    return lignes


def a_parts_egales(e: EstimationGroupe) -> list[dict[str, str]]:
    """What each of those who join would pay, shared equally: the CPAM stays out of it."""
    return [
        {
            "annee": f"Année {part.annee}",
            "reste": TIRET if part.reste is None else euros_ronds(part.reste),
            "chacun": TIRET if part.chacun is None else euros_ronds(part.chacun),
        }
        for part in e.bilan.parts
    ]


def demis(e: EstimationGroupe) -> list[dict[str, str]]:
    """Doctors who may each hold a half-time: what each receives, pays, and keeps to pay."""
    return [
        {
            "nom": e.membres[demi.rang].membre.nom,
            "aide": euros_ronds(demi.aide),
            "cout": euros_ronds(demi.cout),
            "reste": euros_ronds(demi.reste),
        }
        for demi in e.bilan.demis
    ]
