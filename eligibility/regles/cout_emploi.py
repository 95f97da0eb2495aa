"""A contract year of an assistant, month by month: gross, contributions, reduction, cost."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from .cout_paie import Emploi, paie_du_mois
from .cout_temps import UN, Periode, Salarie, periodes
from .dates import ajouter_mois, mois_entiers
from .employeur import ZERO, Mois, ParametresEmployeur, moins_sure
from .trace import Trace

DOUZE = Decimal(12)


# A kind of month: rank of the set of parameters, steps of seniority reached.
Espece = tuple[int, int]


class AuDessusDuPlafond(Exception):
    """The gross is above the monthly ceiling (PMSS), where more rates apply."""

    def __init__(self, plafond: Decimal) -> None:
        super().__init__("above the ceiling")
        self.plafond = plafond


class AnneePleine(NamedTuple):
    """Twelve months of one full time, unrounded, in €; `mois`: those really employed, 0 to 12.

    When the time held changes on the way, what is paid, `mois` being reduced to full-time ones. `rang`: of
    the set in force on the first day. `marque`: the least sure of the figures used.
    """

    rang: int
    mois: Decimal
    brut: Decimal
    cout: Decimal
    marque: str

    def heure(self, heures_annuelles: Decimal) -> Decimal:
        """€ of one hour; `heures_annuelles`: of a full-time year."""
        return self.cout * DOUZE / self.mois / heures_annuelles


class AnneeSalarie(NamedTuple):
    """A contract year of one employee: `part` of `pleine`; `temps`: (months, part of a full time) in turn."""

    salarie: Salarie
    part: Decimal
    pleine: AnneePleine
    temps: tuple[tuple[Decimal, Decimal], ...]

    @property
    def brut(self) -> Decimal:
        return self.pleine.brut * self.part

    @property
    def cout(self) -> Decimal:
        return self.pleine.cout * self.part


@dataclass(slots=True)
class Calcul:
    """The months of one estimation: each kind of month is computed and traced once.

    A kind: the set in force on the first day of the month, and the step of seniority reached by then.
    `suivants_muets`: whoever is hired after the first one is now computed for other options, without lines.
    """

    assistant: Emploi
    jeux: tuple[ParametresEmployeur, ...]
    trace: Trace
    suivants_muets: bool = field(init=False, default=False)
    _muet: bool = field(init=False, default=False)
    _effets: list[date] = field(init=False)
    _mois: dict[Espece, tuple[Mois, str]] = field(init=False, default_factory=dict)
    _annees: dict[Espece, AnneePleine] = field(init=False, default_factory=dict)
    _par_annee: dict[int, AnneePleine] = field(init=False, default_factory=dict)
    _par_embauche: dict[tuple[date, int], AnneePleine] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._effets = [jeu.date_effet for jeu in self.jeux]

    def rang(self, jour: date) -> int:
        """Rank of the set in force on `jour`, -1 before the first; after the last, the last."""
        return bisect_right(self._effets, jour) - 1

    def jeux_appliques(self) -> list[ParametresEmployeur]:
        """The sets whose rates some month has met so far, in order of effect."""
        return [self.jeux[rang] for rang in sorted({rang for rang, _ in self._mois})]

    def annee(self, debut: date, annee: int) -> AnneePleine:
        """The year that begins on `debut`, the same for every option. Raises AuDessusDuPlafond."""
        pleine = self._par_annee.get(annee)
        if pleine is None:
            self._muet = False
            assistant = self.assistant
            pleine = self._par_annee[annee] = self._annee(
                debut, annee, assistant.embauche, assistant.anciennete_mois
            )
        return pleine

    def annee_de(self, salarie: Salarie, debut: date, annee: int) -> AnneeSalarie | None:
        """The same year of one employee; None when he holds nothing. Raises AuDessusDuPlafond.

        The seniority typed is that of the first assistant and of whom was hired with him.
        """
        embauche, dernier = salarie.embauche, salarie.temps[-1]
        premier = embauche == self.assistant.embauche
        anciennete = self.assistant.anciennete_mois if premier else 0
        self._muet = self.suivants_muets and not premier
        if dernier.jour > debut:
            tenues = list(periodes(salarie.temps, debut, ajouter_mois(debut, 12)))
            if not tenues:
                return None
            pleine, temps = self._par_mois(debut, annee, embauche, anciennete, tenues)
            return AnneeSalarie(salarie, UN, pleine, temps)
        if not dernier.etp:
            return None
        if premier:
            pleine = self.annee(debut, annee)
        else:
            pleine = self._par_embauche.get((embauche, annee))
            if pleine is None:
                pleine = self._annee(debut, annee, embauche, anciennete)
                self._par_embauche[embauche, annee] = pleine
        return AnneeSalarie(salarie, dernier.etp, pleine, ((DOUZE, dernier.etp),))

    def _annee(self, debut: date, annee: int, embauche: date, anciennete: int) -> AnneePleine:
        """A full-time year; `anciennete`: months of seniority when hired."""
        depuis = mois_entiers(embauche, debut)
        if depuis < 0:
            fin = ajouter_mois(debut, 12)
            return self._par_mois(debut, annee, embauche, anciennete, [Periode(embauche, fin, UN)])[
                0
            ]
        # Sets and steps only go up: the same at both ends is the same all year.
        depuis += anciennete
        espece = self._espece(debut, depuis)
        derniere = self._espece(self._onze_mois_apres(debut), depuis + 11)
        if espece != derniere:
            return self._somme(self._partagee(debut, depuis, espece, derniere), annee, espece[0])
        pleine = self._annees.get(espece)
        if pleine is None:
            mois, marque = self._un_mois(espece, annee)
            pleine = AnneePleine(espece[0], DOUZE, DOUZE * mois.brut, DOUZE * mois.cout, marque)
            self._annees[espece] = pleine
        return pleine

    def _onze_mois_apres(self, debut: date) -> date:
        return debut if debut >= self._effets[-1] else ajouter_mois(debut, 11)

    def _partagee(
        self, debut: date, depuis: int, premiere: Espece, derniere: Espece
    ) -> list[tuple[Espece, Decimal]]:
        """Kinds of the months of a year that begins with one and ends with another."""
        rang, echelon = premiere
        if derniere == (rang, echelon + 1):  # a single step, on the month that reaches it
            avant = self.jeux[rang].echelons[echelon] - depuis
            return [(premiere, Decimal(avant)), (derniere, Decimal(12 - avant))]
        return [(self._espece(ajouter_mois(debut, r), depuis + r), UN) for r in range(12)]

    def _par_mois(
        self, debut: date, annee: int, embauche: date, anciennete: int, tenues: Iterable[Periode]
    ) -> tuple[AnneePleine, tuple[tuple[Decimal, Decimal], ...]]:
        """A year that hiring or a change divides, and its months in turn: one begun counts by its days."""
        depuis = mois_entiers(embauche, debut)
        bornes = [ajouter_mois(debut, rang) for rang in range(13)]
        especes, temps = [], []
        for de, a, part in tenues:
            duree = ZERO
            for rang, (jour, fin) in enumerate(pairwise(bornes)):
                if fin <= de or a <= jour:
                    continue
                tenu = UN
                if jour < de or a < fin:
                    tenu = Decimal((min(a, fin) - max(de, jour)).days) / (fin - jour).days
                duree += tenu
                espece = self._espece(jour, anciennete + max(0, depuis + rang))
                especes.append((espece, tenu * part))
            temps.append((duree, part))
        return self._somme(especes, annee, self.rang(debut)), tuple(temps)

    def _espece(self, jour: date, mois_d_anciennete: int) -> Espece:
        rang = self.rang(jour)
        return rang, self.jeux[rang].echelon(mois_d_anciennete)

    def _somme(self, especes: list[tuple[Espece, Decimal]], annee: int, rang: int) -> AnneePleine:
        duree = brut = cout = ZERO
        marques = []
        for espece, part in especes:
            mois, marque = self._un_mois(espece, annee)
            duree += part
            brut += part * mois.brut
            cout += part * mois.cout
            marques.append(marque)
        return AnneePleine(rang, duree, brut, cout, moins_sure(marques))

    def _un_mois(self, espece: Espece, annee: int) -> tuple[Mois, str]:
        trouve = self._mois.get(espece)
        if trouve is None:
            trouve = self._mois[espece] = self._calculer(*espece, annee)
        return trouve

    def _calculer(self, rang: int, echelon: int, annee: int) -> tuple[Mois, str]:
        """One full-time month and its least sure mark; `annee`: the first year in which it is met."""
        jeu, assistant = self.jeux[rang], self.assistant
        paie = paie_du_mois(jeu, assistant, echelon)
        mois = paie.mois
        if mois.brut > jeu.valeurs["pmss"]:
            raise AuDessusDuPlafond(jeu.valeurs["pmss"])
        if self._muet:
            return mois, paie.marque
        detail = {
            "annee": annee,
            "parametres": jeu.date_effet,
            "position": assistant.position,
            "base": paie.base,
            "prime": paie.prime,
            "brut": mois.brut,
            "charges": mois.taux,
            "coefficient": mois.coefficient,
        }
        ajouter = self.trace.ajouter
        ajouter("cout", paie.code, mois.brut, paie.source, paie.marque_brut, detail)
        ajouter("cout", "cout.cotisations", mois.cotisations, "", paie.marque_cotisations, detail)
        self.trace.noter(
            "cout", "cout.reduction", mois.reduction, jeu.cellules["rgdu_smic_horaire"], detail
        )
        return mois, paie.marque
