"""Which points no other betters, « more is better » on every coordinate."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import ge, itemgetter

# Eight figures (plafond, marge, acquis, acquis_fa, lies, argent, patients, risque), then whatever goes
# with them.
Point = tuple
FIGURES = 8
ESCALIERS = 64
INFINI = float("inf")
Marches = list[tuple[int, int]]


def meilleurs(points: Iterable[tuple]) -> list[tuple]:
    """The points that none betters on their first three coordinates, the best on the first one first.

    One of each worth and kind, the fourth coordinate: the one whose fifth is the highest.
    """
    marches: Marches = []
    gardes: list[tuple] = []
    for point in sorted(points, key=itemgetter(0, 1, 2, 3, 4), reverse=True):
        if _poser(marches, -point[1], point[2]) or (
            gardes and gardes[-1][:3] == point[:3] and gardes[-1][3] != point[3]
        ):
            gardes.append(point)
    return gardes


def elaguer(points: list[Point]) -> list[Point]:
    """The points that none betters on their eight figures; one of each worth.

    By decreasing first figure, each is compared with staircases of two others, one for each value of those
    left: the three figures that differ most come first, so that the staircases are few. When they are
    many all the same, only with the first ones and its own: some points remain that another betters.
    """
    if len(points) < 2:
        return points
    valeurs = [len({point[i] for point in points}) for i in range(FIGURES)]
    ordre = sorted(range(FIGURES), key=lambda i: -valeurs[i])
    ordre = ordre[:3] + [i for i in ordre[3:] if valeurs[i] > 1]
    points.sort(key=itemgetter(*ordre), reverse=True)
    _, y, z, *autres = ordre
    cle = _cle(autres)
    communs: dict[tuple[int, ...], Marches] = {}
    au_dessus: dict[tuple[int, ...], list[Marches]] = {}
    gardes = []
    for point in points:
        ici = cle(point)
        if ici not in au_dessus:
            nouveau: Marches = []
            au_dessus[ici] = [nouveau] + [
                marches for autre, marches in communs.items() if _au_moins(autre, ici)
            ]
            if len(communs) < ESCALIERS:
                for autre, plus_hauts in au_dessus.items():
                    if autre != ici and _au_moins(ici, autre):
                        plus_hauts.append(nouveau)
                communs[ici] = nouveau
        place, hauteur = (-point[y], INFINI), point[z]
        for marches in au_dessus[ici]:
            rang = bisect_right(marches, place)
            if rang and marches[rang - 1][1] >= hauteur:
                break
        else:
            _poser(au_dessus[ici][0], -point[y], hauteur)
            gardes.append(point)
    return gardes


def _au_moins(cle: tuple[int, ...], autre: tuple[int, ...]) -> bool:
    return all(map(ge, cle, autre))


def _cle(figures: list[int]):
    if not figures:
        return lambda point: ()
    if len(figures) == 1:
        (seule,) = figures
        return lambda point: (point[seule],)
    return itemgetter(*figures)


def _poser(marches: Marches, y: int, z: int) -> bool:
    """Adds a step to a staircase whose second figure grows along the list; False when it is under it."""
    rang = bisect_right(marches, (y, INFINI))
    if rang and marches[rang - 1][1] >= z:
        return False
    fin = rang
    while fin < len(marches) and marches[fin][1] <= z:
        fin += 1
    if rang and marches[rang - 1][0] == y:
        rang -= 1
    marches[rang:fin] = [(y, z)]
    return True
