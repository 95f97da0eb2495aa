"""La géométrie du graphique des années : des montants vers des rectangles, sans aucune règle.

Les unités sont celles du viewBox. Une rangée tient cinq années, pour rester lisible à 320 px ;
un contrat prolongé fait une deuxième rangée, à la même échelle que la première.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

PAS = 68
LARGEUR_BARRE = 46
HAUT = 22
HAUTEUR_BARRES = 120
AXE = HAUT + HAUTEUR_BARRES
HAUTEUR = AXE + 40
HAUTEUR_VIDE = 18
ANNEES_PAR_RANGEE = 5


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


@dataclass(frozen=True, slots=True)
class Barre:
    libelle: str
    precision: str
    texte: str
    x: int
    milieu: int
    y: int
    largeur: int
    hauteur: int
    y_certain: int
    hauteur_certaine: int
    y_texte: int
    vide: bool

    @property
    def hauteur_incertaine(self) -> int:
        return self.hauteur - self.hauteur_certaine


@dataclass(frozen=True, slots=True)
class Rangee:
    barres: tuple[Barre, ...]
    description: str
    largeur: int = PAS * ANNEES_PAR_RANGEE
    hauteur: int = HAUTEUR
    y_axe: int = AXE
    y_libelle: int = AXE + 17
    y_precision: int = AXE + 33


@dataclass(frozen=True, slots=True)
class Graphique:
    rangees: tuple[Rangee, ...]

    @property
    def incertain(self) -> bool:
        """Vrai s'il y a des hachures, donc une légende à montrer."""
        return any(b.hauteur_incertaine for r in self.rangees for b in r.barres if not b.vide)


def graphique(annees: Sequence[Annee]) -> Graphique:
    """Les rangées de barres de ces années, toutes à l'échelle du plus grand montant."""
    plafond = max((a.montant for a in annees if a.montant), default=Decimal(1))
    rangees = (
        annees[debut : debut + ANNEES_PAR_RANGEE]
        for debut in range(0, len(annees), ANNEES_PAR_RANGEE)
    )
    return Graphique(tuple(_rangee(rangee, plafond) for rangee in rangees))


def _rangee(annees: Sequence[Annee], plafond: Decimal) -> Rangee:
    return Rangee(
        barres=tuple(_barre(annee, rang, plafond) for rang, annee in enumerate(annees)),
        description=" ; ".join(f"{a.libelle} : {a.texte}" for a in annees) + ".",
    )


def _barre(annee: Annee, rang: int, plafond: Decimal) -> Barre:
    vide = annee.montant is None
    hauteur = HAUTEUR_VIDE if vide else _hauteur(annee.montant, plafond)
    certain = annee.montant if annee.certain is None else min(annee.certain, annee.montant or 0)
    certaine = 0 if vide else _hauteur(certain, plafond)
    milieu = rang * PAS + PAS // 2
    return Barre(
        libelle=annee.libelle,
        precision=annee.precision,
        texte=annee.texte,
        x=milieu - LARGEUR_BARRE // 2,
        milieu=milieu,
        y=AXE - hauteur,
        largeur=LARGEUR_BARRE,
        hauteur=hauteur,
        y_certain=AXE - certaine,
        hauteur_certaine=certaine,
        y_texte=AXE - hauteur - 6,
        vide=vide,
    )


def _hauteur(montant: Decimal, plafond: Decimal) -> int:
    """En unités entières ; un montant positif se voit toujours."""
    if montant <= 0:
        return 0
    return max(1, round(montant * HAUTEUR_BARRES / plafond))
