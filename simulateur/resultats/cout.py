"""« Ce qu'il vous reste à payer »: the employer's cost of the chosen option, year after year."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from eligibility.regles.calendrier import A_VENIR
from eligibility.regles.cout import AnneeCout, Cout
from eligibility.regles.estimation import Estimation
from simulateur.textes import cout as textes
from simulateur.textes.ecriture import date_en_lettres, euros, euros_ronds, nombre

from .graphiques import cout as graphiques


def presenter(e: Estimation) -> dict:
    """What the section shows; without any figure, the sentence that says why."""
    cout = e.cout
    if cout is None:
        return {"annees": [], "absence": textes.NON_CALCULE, "hypotheses": []}
    # Another option than the one held: a year already open was not paid that way.
    avenant = e.situation.suit_un_contrat and not e.situation.tient(e.situation.option)
    pour_memoire = {a.annee for a in e.choisie.annees if avenant and a.periode != A_VENIR}
    repere = ""
    if cout.repere_cnam is not None:
        repere = textes.REPERE_CNAM.format(repere=nombre(cout.repere_cnam))
    return {
        "annees": [
            {**_annee(annee), "pour_memoire": annee.annee in pour_memoire} for annee in cout.annees
        ],
        "absence": "",
        "formation": _formation(cout),
        "avec_frais": any(annee.autres_frais for annee in cout.annees),
        "avec_actes": any(annee.actes_par_jour is not None for annee in cout.annees),
        "hypotheses": [textes.hypothese(hypothese) for hypothese in cout.hypotheses],
        "repere": repere,
        "honoraires_bruts": textes.HONORAIRES_BRUTS,
        "parametres": date_en_lettres(date.fromisoformat(cout.parametres)),
    }


def _formation(cout: Cout) -> str:
    """What the hours of training weigh in the first year; empty when they weigh nothing there."""
    bornes = next((annee.dont_formation for annee in cout.annees if annee.dont_formation), None)
    if bornes is None:
        return ""
    courte, longue = map(euros, bornes)
    somme = courte if courte == longue else textes.DE_A.format(courte=courte, longue=longue)
    return textes.FORMATION.format(somme=somme)


def graphique(e: Estimation) -> graphiques.Graphique | None:
    """The same years, drawn: how much of the cost the aid covers; None without any."""
    if e.cout is None or not e.cout.annees:
        return None
    assures = {annee.annee: annee.montant_assure for annee in e.choisie.annees}
    return graphiques.graphique(
        textes.RESTE,
        [
            graphiques.Annee(
                f"Année {annee.annee}",
                _ou_tiret(annee.reste, euros_ronds),
                annee.cout_total,
                annee.aide,
                certain=assures[annee.annee],
            )
            for annee in e.cout.annees
        ],
    )


def _annee(annee: AnneeCout) -> dict:
    """What is estimated, to the euro; the aid and what the doctor typed, as they are."""
    return {
        "libelle": f"Année {annee.annee}",
        "cout": euros_ronds(annee.cout_employeur),
        "taxe": euros_ronds(annee.taxe_salaires),
        "frais": euros(annee.autres_frais),
        "aide": _ou_tiret(annee.aide, euros),
        "reste": _ou_tiret(annee.reste, euros_ronds),
        "actes": _actes(annee),
    }


def _ou_tiret(montant: Decimal | None, ecrire: Callable[[Decimal], str]) -> str:
    return "–" if montant is None else ecrire(montant)


def _actes(annee: AnneeCout) -> str:
    """A day and a week; « 0 » where the aid covers the cost."""
    if annee.actes_par_jour is None:
        return "–"
    return f"{nombre(annee.actes_par_jour)} par jour, {nombre(annee.actes_par_semaine)} par semaine"
