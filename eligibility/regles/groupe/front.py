"""Which mixes nobody can better: the Pareto set of a group, exact, by dynamic programming.

Plain numbers only. Three criteria: `argent` (more is better), `patients` and `risque` (less is better),
compared between mixes of the same `etp`. Everything is an integer, so sums are exact.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from typing import NamedTuple

from .contributions import (
    ADHERENTS_MIN,
    ETP_DU_DEMI,
    Adhesion,
    Candidat,
    Etats,
    Etendue,
    Pareils,
    Valeur,
    contributions,
    en_tout_au_plus,
    grouper,
    seuls_au_plus,
)
from .dominance import Point, elaguer, meilleurs

__all__ = ["ADHERE", "Adhesion", "Candidat", "Melange", "TropDeCas", "Valeur", "front"]


class Melange(NamedTuple):
    """One mix. `demis`: half ETP of the collective contract. `choix`: for each doctor, the rank of the
    individual choice, ADHERE when joining."""

    valeur: Valeur
    demis: int
    choix: tuple[int, ...]


ADHERE = -1
LIMITE = 500_000  # one second and a half or so
# Worth of the collective contract: (half ETP, patients gained already, PMT then FA) → Valeur. More PMT takes
# as many patients off or fewer, more of either never raises the risk; from some number of one of them on,
# more of it changes nothing whatever the other.
Collectif = Callable[[int, int, int], Valeur]


class TropDeCas(Exception):
    """Doctors too different from each other for all mixes to be weighed in a reasonable time."""


def front(
    candidats: Sequence[Candidat],
    collectif: Collectif,
    etp: int,
    limite: int = LIMITE,
    *,
    sur_patients: bool = True,
) -> list[Melange]:
    """The mixes of `etp` sixths that no other betters, the best paid first.

    Mixes of the same worth count once without a collective contract, once with one, the biggest. Not
    `sur_patients`: that figure is no criterion, and settles which of the same worth is kept, the least
    first. `limite`: partial mixes weighed at most; beyond, TropDeCas.
    """
    groupes = grouper(candidats)
    finis: list[tuple] = []
    for etendue in _etendues(groupes, collectif, etp):
        etats, limite = _combiner(groupes, etp, etendue, limite)
        finis += _finis(etats, etp, etendue, collectif, sur_patients=sur_patients)
    return [
        Melange(Valeur(etp, argent, -patients, -risque), demis, _choix(choix, groupes))
        for argent, patients, risque, _, _, demis, choix in meilleurs(finis)
    ]


def _etendues(groupes: list[Pareils], collectif: Collectif, etp: int) -> Iterator[Etendue]:
    """No contract, then all of them: those for which the same has to be remembered go together."""
    yield Etendue(0, 0, False, 0, 0)
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
        yield Etendue(demis[0], demis[-1], oter[0], max(utiles), max(fa_utiles))


def _ce_qui_compte(
    collectif: Collectif, demis: int, acquis: int, acquis_fa: int
) -> tuple[bool, int, int]:
    """The last three of an Etendue. `acquis`, `acquis_fa`: the most that those who join may bring."""
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
    etats: Etats, etp: int, etendue: Etendue, collectif: Collectif, *, sur_patients: bool
) -> Iterator[tuple[int, int, int, bool, tuple[int, int], int, tuple]]:
    """The mixes that hold, the collective contract counted: worth, kind, which to keep of the same worth
    (the highest), half ETP, choices."""
    for tenus, liste in etats.items():
        demis, reste = divmod(etp - tenus, ETP_DU_DEMI)
        if reste or not etendue.demis_min <= demis <= etendue.demis_max:
            continue
        for plafond, marge, acquis, acquis_fa, lies, argent, patients, risque, choix in liste:
            if plafond < demis or marge < 0 or (demis and lies < ADHERENTS_MIN):
                continue
            contrat = collectif(demis, acquis, acquis_fa)
            en_tout = patients - contrat.patients
            comptes, sinon = (en_tout, 0) if sur_patients else (0, en_tout)
            yield (
                argent + contrat.argent, comptes, risque - contrat.risque, demis > 0,
                (sinon, demis), demis, choix,
            )  # fmt: skip


def _combiner(groupes: list[Pareils], etp: int, etendue: Etendue, limite: int) -> tuple[Etats, int]:
    """Partial mixes of all the doctors, by sixths of ETP held individually; and the limit left."""
    demis_min, demis_max, *_ = etendue
    etats: Etats = {0: [(0, 0, 0, 0, 0, 0, 0, 0, None)]}
    marges = [marge for groupe in groupes for marge in groupe.marges]
    defauts, excedents = (sum(m for m in marges if m * signe > 0) for signe in (-1, 1))
    reste_seuls = sum(map(seuls_au_plus, groupes))
    reste_en_tout = sum(map(en_tout_au_plus, groupes))
    for groupe in groupes:
        siens = contributions(groupe, etendue)
        defauts -= sum(m for m in groupe.marges if m < 0)
        excedents -= sum(m for m in groupe.marges if m > 0)
        reste_seuls -= seuls_au_plus(groupe)
        reste_en_tout -= en_tout_au_plus(groupe)
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
    for p, m, a, f, s, g, n, r, avant in liste:
        for p2, m2, a2, f2, s2, g2, n2, r2, choix in autres:
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
            lies = s + s2
            if lies > ADHERENTS_MIN:
                lies = ADHERENTS_MIN
            cle = (plafond, marge, acquis, acquis_fa, lies, g + g2, r + r2)
            connu = cible.get(cle)
            if connu is None or connu[0] < n + n2:
                cible[cle] = (n + n2, avant, choix)


def _points(trouves: dict) -> list[Point]:
    return [
        (p, m, a, f, s, g, n, r, (avant, choix))
        for (p, m, a, f, s, g, r), (n, avant, choix) in trouves.items()
    ]


def _choix(maillon: tuple | None, groupes: list[Pareils]) -> tuple[int, ...]:
    """What each doctor does. `maillon`: what the last group chose, after those before it."""
    choix = {}
    for groupe in reversed(groupes):
        maillon, (adherents, nombres) = maillon
        choix |= dict.fromkeys(groupe.rangs[:adherents], ADHERE)
        libres = iter(groupe.rangs[adherents:])
        for numero, nombre in enumerate(nombres):
            choix |= dict.fromkeys(islice(libres, nombre), numero)
    return tuple(choix[rang] for rang in range(len(choix)))
