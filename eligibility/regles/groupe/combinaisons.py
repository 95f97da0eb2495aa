"""Who joins and who stays alone: the mixes of a given number of ETP that no other betters."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

from eligibility.regles.vocabulaire import FA, PMT

from .choix import AUCUN, CONTRAT, Choix
from .contributions import ADHERENTS_MIN
from .front import ADHERE, LIMITE, Candidat, Melange, TropDeCas
from .modele import DEMI, Groupe
from .objectif import a_gagner
from .recherche import SIXIEMES, Recherche, apport
from .societe import Societe


class Patients(NamedTuple):
    """Patients to gain; False: at least that many, some objectives being unknown. `comptes`: those that
    count (PMT, file active of the specialties read on it alone), `certain` of them; `fa_certain`: of `fa`."""

    pmt: int
    fa: int
    comptes: int
    certain: bool
    fa_certain: bool


@dataclass(frozen=True, slots=True)
class Combinaison:
    """One mix. `collectif`: ranks of the doctors who join, for `etp_collectif`. `individuels`: by rank, what
    the others choose, those who choose nothing left out.

    € over the window: `aide` if every objective is reached; `exposee`: the part lost if nobody gains a
    patient; `reste`: employer's cost less the aid, None when a cost is not known.
    """

    collectif: tuple[int, ...]
    etp_collectif: Decimal
    individuels: Mapping[int, Choix]
    etp: Fraction
    aide: Decimal
    exposee: Decimal
    reste: Decimal | None
    patients: Patients

    @property
    def sans_contrat_collectif(self) -> bool:
        return not self.collectif


@dataclass(frozen=True, slots=True)
class Comparaison:
    """The mixes of `etp` that no other betters, the least left to pay first; of each worth, one without
    the collective contract and one with it.

    `au_net`: they are compared on what is left to pay; else, for want of a cost, on the aid. `sur_patients`:
    on the patients to gain too; not when an objective that nobody has told could change which mixes are
    here. `trop`: they are too many to weigh.
    `ecartes`: ranks of the doctors who could join but for their PMT, not given. `etp_tenus`: ETP of the
    running contracts of those who cannot join, which go on besides `etp` in every mix. `reperes`: to compare
    with, the best paid mix without a collective contract and the one with nothing else, if others better
    them.
    """

    etp: Decimal
    combinaisons: tuple[Combinaison, ...]
    au_net: bool
    sur_patients: bool
    trop: bool
    ecartes: tuple[int, ...]
    etp_tenus: Fraction = Fraction(0)
    reperes: tuple[Combinaison, ...] = ()

    @property
    def meilleures(self) -> Mapping[str, tuple[int, ...]]:
        """By criterion, the ranks of the best mixes, several when they are equal: `argent`, `risque`,
        `liberte` (fewest doctors bound), and `patients` when all of theirs are known. Empty without a mix."""
        if not self.combinaisons:
            return {}
        criteres = {
            "argent": lambda c: c.reste if self.au_net else -c.aide,
            "risque": lambda c: c.exposee,
            "liberte": lambda c: len(c.collectif),
        }
        if all(c.patients.certain for c in self.combinaisons):
            criteres["patients"] = lambda c: c.patients.comptes
        return {nom: self._les_moindres(valeur) for nom, valeur in criteres.items()}

    def _les_moindres(self, valeur: Callable[[Combinaison], Any]) -> tuple[int, ...]:
        valeurs = [valeur(combinaison) for combinaison in self.combinaisons]
        return tuple(rang for rang, v in enumerate(valeurs) if v == min(valeurs))


def comparer(
    groupe: Groupe,
    individuels: Sequence[tuple[Choix, ...]],
    adherents: Sequence[int],
    societe: Societe | None,
    etp: Decimal,
) -> Comparaison:
    """`individuels`: each doctor's choices. `adherents`: who may join. `societe`: None without a contract
    to join."""
    ecartes = tuple(rang for rang in adherents if groupe.membres[rang].pmt is None)
    possibles = [rang for rang in adherents if rang not in ecartes] if societe else []
    choix = [c for liste in individuels for c in liste]
    au_net = all(c.cout is not None for c in choix)
    if societe and possibles:
        au_net = au_net and societe.cout(DEMI) is not None
    tenus = sum(
        (
            liste[0].etp
            for rang, liste in enumerate(individuels)
            if rang not in possibles and liste[0].code == CONTRAT
        ),
        Fraction(0),
    )
    adhesions = [
        apport(groupe.membres[rang], groupe, societe) if rang in possibles else None
        for rang in range(len(individuels))
    ]
    total = int((Fraction(etp) + tenus) * SIXIEMES)
    connus = all(c.patients is not None for c in choix)
    vide = Comparaison(etp, (), au_net, connus, False, ecartes, tenus)
    if etp % DEMI:
        return vide  # such ETP are no mix's: the criterion says so
    sur_patients = True
    recherche = Recherche(individuels, adhesions, societe, total, au_net, sur_patients)
    # A third of the time for what may have to be done again.
    limite = LIMITE if connus else LIMITE // 3
    trouvees = _trouver(recherche, groupe, individuels, societe, limite)
    # An objective that nobody has told counts for nothing to gain: if even then none of these needs it,
    # they are the ones whatever it is. Otherwise patients are no criterion.
    if not connus and not (trouvees and all(c.patients.certain for c in trouvees)):
        sur_patients = False
        recherche = Recherche(individuels, adhesions, societe, total, au_net, sur_patients)
        trouvees = _trouver(recherche, groupe, individuels, societe)
    if trouvees is None:
        return replace(vide, trop=True)
    decrits = [_combinaison(m, groupe, individuels, societe) for m in recherche.reperes()]
    autres = tuple(repere for repere in decrits if repere not in trouvees)
    return replace(vide, combinaisons=trouvees, sur_patients=sur_patients, reperes=autres)


def _trouver(
    recherche: Recherche,
    groupe: Groupe,
    individuels: Sequence[tuple[Choix, ...]],
    societe: Societe | None,
    limite: int = LIMITE,
) -> tuple[Combinaison, ...] | None:
    """None: they are too many to weigh."""
    try:
        melanges = recherche.melanges(limite)
    except TropDeCas:
        return None
    delies = (_delier(melange, recherche.candidats, individuels) for melange in melanges)
    return tuple(_combinaison(melange, groupe, individuels, societe) for melange in delies)


def _delier(
    melange: Melange, candidats: Sequence[Candidat], individuels: Sequence[tuple[Choix, ...]]
) -> Melange:
    """The same worth binding as few doctors as can be, those of greatest help to the average.

    Only a doctor who otherwise chooses nothing may join, or not, for the same worth.
    """
    if not melange.demis:
        return melange
    choix = list(melange.choix)
    libres: dict[int, list[int]] = defaultdict(list)  # by what each adds to the cap
    plafond = marge = tenus = 0
    for rang, (c, candidat) in enumerate(zip(choix, candidats, strict=True)):
        adhesion, rien = candidat.adhesion, _rien(individuels[rang])
        if adhesion is not None and rien is not None and c in (ADHERE, rien):
            choix[rang] = rien
            libres[adhesion.plafond].append(rang)
        elif c == ADHERE:
            plafond += adhesion.plafond
            marge += adhesion.marge
            tenus += 1
    for rangs in libres.values():
        rangs.sort(key=lambda rang: -candidats[rang].adhesion.marge)
    # The mix itself is one of these: there is always a way.
    lies = min(
        (
            lies
            for nombres in product(*(range(len(rangs) + 1) for rangs in libres.values()))
            if _suffisent(
                lies := [
                    rang
                    for rangs, nombre in zip(libres.values(), nombres, strict=True)
                    for rang in rangs[:nombre]
                ],
                candidats, melange.demis - plafond, -marge, ADHERENTS_MIN - tenus,
            )
        ),
        key=lambda lies: (len(lies), -sum(candidats[rang].adhesion.marge for rang in lies)),
    )  # fmt: skip
    for rang in lies:
        choix[rang] = ADHERE
    return melange._replace(choix=tuple(choix))


def _rien(choix: Sequence[Choix]) -> int | None:
    return next((rang for rang, c in enumerate(choix) if c.code == AUCUN), None)


def _suffisent(
    rangs: Sequence[int], candidats: Sequence[Candidat], plafond: int, marge: int, combien: int
) -> bool:
    adhesions = [candidats[rang].adhesion for rang in rangs]
    return (
        len(rangs) >= combien
        and sum(adhesion.plafond for adhesion in adhesions) >= plafond
        and sum(adhesion.marge for adhesion in adhesions) >= marge
    )


def _combinaison(
    melange: Melange,
    groupe: Groupe,
    individuels: Sequence[tuple[Choix, ...]],
    societe: Societe | None,
) -> Combinaison:
    lies = tuple(rang for rang, c in enumerate(melange.choix) if c == ADHERE)
    pris = {
        rang: individuels[rang][c]
        for rang, c in enumerate(melange.choix)
        if c != ADHERE and individuels[rang][c].code != AUCUN
    }
    etp = DEMI * melange.demis
    aide = sum((c.aide for c in pris.values()), Decimal("0.00"))
    exposee = sum((c.exposee for c in pris.values()), Decimal("0.00"))
    couts = [c.cout for c in pris.values()]
    pmt, fa, comptes, certain, fa_certain = _patients(pris.values())
    if lies:
        membres = [groupe.membres[rang] for rang in lies]
        acquis = {i: sum(m.acquis(i) for m in membres) for i in (PMT, FA)}
        aide += societe.aide(etp)
        exposee += societe.exposee(etp, acquis[PMT], acquis[FA])
        couts.append(societe.cout(etp))
        a_gagner_pmt = a_gagner(societe.bareme, PMT, etp, acquis[PMT])
        pmt += a_gagner_pmt
        comptes += a_gagner_pmt
        fa += a_gagner(societe.bareme, FA, etp, acquis[FA])
    reste = None if None in couts else sum(couts, Decimal("0.00")) - aide
    return Combinaison(
        lies, etp, pris, Fraction(melange.valeur.etp, SIXIEMES), aide, exposee, reste,
        Patients(pmt, fa, comptes, certain, fa_certain),
    )  # fmt: skip


def _patients(choix: Collection[Choix]) -> Patients:
    return Patients(
        sum(c.pmt or 0 for c in choix),
        sum(c.fa or 0 for c in choix),
        sum(c.patients or 0 for c in choix),
        all(c.patients is not None for c in choix),
        all(c.fa is not None for c in choix),
    )
