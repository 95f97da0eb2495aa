"""What each doctor, and doctors alike together, can bring to a mix: plain numbers only."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .dominance import Point, elaguer

ETP_DU_DEMI = 3  # sixths
# A group signs: two doctors at least join the collective contract (hypothese).
ADHERENTS_MIN = 2


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


# Partial mixes by sixths of ETP held individually.
Etats = dict[int, list[Point]]


class Etendue(NamedTuple):
    """Collective contracts looked for together, and what of the patients gained already counts for them.

    `demis_min`, `demis_max`: half ETP; 0: no contract. `oter`: each of them is one less to gain, counted at
    once. `acquis_utile`, `acquis_fa_utile`: how many have to be remembered; more change nothing.
    """

    demis_min: int
    demis_max: int
    oter: bool
    acquis_utile: int
    acquis_fa_utile: int


class Pareils(NamedTuple):
    """Doctors alike but for their `marge`: when k of them join, the k highest do."""

    rangs: tuple[int, ...]  # of the candidates, highest `marge` first
    individuels: tuple[Valeur, ...]
    plafond: int
    acquis: int
    acquis_fa: int
    marges: tuple[int, ...]  # of those who can join


def grouper(candidats: Sequence[Candidat]) -> list[Pareils]:
    """Running contracts last, no two being worth the same: what they divide has been weeded before.

    Among the others, those that can only help the average first: then little of it has to be remembered.
    """
    pareils: dict[tuple, list[int]] = defaultdict(list)
    for rang, (individuels, adhesion) in enumerate(candidats):
        commun = adhesion and (adhesion.plafond, adhesion.acquis, adhesion.acquis_fa)
        pareils[individuels, commun].append(rang)
    groupes = []
    for (individuels, commun), rangs in pareils.items():
        if commun is None:
            groupes.append(Pareils(tuple(rangs), individuels, 0, 0, 0, ()))
            continue
        rangs.sort(key=lambda rang: -candidats[rang].adhesion.marge)
        marges = tuple(candidats[rang].adhesion.marge for rang in rangs)
        groupes.append(Pareils(tuple(rangs), individuels, *commun, marges))
    return sorted(groupes, key=lambda g: (_tient_un_contrat(g), -min(g.marges, default=0)))


def _tient_un_contrat(groupe: Pareils) -> bool:
    """These doctors hold some ETP whatever they choose alone."""
    return all(valeur.etp for valeur in groupe.individuels)


def seuls_au_plus(groupe: Pareils) -> int:
    """Sixths of ETP that its doctors may hold individually at most."""
    return len(groupe.rangs) * max((valeur.etp for valeur in groupe.individuels), default=0)


def en_tout_au_plus(groupe: Pareils) -> int:
    """Sixths of ETP that its doctors may hold at most, together or not."""
    seul = max((valeur.etp for valeur in groupe.individuels), default=0)
    ensemble = ETP_DU_DEMI * groupe.plafond
    adherents = len(groupe.marges)
    return adherents * max(seul, ensemble) + seul * (len(groupe.rangs) - adherents)


def contributions(groupe: Pareils, etendue: Etendue) -> Etats:
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
                min(adherents * groupe.acquis_fa, etendue.acquis_fa_utile),
                min(adherents, ADHERENTS_MIN), argent,
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
