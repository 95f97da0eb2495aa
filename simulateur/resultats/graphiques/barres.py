"""Le graphique des années : une barre par année, ce qui est sûr plein, le reste haché.

Une rangée tient cinq années ; un contrat prolongé fait une deuxième rangée, à la même échelle.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from simulateur.textes.parcours import JUSQU_A

from .traits import Mot, mot, rectangle

PAS = 68
LARGEUR_BARRE = 46
HAUT = 22
HAUTEUR_BARRES = 120
AXE = HAUT + HAUTEUR_BARRES
HAUTEUR = AXE + 42
HAUTEUR_VIDE = 18
ANNEES_PAR_RANGEE = 5
LARGEUR = PAS * ANNEES_PAR_RANGEE
# Au-delà, deux montants voisins se toucheraient à 320 px.
SIGNES_PAR_MONTANT = 9


@dataclass(frozen=True, slots=True)
class Annee:
    """Ce qu'il faut dessiner d'une année ; les textes sont déjà mis en forme.

    `certain` est la part versée quels que soient les chiffres de suivi : par défaut, tout.
    Un montant absent (aucune case au barème) se dessine vide, jamais à zéro.
    """

    libelle: str
    texte: str
    montant: Decimal | None
    certain: Decimal | None = None
    precision: str = ""


class Barre(NamedTuple):
    x: int
    y: int
    hauteur: int
    hauteur_certaine: int
    vide: bool

    @property
    def hauteur_incertaine(self) -> int:
        return self.hauteur - self.hauteur_certaine


@dataclass(frozen=True, slots=True)
class Rangee:
    """`pleins`, `haches`, `vides` : les tracés de toutes les barres, d'un coup ; `rang` : « 1 », « 2 »."""

    rang: str
    barres: tuple[Barre, ...]
    pleins: str
    haches: str
    vides: str
    mots: tuple[Mot, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Graphique:
    rangees: tuple[Rangee, ...]
    vue: str = f"0 0 {LARGEUR} {HAUTEUR}"
    axe: str = f"M0 {AXE}h{LARGEUR}"

    @property
    def certain(self) -> bool:
        """Vrai s'il y a un aplat : la légende n'explique que ce qui est dessiné."""
        return any(rangee.pleins for rangee in self.rangees)

    @property
    def incertain(self) -> bool:
        """Vrai s'il y a des hachures, donc une légende à montrer."""
        return any(rangee.haches for rangee in self.rangees)


def graphique(annees: Sequence[Annee]) -> Graphique:
    """Les rangées de barres de ces années, toutes à l'échelle du plus grand montant."""
    plafond = max((a.montant for a in annees if a.montant), default=Decimal(1))
    serre = any(a.montant and len(a.texte) > SIGNES_PAR_MONTANT for a in annees)
    rangees = (
        annees[debut : debut + ANNEES_PAR_RANGEE]
        for debut in range(0, len(annees), ANNEES_PAR_RANGEE)
    )
    return Graphique(
        tuple(_rangee(str(n), rangee, plafond, serre) for n, rangee in enumerate(rangees, start=1))
    )


def _rangee(rang: str, annees: Sequence[Annee], plafond: Decimal, serre: bool) -> Rangee:
    barres = tuple(_barre(annee, rang, plafond) for rang, annee in enumerate(annees))
    pleins = haches = vides = ""
    mots = []
    for annee, barre in zip(annees, barres, strict=True):
        x, y, hauteur, certaine, vide = barre
        if vide:
            vides += rectangle(x, y, LARGEUR_BARRE, hauteur)
        elif barre.hauteur_incertaine:
            haches += rectangle(x, y, LARGEUR_BARRE, barre.hauteur_incertaine)
        if certaine:
            pleins += rectangle(x, AXE - certaine, LARGEUR_BARRE, certaine)
        milieu = x + LARGEUR_BARRE // 2
        texte = annee.texte.removesuffix("€").rstrip() if serre else annee.texte
        mots.append(mot(milieu, y - 6, "valeur", texte))
        mots.append(mot(milieu, AXE + 18, "libelle", annee.libelle))
        if annee.precision:
            mots.append(mot(milieu, AXE + 36, "sous", annee.precision))
    description = " ; ".join(f"{a.libelle} : {_dit(a)}" for a in annees) + "."
    return Rangee(rang, barres, pleins, haches, vides, tuple(mots), description)


def _dit(annee: Annee) -> str:
    """Ce que les hachures montrent, pour qui ne les voit pas : un maximum."""
    au_plus = (
        annee.montant is not None and annee.certain is not None and annee.certain < annee.montant
    )
    return (JUSQU_A if au_plus else "") + annee.texte


def _barre(annee: Annee, rang: int, plafond: Decimal) -> Barre:
    x = rang * PAS + (PAS - LARGEUR_BARRE) // 2
    if annee.montant is None:
        return Barre(x, AXE - HAUTEUR_VIDE, HAUTEUR_VIDE, 0, vide=True)
    hauteur = _hauteur(annee.montant, plafond)
    certain = annee.montant if annee.certain is None else min(annee.certain, annee.montant)
    return Barre(x, AXE - hauteur, hauteur, _hauteur(certain, plafond), vide=False)


def _hauteur(montant: Decimal, plafond: Decimal) -> int:
    """En unités entières ; un montant positif se voit toujours."""
    if montant <= 0:
        return 0
    return max(1, round(montant * HAUTEUR_BARRES / plafond))
