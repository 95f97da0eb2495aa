"""La courbe de l'aide selon la patientèle : des points calculés vers des tracés.

Ce qui est sûr est un trait plein sur une ombre, ce qui n'est que probable un trait tireté, ce que
personne ne sait une surface hachée entre le moins et le plus.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from .traits import Mot, ligne, mot, surface

LARGEUR = 320
GAUCHE = 62  # la place de « 38 000 € »
DROITE = LARGEUR - 4
HAUT = 28
AXE = HAUT + 104
HAUTEUR, MILIEU = AXE + 44, (HAUT + AXE) // 2
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
    places = [plan.placer(s) for s in sommets if s.patients > plan.debut]
    places.insert(0, plan.placer(sommets[0])._replace(x=GAUCHE))
    places.append(places[-1]._replace(x=DROITE))
    traits = {SUR: "", PROBABLE: "", INCONNU: ""}
    mots = [
        mot(GAUCHE - 6, HAUT + 5, "fin valeur", echelle.haut),
        mot(GAUCHE - 6, AXE + 4, "fin", echelle.bas),
    ]
    haches = ""
    for genre, pieces in groupby(pairwise(places), _genre):
        debuts, fins = zip(*pieces, strict=True)
        bout = (debuts[0], *fins)
        traits[genre] += ligne((p.x, p.bas) for p in bout)
        if genre == INCONNU:
            haches += surface([*((p.x, p.haut) for p in bout), *((p.x, p.bas) for p in bout[::-1])])
            mots.append(mot((bout[0].x + bout[-1].x) // 2, MILIEU + 9, "question", "?"))
    xs = [plan.x(repere.patients) for repere in reperes]
    mots += _mots(xs, reperes)
    pastille = None
    if ici is not None:
        place = plan.placer(next(s for s in sommets if s.patients == ici.patients))
        pastille = _pastille(place)
        mots.append(_mots_ici(place, ici.libelle))
    return Courbe(
        "".join(f"M{x} {HAUT}V{AXE}" for x in xs) + f"M{GAUCHE} {HAUT}H{DROITE}",
        "".join(f"M{x} {AXE}v6" for x in xs) + f"M{GAUCHE} {AXE}H{DROITE}",
        surface([(GAUCHE, AXE), *((p.x, p.bas) for p in places), (DROITE, AXE)]),
        haches,
        traits[SUR],
        traits[PROBABLE],
        pastille,
        tuple(mots),
    )


class _Place(NamedTuple):
    """Un sommet dans le dessin : `bas` et `haut` sont les ordonnées du moins et du plus."""

    x: int
    bas: int
    haut: int
    connu: bool
    probable: bool


class _Plan(NamedTuple):
    """Du nombre de patients et des € aux unités du dessin."""

    debut: int
    fin: int
    maximal: Decimal

    def x(self, patients: int) -> int:
        return GAUCHE + (patients - self.debut) * (DROITE - GAUCHE) // (self.fin - self.debut)

    def y(self, montant: Decimal) -> int:
        return AXE - round(montant * (AXE - HAUT) / self.maximal)

    def placer(self, sommet: Sommet) -> _Place:
        bas, connu = self.y(sommet.mini), sommet.mini == sommet.maxi
        haut = bas if connu else self.y(sommet.maxi)
        return _Place(self.x(sommet.patients), bas, haut, connu, sommet.probable)


def _bornes(sommets: Sequence[Sommet], bas: int, haut: int) -> tuple[int, int]:
    """Les niveaux des deux bords : de quoi voir les repères, et la pente qui y mène s'il y en a une."""
    avant = {(s.mini, s.maxi) for s in sommets if s.patients < bas}
    marge = max(1, haut - bas or haut // 10)
    debut = max(0, bas - marge) if len(avant) < 2 else 0
    return debut, haut + max(marge, (haut - debut) // 4)


def _genre(piece: tuple[_Place, _Place]) -> str:
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


def _pastille(place: _Place) -> Pastille:
    rayon = RAYON if place.connu else RAYON_DU_TRAIT
    hauteur = place.bas - place.haut + 2 * rayon
    return Pastille(str(place.x - rayon), str(place.haut - rayon), str(2 * rayon), str(hauteur))


def _mots_ici(place: _Place, mots: str) -> Mot:
    """À gauche du point, où la courbe est plus bas ; à droite s'ils n'y tiennent pas."""
    x, y = place.x, place.haut - ECART_DES_MOTS
    if x > LARGEUR_DES_MOTS:
        return mot(x - ECART_DES_MOTS, y, "fin halo", mots)
    return mot(x + ECART_DES_MOTS, y, "debut halo", mots)
