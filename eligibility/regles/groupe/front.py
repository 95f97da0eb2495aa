"""Which mixes nobody can better: the Pareto set of a group, exact, by dynamic programming.

Plain numbers only. Three criteria: `argent` (more is better), `patients` and `risque` (less is better),
compared between mixes of the same `etp`. Everything is an integer, so sums are exact.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple


class Valeur(NamedTuple):
    """What a choice, or a whole mix, is worth: sixths of ETP, cents, patients, cents."""

    etp: int
    argent: int
    patients: int
    risque: int


class Adhesion(NamedTuple):
    """What a doctor brings to the collective contract.

    `plafond`: half ETP that it may employ thanks to this doctor. `marge`: patients above (or, negative,
    below) the average asked. `acquis`: patients gained already, taken off the objective.
    """

    plafond: int
    marge: int
    acquis: int


class Candidat(NamedTuple):
    """One doctor: the individual choices open, and joining when it is possible."""

    individuels: tuple[Valeur, ...]
    adhesion: Adhesion | None


class Melange(NamedTuple):
    """One mix. `demis`: half ETP of the collective contract. `choix`: for each doctor, the rank of the
    individual choice, ADHERE when joining."""

    valeur: Valeur
    demis: int
    choix: tuple[int, ...]


ADHERE = -1
LIMITE = 2_000_000
INFINI = float("inf")
ETP_DU_DEMI = 3  # sixths
# Worth of the collective contract: (half ETP, patients gained already) → Valeur.
Collectif = Callable[[int, int], Valeur]


class TropDeCas(Exception):
    """Doctors too different from each other for all mixes to be weighed in a reasonable time."""


class _Etat(NamedTuple):
    """A partial mix. The first six fields are « more is better »."""

    plafond: int
    marge: int
    acquis: int
    argent: int
    patients: int  # negative
    risque: int  # negative
    choix: tuple | None  # (previous choix, group, counts) : a linked list, unrolled at the end


def front(
    candidats: Sequence[Candidat], collectif: Collectif, etp: int, limite: int = LIMITE
) -> list[Melange]:
    """The mixes of `etp` sixths that no other betters, the best paid first.

    Mixes of the same worth count once. `limite`: partial mixes weighed at most; beyond, TropDeCas.
    """
    groupes = _groupes(candidats)
    finis = []
    for (tenus, lie), etats in _combiner(groupes, etp, limite).items():
        demis, reste = divmod(etp - tenus, ETP_DU_DEMI)
        if reste or lie != (demis > 0):
            continue
        for etat in etats:
            if etat.plafond < demis or etat.marge < 0:
                continue
            contrat = collectif(demis, etat.acquis)
            finis.append((
                etat.argent + contrat.argent, etat.patients - contrat.patients,
                etat.risque - contrat.risque, demis, etat,
            ))  # fmt: skip
    return [
        Melange(Valeur(etp, argent, -patients, -risque), demis, _choix(etat, groupes))
        for argent, patients, risque, demis, etat in meilleurs(finis)
    ]


def meilleurs(points: Iterable[tuple]) -> list[tuple]:
    """The points that none betters on their first three coordinates, all « more is better ».

    One of each worth, the best on the first coordinate first.
    """
    marches: list[tuple[int, int]] = []
    tri = sorted(points, key=lambda point: point[:3], reverse=True)
    return [point for point in tri if _poser(marches, -point[1], point[2])]


def _poser(marches: list[tuple[int, int]], y: int, z: int) -> bool:
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


class _Groupe(NamedTuple):
    """Doctors alike but for their `marge`: when k of them join, the k highest do."""

    rangs: tuple[int, ...]  # of the candidates, highest `marge` first
    individuels: tuple[Valeur, ...]
    plafond: int
    acquis: int
    marges: tuple[int, ...]  # of those who can join


def _groupes(candidats: Sequence[Candidat]) -> list[_Groupe]:
    """Those that can only help the average first: from then on little of it has to be remembered."""
    pareils: dict[tuple, list[int]] = defaultdict(list)
    for rang, (individuels, adhesion) in enumerate(candidats):
        pareils[individuels, adhesion and (adhesion.plafond, adhesion.acquis)].append(rang)
    groupes = []
    for (individuels, commun), rangs in pareils.items():
        if commun is None:
            groupes.append(_Groupe(tuple(rangs), individuels, 0, 0, ()))
            continue
        rangs.sort(key=lambda rang: -candidats[rang].adhesion.marge)
        marges = tuple(candidats[rang].adhesion.marge for rang in rangs)
        groupes.append(_Groupe(tuple(rangs), individuels, *commun, marges))
    return sorted(groupes, key=lambda g: min(g.marges, default=0), reverse=True)


_Etats = dict[tuple[int, bool], list[_Etat]]


def _combiner(groupes: list[_Groupe], etp: int, limite: int) -> _Etats:
    """Partial mixes by (sixths of ETP held individually, whether somebody joins)."""
    etats: _Etats = {(0, False): [_Etat(0, 0, 0, 0, 0, 0, None)]}
    tous = [marge for groupe in groupes for marge in groupe.marges]
    defauts, excedents = (sum(m for m in tous if m * signe > 0) for signe in (-1, 1))
    au_plus = sum(map(_etp_au_plus, groupes))
    for groupe in groupes:
        defauts -= sum(m for m in groupe.marges if m < 0)
        excedents -= sum(m for m in groupe.marges if m > 0)
        au_plus -= _etp_au_plus(groupe)
        siens = _du_groupe(groupe)
        limite -= sum(map(len, etats.values())) * sum(map(len, siens.values()))
        if limite < 0:
            raise TropDeCas
        suivants: dict[tuple[int, bool], dict] = defaultdict(dict)
        for (tenus, lie), liste in etats.items():
            for (le_sien, le_lie), autres in siens.items():
                # Half ETP left to employ together: a higher cap is of no use, a lower one hopeless.
                utiles, reste = divmod(etp - tenus - le_sien, ETP_DU_DEMI)
                if utiles < 0:
                    continue
                manque = etp - tenus - le_sien - au_plus
                cible = suivants[tenus + le_sien, lie or le_lie]
                for p, m, a, g, n, r, avant in liste:
                    for p2, m2, a2, g2, n2, r2, choix in autres:
                        marge, plafond = m + m2, p + p2
                        # Nobody left can bring the average back up, or employ what is left.
                        if marge + excedents < 0 or ETP_DU_DEMI * plafond < manque:
                            continue
                        # What is more than the others can lose is of no use either.
                        marge, plafond = min(marge, -defauts), min(plafond, utiles + (reste > 0))
                        cle = (g + g2, r + r2, plafond, marge, a + a2)
                        connu = cible.get(cle)
                        if connu is None or connu[0] < n + n2:
                            cible[cle] = (n + n2, (avant, choix))
        etats = {cle: _garder(trouves) for cle, trouves in suivants.items() if trouves}
    return etats


def _etp_au_plus(groupe: _Groupe) -> int:
    """Sixths of ETP that its doctors may hold at most, together or not."""
    seul = max((valeur.etp for valeur in groupe.individuels), default=0)
    ensemble = ETP_DU_DEMI * groupe.plafond
    return len(groupe.marges) * max(seul, ensemble) + seul * (
        len(groupe.rangs) - len(groupe.marges)
    )


def _garder(trouves: dict) -> list[_Etat]:
    """Partial mixes that no other betters, whatever the rest may be.

    By decreasing `argent`, each is compared with staircases of (patients, risque), one for each
    (plafond, marge, acquis): few of these differ.
    """
    tri = sorted(
        ((g, n, r, p, m, a, choix) for (g, r, p, m, a), (n, choix) in trouves.items()),
        key=_CRITERES, reverse=True,
    )  # fmt: skip
    escaliers: dict[tuple[int, int, int], list] = {}
    gardes = []
    for g, n, r, p, m, a, choix in tri:
        place = (-n, INFINI)
        for (p2, m2, a2), marches in escaliers.items():
            if p2 >= p and m2 >= m and a2 >= a:
                rang = bisect_right(marches, place)
                if rang and marches[rang - 1][1] >= r:
                    break
        else:
            _poser(escaliers.setdefault((p, m, a), []), -n, r)
            gardes.append(_Etat(p, m, a, g, n, r, choix))
    return gardes


_CRITERES = itemgetter(0, 1, 2, 3, 4, 5)


def _du_groupe(groupe: _Groupe) -> _Etats:
    """All that doctors alike can do together: how many join, how many take each individual choice."""
    etats: dict[tuple[int, bool], dict] = defaultdict(dict)
    for adherents in range(len(groupe.marges) + 1):
        marge = sum(groupe.marges[:adherents])
        for nombres in _partages(len(groupe.rangs) - adherents, len(groupe.individuels)):
            etp, argent, patients, risque = (
                sum(n * valeur[i] for n, valeur in zip(nombres, groupe.individuels, strict=True))
                for i in range(4)
            )
            cle = (argent, -risque, adherents * groupe.plafond, marge, adherents * groupe.acquis)
            connu = etats[etp, adherents > 0].get(cle)
            if connu is None or connu[0] < -patients:
                etats[etp, adherents > 0][cle] = (-patients, (adherents, nombres))
    return {cle: _garder(trouves) for cle, trouves in etats.items()}


def _partages(nombre: int, parts: int) -> Iterable[tuple[int, ...]]:
    """All the ways to share `nombre` doctors between `parts` choices."""
    if not parts:
        return [()] if not nombre else []
    if parts == 1:
        return [(nombre,)]
    return (
        (premier, *suite)
        for premier in range(nombre + 1)
        for suite in _partages(nombre - premier, parts - 1)
    )


def _choix(etat: _Etat, groupes: list[_Groupe]) -> tuple[int, ...]:
    """What each doctor does."""
    choix = {}
    maillon = etat.choix
    for groupe in reversed(groupes):
        maillon, (adherents, nombres) = maillon
        choix |= dict.fromkeys(groupe.rangs[:adherents], ADHERE)
        libres = iter(groupe.rangs[adherents:])
        for numero, nombre in enumerate(nombres):
            choix |= dict.fromkeys(islice(libres, nombre), numero)
    return tuple(choix[rang] for rang in range(len(choix)))
