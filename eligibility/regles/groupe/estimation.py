"""From a group to all that can be said of it: each doctor alone, all together, and the mixes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from eligibility.regles.bareme import Bareme, Referentiel
from eligibility.regles.criteres import Critere
from eligibility.regles.estimation import Estimation, estimer
from eligibility.regles.trace import LigneTrace, Trace
from eligibility.regles.vocabulaire import A_VERIFIER, BLOQUANT

from .adhesion import FinDeContrat, examiner, fin_de_contrat
from .bilan import Bilan, choix_tenu, etablir, option_tenue
from .choix import Choix, Hausse, choix_individuels, fenetre, hausses
from .collectif import ContratCollectif, estimer_contrat, plafond_etp, pmt_moyenne
from .combinaisons import Comparaison, comparer
from .modele import DEMI, FORMES_ADMISES, Groupe, Membre
from .societe import AnneeCoutCollectif, Societe


@dataclass(frozen=True, slots=True)
class MembreEstime:
    """One doctor. `adhesion`: the checks on joining; `choix`: what he may choose alone; `hausses`: what the
    higher bands would give for the option held, when the band is unknown.

    `fin`: what ending the running contract settles; None without one. `moyenne_sans`: average PMT of the
    others who may join; None when it cannot be told, or when this doctor may not join.
    """

    membre: Membre
    individuel: Estimation
    adhesion: tuple[Critere, ...]
    choix: tuple[Choix, ...]
    hausses: tuple[Hausse, ...]
    fin: FinDeContrat | None
    moyenne_sans: Fraction | None

    @property
    def option(self) -> str:
        """The option held, or considered, alone."""
        return option_tenue(self.individuel.situation)

    @property
    def seul(self) -> Choix | None:
        """What that option is worth; None when this doctor may not sign it."""
        return choix_tenu(self.individuel.situation, self.choix)

    @property
    def aide_au_plus(self) -> Decimal:
        """€ of that option over the window, in the best of the bands possible."""
        if self.seul is None:
            return Decimal("0.00")
        return max((hausse.aide for hausse in self.hausses), default=self.seul.aide)

    @property
    def peut_adherer(self) -> bool:
        return all(critere.etat != BLOQUANT for critere in self.adhesion)


@dataclass(frozen=True, slots=True)
class EstimationGroupe:
    """The same object for page, API and export.

    `collectif`: the contract signed by all who may join. `cout`: of the company, year after year; empty
    when it is not known. `comparaison`: the mixes of as many ETP as the group asks for.
    """

    groupe: Groupe
    membres: tuple[MembreEstime, ...]
    collectif: ContratCollectif
    cout: tuple[AnneeCoutCollectif, ...]
    comparaison: Comparaison
    bilan: Bilan
    bareme: Bareme
    trace: tuple[LigneTrace, ...]


def estimer_groupe(groupe: Groupe, referentiel: Referentiel) -> EstimationGroupe:
    """Applies section 9. Raises what `estimer` raises for one of the doctors."""
    bareme = referentiel.bareme_at(groupe.date_signature)
    trace = Trace()
    estimations = [estimer(membre.situation, referentiel) for membre in groupe.membres]
    adhesions, adherents = _adhesions(groupe, bareme, referentiel)
    choix = _choix(groupe, estimations, bareme, referentiel)
    tenus = _tenus(groupe, choix)
    total = groupe.etp or _en_demis(tenus)
    if groupe.etp is None:
        groupe = replace(groupe, etp=_etp_ensemble(groupe, tenus, adherents, bareme))
    societe = Societe(groupe, referentiel, bareme) if bareme.connait_le_collectif else None
    ouverte = societe if groupe.forme in FORMES_ADMISES else None
    contrat = _contrat(groupe, adhesions, adherents, referentiel, trace)
    couts = () if societe is None else societe.couts(groupe.etp)
    return EstimationGroupe(
        groupe,
        tuple(
            MembreEstime(
                membre, estimations[rang], adhesions[rang], choix[rang],
                _hausses(groupe, rang, estimations[rang], tenus[rang], referentiel),
                fin_de_contrat(estimations[rang]), _moyenne_sans(groupe, adherents, rang),
            )
            for rang, membre in enumerate(groupe.membres)
        ),
        contrat,
        couts,
        comparer(groupe, choix, adherents, ouverte, total),
        etablir(tenus, choix, contrat, couts),
        bareme,
        tuple(trace.lignes),
    )  # fmt: skip


def estimer_collectif(
    groupe: Groupe, referentiel: Referentiel
) -> tuple[ContratCollectif, tuple[AnneeCoutCollectif, ...]]:
    """The contract of all who may join and its cost, as `estimer_groupe` says them: no mix is made.

    What each doctor does alone is computed only when it decides how many ETP they ask for.
    """
    bareme = referentiel.bareme_at(groupe.date_signature)
    adhesions, adherents = _adhesions(groupe, bareme, referentiel)
    if groupe.etp is None:
        estimations = [estimer(membre.situation, referentiel) for membre in groupe.membres]
        tenus = _tenus(groupe, _choix(groupe, estimations, bareme, referentiel))
        groupe = replace(groupe, etp=_etp_ensemble(groupe, tenus, adherents, bareme))
    contrat = _contrat(groupe, adhesions, adherents, referentiel, Trace())
    couts = (
        Societe(groupe, referentiel, bareme).couts(groupe.etp)
        if bareme.connait_le_collectif
        else ()
    )
    return contrat, couts


Adhesions = list[tuple[Critere, ...]]


def _adhesions(
    groupe: Groupe, bareme: Bareme, referentiel: Referentiel
) -> tuple[Adhesions, tuple[int, ...]]:
    """The checks on joining of each doctor, and the ranks of those who may."""
    adhesions = [
        examiner(membre, bareme, referentiel.groupe(membre.situation.specialite))
        for membre in groupe.membres
    ]
    adherents = tuple(
        rang
        for rang, criteres in enumerate(adhesions)
        if all(critere.etat != BLOQUANT for critere in criteres)
    )
    return adhesions, adherents


def _choix(
    groupe: Groupe, estimations: Sequence[Estimation], bareme: Bareme, referentiel: Referentiel
) -> list[tuple[Choix, ...]]:
    """What each doctor may choose alone."""
    jours = fenetre(groupe.date_signature, bareme.entier("duree_contrat_mois"))
    return [
        choix_individuels(membre, estimation, referentiel, jours)
        for membre, estimation in zip(groupe.membres, estimations, strict=True)
    ]


def _tenus(groupe: Groupe, choix: Sequence[tuple[Choix, ...]]) -> list[Choix | None]:
    """The choice that each doctor holds, or considers."""
    return [
        choix_tenu(membre.situation, liste)
        for membre, liste in zip(groupe.membres, choix, strict=True)
    ]


def _hausses(
    groupe: Groupe, rang: int, estimation: Estimation, tenu: Choix | None, referentiel: Referentiel
) -> tuple[Hausse, ...]:
    """None for a doctor who may not sign."""
    if tenu is None:
        return ()
    bareme = referentiel.bareme_at(groupe.date_signature)
    jours = fenetre(groupe.date_signature, bareme.entier("duree_contrat_mois"))
    return hausses(groupe.membres[rang], estimation, tenu.option, referentiel, jours)


def _contrat(
    groupe: Groupe, adhesions: Adhesions, adherents: tuple[int, ...],
    referentiel: Referentiel, trace: Trace,
) -> ContratCollectif:  # fmt: skip
    a_confirmer = [rang for rang in adherents if any(c.etat == A_VERIFIER for c in adhesions[rang])]
    return estimer_contrat(groupe, adherents, referentiel, trace, a_confirmer)


def _en_demis(tenus: Sequence[Choix | None]) -> Decimal:
    """ETP that these doctors would hold alone, in all, rounded up to a half; a half at least."""
    seuls = sum((choix.etp for choix in tenus if choix is not None), Fraction(0))
    return max(DEMI, -(-seuls // Fraction(DEMI)) * DEMI)


def _etp_ensemble(
    groupe: Groupe, tenus: Sequence[Choix | None], adherents: tuple[int, ...], bareme: Bareme
) -> Decimal:
    """As many ETP together as those who may join would hold alone, as far as they open them."""
    voulus = _en_demis([tenus[rang] for rang in adherents])
    if not adherents or not bareme.connait_le_collectif:
        return voulus
    return min(voulus, plafond_etp([groupe.membres[rang] for rang in adherents], groupe, bareme))


def _moyenne_sans(groupe: Groupe, adherents: tuple[int, ...], rang: int) -> Fraction | None:
    if rang not in adherents:
        return None
    return pmt_moyenne([groupe.membres[autre] for autre in adherents if autre != rang])
