"""The main table of the sheet: the years of the option chosen, the other options beside them."""

from eligibility.regles.annees import AnneeContrat
from eligibility.regles.estimation import Estimation
from eligibility.regles.options import OptionEstimee
from simulateur.textes.ecriture import date_en_lettres, pourcentage
from simulateur.textes.suivi import INTERVALLE


def tableau(e: Estimation, comparaison: dict, annees: list[dict]) -> dict:
    """The rows of the comparison, its years with their date, barème, rate and mark.

    `annees`: years of the option chosen, as the result's page writes them.
    """
    # An option may begin later than another, but a contract year is the same for all.
    calendrier = {annee.annee: annee for option in e.options for annee in option.annees}
    choisies = {
        annee.annee: {**ecrite, "taux": _taux(annee)}
        for annee, ecrite in zip(e.choisie.annees, annees, strict=True)
    }
    lignes = comparaison["lignes"]
    return {
        "colonnes": comparaison["colonnes"],
        "annees": [
            {
                "annee": choisies.get(numero),
                "debut": date_en_lettres(calendrier[numero].debut),
                "bareme": calendrier[numero].bareme,
                **ligne,
            }
            for numero, ligne in zip(sorted(calendrier), lignes, strict=False)
        ],
        "sommes": lignes[len(calendrier) :],
        "sources": [_sources(option) for option in e.options],
    }


def par_tranche(tranches: dict) -> dict:
    """The bands still possible, one a row; what the first column says is in the main table."""
    lignes = tranches["lignes"]
    return {
        "titres": [ligne["libelle"] for ligne in lignes],
        "lignes": [
            {"tranche": tranche, "cellules": [ligne["cellules"][rang] for ligne in lignes]}
            for rang, tranche in enumerate(tranches["colonnes"])
            if rang and lignes
        ],
    }


def _taux(annee: AnneeContrat) -> str:
    if annee.montant is None:
        return ""
    if annee.taux is None:
        return INTERVALLE.format(mini=pourcentage(annee.taux_min), maxi=pourcentage(annee.taux_max))
    return pourcentage(annee.taux)


def _sources(option: OptionEstimee) -> dict[str, list[str]]:
    """Where the amounts of an option come from: the marks of each source, each once."""
    marques: dict[str, list[str]] = {}
    for annee in option.annees:
        citees = marques.setdefault(annee.source, [])
        if annee.fiabilite not in citees:
            citees.append(annee.fiabilite)
    return marques
