"""Les graphiques de `/style/`, sur les montants inventés des autres composants."""

from collections.abc import Sequence
from decimal import Decimal

from simulateur.resultats.graphiques import Annee, graphique
from simulateur.resultats.graphiques import cout as graphique_du_cout
from simulateur.resultats.graphiques.courbe import Courbe, Echelle, Repere, Sommet, courbe
from simulateur.textes.ecriture import euros, nombre

ANNEES_1_ETP = [38_000, 28_000, 22_000, 22_000, 22_000]
COUTS = [29_000, 30_000, 30_000, 32_000, 32_000]
RIEN, PLEIN = Decimal(0), Decimal(22_000)


def somme(valeur: int) -> str:
    return euros(Decimal(valeur))


def graphiques() -> dict:
    """Les trois dessins : les années, le reste à payer, l'aide selon la patientèle."""
    depart, objectif = (
        Repere(1_300, "départ", nombre(1_300)),
        Repere(1_500, "objectif", nombre(1_500)),
    )
    palier = [Sommet(0, RIEN, RIEN), Sommet(1_299, RIEN, RIEN)]
    montee = [
        Sommet(1_300, RIEN, RIEN),
        Sommet(1_400, PLEIN / 2, PLEIN / 2),
        Sommet(1_500, PLEIN, PLEIN),
    ]
    return {
        "graphique_certain": _annees(ANNEES_1_ETP),
        "graphique_incertain": _annees(ANNEES_1_ETP, [38_000, 28_000, 11_000, 0, 0]),
        "graphique_prolonge": _annees(
            [36_000, 27_000, None, 21_000, 22_000, 22_000, 22_000, 22_000]
        ),
        "graphique_du_cout": graphique_du_cout.graphique("reste à payer", _couts()),
        "courbe_connue": _courbe([*palier, *montee], [depart, objectif], 1_400),
        "courbe_inconnue": _courbe([*palier, Sommet(1_300, RIEN, PLEIN)], [depart]),
    }


def _annees(montants: Sequence[int | None], certains: Sequence[int | None] | None = None):
    certains = certains or montants
    return graphique(
        [
            Annee(
                libelle=f"Année {rang}",
                precision=f"12/{2025 + rang}",
                texte="à compléter" if montant is None else somme(montant),
                montant=None if montant is None else Decimal(montant),
                certain=None if certain is None else Decimal(certain),
            )
            for rang, (montant, certain) in enumerate(zip(montants, certains, strict=True), 1)
        ]
    )


def _couts() -> list[graphique_du_cout.Annee]:
    return [
        graphique_du_cout.Annee(
            f"Année {rang}",
            somme(cout - aide),
            Decimal(cout),
            Decimal(aide),
            certain=Decimal(aide if rang <= 2 else 0),
        )
        for rang, (cout, aide) in enumerate(zip(COUTS, ANNEES_1_ETP, strict=True), 1)
    ]


def _courbe(sommets: list[Sommet], reperes: list[Repere], ici: int | None = None) -> Courbe:
    return courbe(
        sommets,
        Echelle(PLEIN, somme(22_000), "rien"),
        reperes,
        None if ici is None else Repere(ici, "votre chiffre"),
    )
