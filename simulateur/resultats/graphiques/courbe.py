"""La courbe de l'aide selon la patientèle : des points calculés vers des tracés.

Ce qui est sûr est un trait plein sur une ombre, ce qui n'est que probable un trait tireté, ce que
personne ne sait une surface hachée entre le moins et le plus.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from .traits import Mot, Point, ligne, mot, surface

LARGEUR = 320
GAUCHE = 62  # la place de « 38 000 € »
DROITE = LARGEUR - 4
HAUT = 28
AXE = HAUT + 104
HAUTEUR = AXE + 44
# Deux repères plus proches que cela écrivent leurs mots de part et d'autre.
ENTRE_REPERES = 76
RAYON, RAYON_DU_TRAIT = 6, 3
# « vous êtes ici », à côté de son point.
LARGEUR_DES_MOTS, ECART_DES_MOTS = 112, 11
SUR, PROBABLE, INCONNU = "sur", "probable", "inconnu"


class Sommet(NamedTuple):
    """Un tournant de la courbe, en patients et en € ; `probable` : vaut jusqu'au suivant."""

    patients: int
    mini: Decimal
    maxi: Decimal
    probable: bool = False

    @property
    def connu(self) -> bool:
        return self.mini == self.maxi


class Repere(NamedTuple):
    """Un niveau nommé sous l'axe, ou sur la courbe pour « vous êtes ici » (sans `texte`)."""

    patients: int
    libelle: str
    texte: str = ""


class Echelle(NamedTuple):
    """Le montant du haut du dessin, en mots ; le bas est à zéro."""

    maximal: Decimal
    haut: str
    bas: str


class Pastille(NamedTuple):
    """Le point où l'on est ; là où la courbe n'est pas connue, un trait fin du plus au moins."""

    x: str
    y: str
    largeur: str
    hauteur: str


@dataclass(frozen=True, slots=True)
class Courbe:
    """`axe` porte les encoches des repères, `filets` les prolonge jusqu'en haut."""

    filets: str
    axe: str
    ombre: str
    haches: str
    traits: str
    probables: str
    ici: Pastille | None
    mots: tuple[Mot, ...]
    vue: str = f"0 0 {LARGEUR} {HAUTEUR}"


def courbe(
    sommets: Sequence[Sommet], echelle: Echelle, reperes: Sequence[Repere], ici: Repere | None
) -> Courbe:
    """Le dessin de ces sommets : le premier est à zéro patient, rien ne change après le dernier.

    `reperes`, au moins un, est par nombre de patients ; `ici` est à l'un des sommets.
    """
    nommes = [r.patients for r in reperes] + ([] if ici is None else [ici.patients])
    plan = _Plan(*_bornes(sommets, min(nommes), max(nommes)), echelle.maximal)
    vus = [
        sommets[0]._replace(patients=plan.debut),
        *(s for s in sommets if s.patients > plan.debut),
        sommets[-1]._replace(patients=plan.fin),
    ]
    traits = {SUR: "", PROBABLE: "", INCONNU: ""}
    mots = [
        mot(GAUCHE - 6, HAUT + 5, "fin valeur", echelle.haut),
        mot(GAUCHE - 6, AXE + 4, "fin", echelle.bas),
    ]
    haches = ""
    for genre, pieces in groupby(pairwise(vus), _genre):
        debuts, fins = zip(*pieces, strict=True)
        bout = (debuts[0], *fins)
        traits[genre] += ligne(map(plan.bas, bout))
        if genre == INCONNU:
            haches += surface([*map(plan.haut, bout), *map(plan.bas, reversed(bout))])
            milieu = (plan.x(bout[0].patients) + plan.x(bout[-1].patients)) // 2
            mots.append(mot(milieu, (HAUT + AXE) // 2 + 9, "question", "?"))
    xs = [plan.x(repere.patients) for repere in reperes]
    pastille, legende = _ici(plan, vus, ici) if ici else (None, ())
    return Courbe(
        "".join(f"M{x} {HAUT}V{AXE}" for x in xs) + f"M{GAUCHE} {HAUT}H{DROITE}",
        "".join(f"M{x} {AXE}v6" for x in xs) + f"M{GAUCHE} {AXE}H{DROITE}",
        surface([(GAUCHE, AXE), *map(plan.bas, vus), (DROITE, AXE)]),
        haches,
        traits[SUR],
        traits[PROBABLE],
        pastille,
        (*mots, *_mots(xs, reperes), *legende),
    )


class _Plan(NamedTuple):
    """Du nombre de patients et des € aux unités du dessin."""

    debut: int
    fin: int
    maximal: Decimal

    def x(self, patients: int) -> int:
        return GAUCHE + (patients - self.debut) * (DROITE - GAUCHE) // (self.fin - self.debut)

    def y(self, montant: Decimal) -> int:
        return AXE - round(montant * (AXE - HAUT) / self.maximal)

    def bas(self, sommet: Sommet) -> Point:
        return self.x(sommet.patients), self.y(sommet.mini)

    def haut(self, sommet: Sommet) -> Point:
        return self.x(sommet.patients), self.y(sommet.maxi)


def _bornes(sommets: Sequence[Sommet], bas: int, haut: int) -> tuple[int, int]:
    """Les niveaux des deux bords : de quoi voir les repères, et la pente qui y mène s'il y en a une."""
    avant = {(s.mini, s.maxi) for s in sommets if s.patients < bas}
    marge = max(1, haut - bas or haut // 10)
    debut = max(0, bas - marge) if len(avant) < 2 else 0
    return debut, haut + max(marge, (haut - debut) // 4)


def _genre(piece: tuple[Sommet, Sommet]) -> str:
    debut, fin = piece
    if not (debut.connu and fin.connu):
        return INCONNU
    return PROBABLE if debut.probable else SUR


def _mots(xs: Sequence[int], reperes: Sequence[Repere]) -> list[Mot]:
    serre = len(xs) > 1 and xs[-1] - xs[0] < ENTRE_REPERES
    ancres = ("fin", "debut") if serre else ("milieu",) * len(xs)
    mots = []
    for x, repere, ancre in zip(xs, reperes, ancres, strict=True):
        mots.append(mot(x, AXE + 21, ancre, repere.libelle))
        mots.append(mot(x, AXE + 39, f"{ancre} valeur", repere.texte))
    return mots


def _ici(plan: _Plan, vus: Sequence[Sommet], ici: Repere) -> tuple[Pastille, tuple[Mot, ...]]:
    """Les mots vont à gauche du point, où la courbe est plus bas ; à droite s'ils n'y tiennent pas."""
    sommet = next(s for s in vus if s.patients == ici.patients)
    x, y = plan.haut(sommet)
    rayon = RAYON if sommet.connu else RAYON_DU_TRAIT
    hauteur = plan.y(sommet.mini) - y + 2 * rayon
    pastille = Pastille(str(x - rayon), str(y - rayon), str(2 * rayon), str(hauteur))
    a_gauche = x > LARGEUR_DES_MOTS
    x_mots = x - ECART_DES_MOTS if a_gauche else x + ECART_DES_MOTS
    mots = mot(x_mots, y - ECART_DES_MOTS, "fin halo" if a_gauche else "debut halo", ici.libelle)
    return pastille, (mots,)
