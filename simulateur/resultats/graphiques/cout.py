"""Le graphique du reste à payer : chaque année, le coût est un cadre que l'aide remplit.

Ce qui est sûr est plein, ce qui dépend de l'objectif haché ; le vide est ce qui reste à payer. Une aide
plus grande que le coût sort du cadre, après une coupure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from .traits import Mot, mot, rectangle

LARGEUR = 340
GAUCHE = 66  # la place de « Année 10 »
SIGNE = 7  # la largeur d'un chiffre
HAUT = 28
PAS = 32
EPAISSEUR = 18
LETTRES = 14  # du haut de la barre au pied des lettres
COUPURE, DEBORD = 3, 4


@dataclass(frozen=True, slots=True)
class Annee:
    """Ce qu'il faut dessiner d'une année, `texte` étant le reste ; les textes sont déjà mis en forme.

    `certain` : la part de l'aide qui ne dépend de rien. Sans aide connue, seul le coût se dessine.
    """

    libelle: str
    texte: str
    cout: Decimal
    aide: Decimal | None
    certain: Decimal | None


@dataclass(frozen=True, slots=True)
class Graphique:
    """Les tracés de toutes les années, d'un coup ; `vides` : les coûts dont l'aide n'est pas connue."""

    cadres: str
    vides: str
    pleins: str
    haches: str
    coupures: str
    mots: tuple[Mot, ...]
    description: str
    vue: str


def graphique(titre: str, annees: Sequence[Annee]) -> Graphique:
    """Une ligne par année, toutes à l'échelle du plus grand coût ou de la plus grande aide.

    `titre` : ce que dit la colonne de droite.
    """
    droite = LARGEUR - SIGNE * (max(len(a.texte) for a in annees) + 1)
    plafond = max(max(a.cout, a.aide or 0) for a in annees) or Decimal(1)
    traces = dict.fromkeys(("cadres", "vides", "pleins", "haches", "coupures"), "")
    mots = [mot(LARGEUR, LETTRES, "fin", titre)]
    for rang, annee in enumerate(annees):
        y = HAUT + rang * PAS
        cout, aide, certain = (
            round(montant * (droite - GAUCHE) / plafond)
            for montant in (annee.cout, annee.aide or 0, annee.certain or 0)
        )
        mots.append(mot(0, y + LETTRES, "debut", annee.libelle))
        mots.append(mot(LARGEUR, y + LETTRES, "fin valeur", annee.texte))
        cadre = "vides" if annee.aide is None else "cadres"
        traces[cadre] += rectangle(GAUCHE, y, cout, EPAISSEUR)
        if certain:
            traces["pleins"] += rectangle(GAUCHE, y, certain, EPAISSEUR)
        if aide > certain:
            traces["haches"] += rectangle(GAUCHE + certain, y, aide - certain, EPAISSEUR)
        if aide > cout:
            hauteur = EPAISSEUR + 2 * DEBORD
            traces["coupures"] += rectangle(GAUCHE + cout, y - DEBORD, COUPURE, hauteur)
    return Graphique(
        **traces,
        mots=tuple(mots),
        description=f"{titre} : " + " ; ".join(f"{a.libelle} : {a.texte}" for a in annees) + ".",
        vue=f"0 0 {LARGEUR} {HAUT + PAS * len(annees) - (PAS - EPAISSEUR) + DEBORD}",
    )
