"""A contract year of a full-time assistant, month by month: gross, contributions, reduction, cost."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from .dates import ajouter_mois, mois_entiers
from .employeur import CENT, CENTIME, ZERO, Mois, ParametresEmployeur, cout_du_mois, moins_sure
from .situation import Situation
from .trace import Trace

UN, DOUZE = Decimal(1), Decimal(12)
POSITION_PAR_DEFAUT = "8"
ETP: Mapping[str, Decimal] = {
    "1/3": UN / 3,
    "0.5": Decimal("0.5"),
    "1": UN,
    "1.5": Decimal("1.5"),
    "2": Decimal(2),
}


# A kind of month: rank of the set of parameters, steps of seniority reached.
Espece = tuple[int, int]


class AuDessusDuPlafond(Exception):
    """The gross is above the monthly ceiling (PMSS), where more rates apply."""

    def __init__(self, plafond: Decimal) -> None:
        super().__init__("above the ceiling")
        self.plafond = plafond


@dataclass(frozen=True, slots=True)
class Emploi:
    """How the assistant is employed, defaults included.

    `brut_mensuel`: of a full time, in place of the grid's. `anciennete_mois`: when hired. `at_mp`: percent.
    `part`: of the cost borne by this doctor, 0 to 1. € a year for the last two.
    """

    position: str
    brut_mensuel: Decimal | None
    anciennete_mois: int
    embauche: date
    at_mp: Decimal | None
    part: Decimal
    autres_frais: Decimal
    taxe_deja_due: Decimal


def emploi(situation: Situation) -> Emploi:
    """What the answers say of the assistant; hired on the day of signature unless said otherwise."""
    return Emploi(
        situation.position or POSITION_PAR_DEFAUT,
        situation.brut_mensuel,
        12 * (situation.anciennete or 0),
        situation.date_embauche or situation.signature,
        situation.at_mp,
        UN if situation.part is None else situation.part / CENT,
        situation.autres_frais or ZERO,
        situation.taxe_deja_due or ZERO,
    )


def etp_employe(situation: Situation, option: str) -> Decimal:
    """Full-time equivalents really employed: those of the option unless said otherwise."""
    return ETP[option] if situation.etp_employe is None else situation.etp_employe


@lru_cache(maxsize=256)
def postes(etp: Decimal) -> tuple[Decimal, ...]:
    """Part of a full time of each employee: 1,5 ETP is one full-time and one half-time."""
    entiers, reste = divmod(etp, UN)
    return (UN,) * int(entiers) + ((reste,) if reste else ())


class AnneePleine(NamedTuple):
    """Twelve months of one full time, unrounded, in €; `mois`: those really employed, 0 to 12.

    `rang`: of the set in force on the first day. `marque`: the least sure of the figures used.
    """

    rang: int
    mois: Decimal
    brut: Decimal
    cout: Decimal
    marque: str


@dataclass(slots=True)
class Calcul:
    """The months of one estimation: each kind of month is computed and traced once.

    A kind: the set in force on the first day of the month, and the step of seniority reached by then.
    """

    assistant: Emploi
    jeux: tuple[ParametresEmployeur, ...]
    trace: Trace
    _effets: list[date] = field(init=False)
    _mois: dict[Espece, tuple[Mois, str]] = field(init=False, default_factory=dict)
    _annees: dict[Espece, AnneePleine] = field(init=False, default_factory=dict)
    _par_annee: dict[int, AnneePleine] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._effets = [jeu.date_effet for jeu in self.jeux]

    def rang(self, jour: date) -> int:
        """Rank of the set in force on `jour`, -1 before the first; after the last, the last."""
        return bisect_right(self._effets, jour) - 1

    def annee(self, debut: date, annee: int) -> AnneePleine:
        """The year that begins on `debut`, the same for every option. Raises AuDessusDuPlafond."""
        pleine = self._par_annee.get(annee)
        if pleine is None:
            pleine = self._par_annee[annee] = self._annee(debut, annee)
        return pleine

    def _annee(self, debut: date, annee: int) -> AnneePleine:
        depuis = mois_entiers(self.assistant.embauche, debut)
        if depuis < 0:
            return self._annee_de_l_embauche(debut, annee, depuis)
        # Sets and steps only go up: the same at both ends is the same all year.
        espece = self._espece(debut, depuis)
        if espece != self._espece(self._onze_mois_apres(debut), depuis + 11):
            especes = [self._espece(ajouter_mois(debut, r), depuis + r) for r in range(12)]
            return self._somme([(e, UN) for e in especes], annee, espece[0])
        pleine = self._annees.get(espece)
        if pleine is None:
            mois, marque = self._un_mois(espece, annee)
            pleine = AnneePleine(espece[0], DOUZE, DOUZE * mois.brut, DOUZE * mois.cout, marque)
            self._annees[espece] = pleine
        return pleine

    def _onze_mois_apres(self, debut: date) -> date:
        return debut if debut >= self._effets[-1] else ajouter_mois(debut, 11)

    def _annee_de_l_embauche(self, debut: date, annee: int, depuis: int) -> AnneePleine:
        """A year that begins before hiring: nothing until then, the first month by its days."""
        embauche = self.assistant.embauche
        especes = []
        for rang in range(12):
            jour, fin = ajouter_mois(debut, rang), ajouter_mois(debut, rang + 1)
            if fin <= embauche:
                continue
            part = UN
            if jour < embauche:
                part = Decimal((fin - embauche).days) / (fin - jour).days
            especes.append((self._espece(jour, max(0, depuis + rang)), part))
        return self._somme(especes, annee, self.rang(debut))

    def _espece(self, jour: date, mois_depuis_l_embauche: int) -> Espece:
        rang = self.rang(jour)
        mois = self.assistant.anciennete_mois + mois_depuis_l_embauche
        return rang, self.jeux[rang].echelon(mois)

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
        paie = _paie(jeu, assistant, echelon)
        mois = paie.mois
        if mois.brut > jeu.valeurs["pmss"]:
            raise AuDessusDuPlafond(jeu.valeurs["pmss"])
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


class Paie(NamedTuple):
    """A full-time month and where its gross comes from: € before the prime, percent of prime."""

    mois: Mois
    code: str
    base: Decimal
    prime: Decimal
    source: str
    marque_brut: str
    marque_cotisations: str
    marque: str


def _paie(jeu: ParametresEmployeur, assistant: Emploi, echelon: int) -> Paie:
    if assistant.brut_mensuel is not None or assistant.at_mp is not None:
        return _calculer_paie(jeu, assistant, echelon)
    # Five positions and a few steps: each set keeps them.
    cle = (assistant.position, echelon)
    paie = jeu.paies.get(cle)
    if paie is None:
        paie = jeu.paies[cle] = _calculer_paie(jeu, assistant, echelon)
    return paie


def _calculer_paie(jeu: ParametresEmployeur, assistant: Emploi, echelon: int) -> Paie:
    anciennete = jeu.echelons[echelon - 1] if echelon else 0
    code, base, prime, source, marque_brut = _salaire(jeu, assistant, anciennete)
    brut = (base * (CENT + prime) / CENT).quantize(CENTIME, ROUND_HALF_UP)
    marques, at_mp = [jeu.marque], assistant.at_mp
    if at_mp is None:
        at_mp = jeu.valeurs["taux_at_mp"]
        marques.append(jeu.cellules["taux_at_mp"].fiabilite)
    prevoyance = anciennete >= jeu.valeurs["prevoyance_mois"]
    if prevoyance:
        marques.append(jeu.cellules["taux_prevoyance"].fiabilite)
    marque_cotisations = moins_sure(marques)
    rgdu = jeu.cellules["rgdu_smic_horaire"].fiabilite
    return Paie(
        cout_du_mois(jeu, brut, at_mp, prevoyance), code, base, prime, source, marque_brut,
        marque_cotisations, moins_sure((marque_brut, marque_cotisations, rgdu)),
    )  # fmt: skip


def _salaire(
    jeu: ParametresEmployeur, assistant: Emploi, anciennete: int
) -> tuple[str, Decimal, Decimal, str, str]:
    """Formula, gross before the prime, prime in percent, source, mark: max(grid, SMIC) × prime."""
    if assistant.brut_mensuel is not None:
        return "cout.brut.indique", assistant.brut_mensuel, ZERO, "", ""
    grille, smic = jeu.cellules[f"grille_{assistant.position}"], jeu.cellules["smic"]
    sous_le_smic = grille.valeur < smic.valeur
    cellule = smic if sous_le_smic else grille
    code = "cout.brut.smic" if sous_le_smic else "cout.brut.grille"
    cle_prime = jeu.cle_prime(anciennete)
    if cle_prime is None:
        return code, cellule.valeur, ZERO, cellule.source, cellule.fiabilite
    prime = jeu.cellules[cle_prime]
    marque = moins_sure((cellule.fiabilite, prime.fiabilite))
    return code, cellule.valeur, prime.valeur, cellule.source, marque
