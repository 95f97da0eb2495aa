"""Which mixes nobody can better: the Pareto set of a group, exact, by dynamic programming.

Plain numbers only. Three criteria: `argent` (more is better), `patients` and `risque` (less is better),
compared between mixes of the same `etp`. Everything is an integer, so sums are exact.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from .dominance import Point, elaguer, meilleurs


class Valeur(NamedTuple):
    """What a choice, or a whole mix, is worth: sixths of ETP, cents, patients, cents."""

    etp: int
    argent: int
    patients: int
    risque: int


class Adhesion(NamedTuple):
    """What a doctor brings to the collective contract.

    `plafond`: half ETP that it may employ thanks to this doctor. `marge`: patients above (or, negative,
    below) the average asked. `acquis`, `acquis_fa`: patients gained already, taken off the objective.
    """

    plafond: int
    marge: int
    acquis: int
    acquis_fa: int


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
ETP_DU_DEMI = 3  # sixths
# Worth of the collective contract: (half ETP, patients gained already, PMT then FA) → Valeur. More PMT takes
# as many patients off or fewer, more of either never raises the risk; from some number of one of them on,
# more of it changes nothing whatever the other.
Collectif = Callable[[int, int, int], Valeur]
# Partial mixes by sixths of ETP held individually.
_Etats = dict[int, list[Point]]


class TropDeCas(Exception):
    """Doctors too different from each other for all mixes to be weighed in a reasonable time."""


def front(
    candidats: Sequence[Candidat], collectif: Collectif, etp: int, limite: int = LIMITE
) -> list[Melange]:
    """The mixes of `etp` sixths that no other betters, the best paid first.

    Mixes of the same worth count once without a collective contract, once with one, the biggest. `limite`:
    partial mixes weighed at most; beyond, TropDeCas.
    """
    groupes = _groupes(candidats)
    finis: list[tuple] = []
    for etendue in _etendues(groupes, collectif, etp):
        etats, limite = _combiner(groupes, etp, etendue, limite)
        finis += _finis(etats, etp, etendue, collectif)
    return [
        Melange(Valeur(etp, argent, -patients, -risque), demis, _choix(choix, groupes))
        for argent, patients, risque, _, demis, choix in meilleurs(finis)
    ]


class _Groupe(NamedTuple):
    """Doctors alike but for their `marge`: when k of them join, the k highest do."""

    rangs: tuple[int, ...]  # of the candidates, highest `marge` first
    individuels: tuple[Valeur, ...]
    plafond: int
    acquis: int
    acquis_fa: int
    marges: tuple[int, ...]  # of those who can join


def _groupes(candidats: Sequence[Candidat]) -> list[_Groupe]:
    """Those that can only help the average first: from then on little of it has to be remembered."""
    pareils: dict[tuple, list[int]] = defaultdict(list)
    for rang, (individuels, adhesion) in enumerate(candidats):
        commun = adhesion and (adhesion.plafond, adhesion.acquis, adhesion.acquis_fa)
        pareils[individuels, commun].append(rang)
    groupes = []
    for (individuels, commun), rangs in pareils.items():
        if commun is None:
            groupes.append(_Groupe(tuple(rangs), individuels, 0, 0, 0, ()))
            continue
        rangs.sort(key=lambda rang: -candidats[rang].adhesion.marge)
        marges = tuple(candidats[rang].adhesion.marge for rang in rangs)
        groupes.append(_Groupe(tuple(rangs), individuels, *commun, marges))
    return sorted(groupes, key=lambda g: min(g.marges, default=0), reverse=True)


class _Etendue(NamedTuple):
    """Collective contracts looked for together, and what of the patients gained already counts for them.

    `demis_min`, `demis_max`: half ETP; 0: no contract. `oter`: each of them is one less to gain, counted at
    once. `acquis_utile`, `acquis_fa_utile`: how many have to be remembered; more change nothing.
    """

    demis_min: int
    demis_max: int
    oter: bool
    acquis_utile: int
    acquis_fa_utile: int


def _etendues(groupes: list[_Groupe], collectif: Collectif, etp: int) -> Iterator[_Etendue]:
    """No contract, then all of them: those for which the same has to be remembered go together."""
    yield _Etendue(0, 0, False, 0, 0)
    acquis = sum(g.acquis * len(g.marges) for g in groupes)
    acquis_fa = sum(g.acquis_fa * len(g.marges) for g in groupes)
    plafond = min(etp // ETP_DU_DEMI, sum(g.plafond * len(g.marges) for g in groupes))
    chacune = (
        (demis, _ce_qui_compte(collectif, demis, acquis, acquis_fa))
        for demis in range(1, plafond + 1)
    )
    for _, memes in groupby(chacune, key=lambda d: [bool(figure) for figure in d[1]]):
        demis, figures = zip(*memes, strict=True)
        oter, utiles, fa_utiles = zip(*figures, strict=True)
        yield _Etendue(demis[0], demis[-1], oter[0], max(utiles), max(fa_utiles))


def _ce_qui_compte(
    collectif: Collectif, demis: int, acquis: int, acquis_fa: int
) -> tuple[bool, int, int]:
    """The last three of an _Etendue. `acquis`, `acquis_fa`: the most that those who join may bring."""
    rien, tout = collectif(demis, 0, 0), collectif(demis, acquis, 0)
    otes = rien.patients - tout.patients
    simple = rien.risque == tout.risque and otes in (0, acquis)
    utile = 0 if simple else _seuil(lambda n: collectif(demis, n, 0), acquis)
    return simple and otes > 0, utile, _seuil(lambda n: collectif(demis, 0, n), acquis_fa)


def _seuil(valeur: Callable[[int], Valeur], maximum: int) -> int:
    """The number from which more, up to `maximum`, changes nothing."""
    derniere = valeur(maximum)
    return bisect_left(range(maximum), True, key=lambda n: valeur(n) == derniere)


def _finis(
    etats: _Etats, etp: int, etendue: _Etendue, collectif: Collectif
) -> Iterator[tuple[int, int, int, bool, int, tuple]]:
    """The mixes that hold, the collective contract counted: worth, kind, half ETP, choices."""
    for tenus, liste in etats.items():
        demis, reste = divmod(etp - tenus, ETP_DU_DEMI)
        if reste or not etendue.demis_min <= demis <= etendue.demis_max:
            continue
        for plafond, marge, acquis, acquis_fa, argent, patients, risque, choix in liste:
            if plafond < demis or marge < 0:
                continue
            contrat = collectif(demis, acquis, acquis_fa)
            yield (
                argent + contrat.argent, patients - contrat.patients, risque - contrat.risque,
                demis > 0, demis, choix,
            )  # fmt: skip


def _combiner(
    groupes: list[_Groupe], etp: int, etendue: _Etendue, limite: int
) -> tuple[_Etats, int]:
    """Partial mixes of all the doctors, by sixths of ETP held individually; and the limit left."""
    demis_min, demis_max, *_ = etendue
    etats: _Etats = {0: [(0, 0, 0, 0, 0, 0, 0, None)]}
    marges = [marge for groupe in groupes for marge in groupe.marges]
    defauts, excedents = (sum(m for m in marges if m * signe > 0) for signe in (-1, 1))
    reste_seuls = sum(map(_seuls_au_plus, groupes))
    reste_en_tout = sum(map(_en_tout_au_plus, groupes))
    for groupe in groupes:
        siens = _du_groupe(groupe, etendue)
        defauts -= sum(m for m in groupe.marges if m < 0)
        excedents -= sum(m for m in groupe.marges if m > 0)
        reste_seuls -= _seuls_au_plus(groupe)
        reste_en_tout -= _en_tout_au_plus(groupe)
        suivants: dict[int, dict] = defaultdict(dict)
        for tenus, liste in etats.items():
            for le_sien, autres in siens.items():
                total = tenus + le_sien
                # Held already more than there is to hold, or too little for the rest to make up for.
                if total + ETP_DU_DEMI * demis_min > etp:
                    continue
                if total + reste_seuls + ETP_DU_DEMI * demis_max < etp:
                    continue
                limite -= len(liste) * len(autres)
                if limite < 0:
                    raise TropDeCas
                besoins = _Besoins(
                    min(demis_max, (etp - total) // ETP_DU_DEMI),
                    etp - total - reste_en_tout,
                    -defauts,
                    -excedents,
                    etendue.acquis_utile,
                    etendue.acquis_fa_utile,
                )
                _croiser(liste, autres, besoins, suivants[total])
        etats = {tenus: elaguer(_points(trouves)) for tenus, trouves in suivants.items()}
    return etats, limite


class _Besoins(NamedTuple):
    """What partial mixes must bring (`*_min`, `manque`), and what is of no use beyond (`*_utile`).

    `plafond_utile`: half ETP. `manque`: sixths of ETP that they must be able to employ together.
    """

    plafond_utile: int
    manque: int
    marge_utile: int
    marge_min: int
    acquis_utile: int
    acquis_fa_utile: int


def _croiser(
    liste: list[Point], autres: list[Point], besoins: _Besoins, cible: dict[tuple, tuple]
) -> None:
    """Each partial mix with each contribution of the next group, into `cible`: best of each worth."""
    plafond_utile, manque, marge_utile, marge_min, acquis_utile, acquis_fa_utile = besoins
    for p, m, a, f, g, n, r, avant in liste:
        for p2, m2, a2, f2, g2, n2, r2, choix in autres:
            marge, plafond = m + m2, p + p2
            # Nobody left can bring the average back up, or employ what is left.
            if marge < marge_min or ETP_DU_DEMI * plafond < manque:
                continue
            # What is more than is asked, whatever the others do, is of no use either.
            if marge > marge_utile:
                marge = marge_utile
            if plafond > plafond_utile:
                plafond = plafond_utile
            acquis, acquis_fa = a + a2, f + f2
            if acquis > acquis_utile:
                acquis = acquis_utile
            if acquis_fa > acquis_fa_utile:
                acquis_fa = acquis_fa_utile
            cle = (plafond, marge, acquis, acquis_fa, g + g2, r + r2)
            connu = cible.get(cle)
            if connu is None or connu[0] < n + n2:
                cible[cle] = (n + n2, avant, choix)


def _points(trouves: dict) -> list[Point]:
    return [
        (p, m, a, f, g, n, r, (avant, choix))
        for (p, m, a, f, g, r), (n, avant, choix) in trouves.items()
    ]


def _seuls_au_plus(groupe: _Groupe) -> int:
    """Sixths of ETP that its doctors may hold individually at most."""
    return len(groupe.rangs) * max((valeur.etp for valeur in groupe.individuels), default=0)


def _en_tout_au_plus(groupe: _Groupe) -> int:
    """Sixths of ETP that its doctors may hold at most, together or not."""
    seul = max((valeur.etp for valeur in groupe.individuels), default=0)
    ensemble = ETP_DU_DEMI * groupe.plafond
    adherents = len(groupe.marges)
    return adherents * max(seul, ensemble) + seul * (len(groupe.rangs) - adherents)


def _du_groupe(groupe: _Groupe, etendue: _Etendue) -> _Etats:
    """All that doctors alike can do together: how many join, how many take each individual choice."""
    etats: dict[int, list[Point]] = defaultdict(list)
    for adherents in range(len(groupe.marges) + 1 if etendue.demis_max else 1):
        marge = sum(groupe.marges[:adherents])
        acquis = adherents * groupe.acquis
        for nombres in _partages(len(groupe.rangs) - adherents, len(groupe.individuels)):
            etp, argent, patients, risque = (
                sum(n * valeur[i] for n, valeur in zip(nombres, groupe.individuels, strict=True))
                for i in range(4)
            )
            etats[etp].append((
                adherents * groupe.plafond, marge, min(acquis, etendue.acquis_utile),
                min(adherents * groupe.acquis_fa, etendue.acquis_fa_utile), argent,
                acquis * etendue.oter - patients, -risque, (adherents, nombres),
            ))  # fmt: skip
    return {etp: elaguer(trouves) for etp, trouves in etats.items()}


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


def _choix(maillon: tuple | None, groupes: list[_Groupe]) -> tuple[int, ...]:
    """What each doctor does. `maillon`: what the last group chose, after those before it."""
    choix = {}
    for groupe in reversed(groupes):
        maillon, (adherents, nombres) = maillon
        choix |= dict.fromkeys(groupe.rangs[:adherents], ADHERE)
        libres = iter(groupe.rangs[adherents:])
        for numero, nombre in enumerate(nombres):
            choix |= dict.fromkeys(islice(libres, nombre), numero)
    return tuple(choix[rang] for rang in range(len(choix)))
