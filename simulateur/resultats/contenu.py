"""What every rendering of a result shows, the page as well as the printed sheet."""

from simulateur.textes.ecriture import date_en_lettres, euros

from . import courbe, cout
from .comparaison import comparer
from .contrat import contrat
from .engagement import engagement
from .lecture import Resultat
from .presentation import Presentation
from .recapitulatif import chiffres_donnes, recapitulatif
from .refus import deblocages
from .suivi import suivi
from .tranches import tranches


def contenu(resultat: Resultat) -> dict:
    """The parts of a result, in words, by the name that templates give them."""
    estimation, option = resultat.estimation, resultat.estimation.choisie
    presentation = Presentation(estimation, resultat.referentiel)
    return {
        "estimation": estimation,
        "p": presentation,
        "fictif": resultat.fictif,
        "verdict": presentation.verdict(),
        "annees": presentation.annees(),
        "total": euros(option.total_a_venir if presentation.avenant else option.total),
        "total_libelle": presentation.total_libelle(),
        "total_a_venir": euros(option.total_a_venir)
        if option.total_a_venir != option.total and not presentation.avenant
        else "",
        "indicatif": estimation.verdict == "non_eligible",
        "deblocages": deblocages(resultat.adresse, estimation),
        "comparaison": comparer(resultat),
        "engagement": engagement(estimation),
        "contrat": contrat(estimation),
        "tranches": tranches(estimation),
        "suivi": suivi(resultat),
        "courbe": courbe.presenter(estimation),
        "cout": cout.presenter(estimation),
        "graphique_du_cout": cout.graphique(estimation),
        "echeances": presentation.echeances(),
        "questions": presentation.questions(),
        "recapitulatif": recapitulatif(resultat.adresse, estimation),
        "chiffres_donnes": chiffres_donnes(resultat.adresse),
        "bareme_date": date_en_lettres(estimation.bareme.date_effet),
        "aujourdhui": date_en_lettres(resultat.lecture.aujourdhui),
    }
