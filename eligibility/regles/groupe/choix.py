"""What each doctor may choose alone, and what it is worth over the length of a new contract."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from eligibility.regles.annees import AnneeContrat, au_centime
from eligibility.regles.bareme import Bareme, Referentiel
from eligibility.regles.dates import ajouter_mois, debut_annee
from eligibility.regles.estimation import Estimation, estimer
from eligibility.regles.objectifs import Objectif, ObjectifIndicateur
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import FA, NON_ELIGIBLE, OPTIONS_COURANTES, PMT

from .modele import Membre, lectures_faites

ZERO = Decimal("0.00")
AUCUN, CONTRAT = "aucun", "contrat"
CHAMPS_PMT = ("pmt_an3", "pmt_an4", "pmt_an5")
CHAMPS_FA = ("fa_an3", "fa_an4", "fa_an5")
ETP = {
    "1/3": Fraction(1, 3), "0.5": Fraction(1, 2), "1": Fraction(1), "1.5": Fraction(3, 2),
    "2": Fraction(2),
}  # fmt: skip


# What happens to a running contract whose term falls within the window: renewed tacitly, prolonged by an
# avenant that is still to be signed (hypothese), or over, having been prolonged already.
RECONDUIT, AVENANT, TERMINE = "reconduit", "avenant", "termine"


class Choix(NamedTuple):
    """One choice of one doctor, over the window of the comparison.

    `code`: AUCUN, the option of a new contract, or CONTRAT for the running one. `aide`: € if every
    objective is reached; `exposee`: the part of it that is not paid if the number of patients stays what
    it is. `cout`: € of the employer; None when it is not known. `pmt`, `fa`: patients still to gain;
    None when nobody has told; 0 for an indicator that the specialty does not use. `patients`: those that
    count (PMT, or file active for the specialties read on it alone). `suite`: one of the codes above, None
    when the contract covers the window.
    """

    code: str
    option: str | None
    etp: Fraction
    aide: Decimal
    exposee: Decimal
    cout: Decimal | None
    pmt: int | None
    fa: int | None
    patients: int | None
    suite: str | None = None

    @property
    def net(self) -> Decimal | None:
        """€ of aid once the employer's cost is paid: negative, mostly."""
        return None if self.cout is None else self.aide - self.cout

    @property
    def reste(self) -> Decimal | None:
        """€ left to pay; None when the cost is not known."""
        return None if self.cout is None else self.cout - self.aide


class Hausse(NamedTuple):
    """What a higher band would give for the option held, the doctor's band being unknown: € of aid over the
    window, and patients to gain, None when nobody has told."""

    tranche: str
    aide: Decimal
    patients: int | None


RIEN = Choix(AUCUN, None, Fraction(0), ZERO, ZERO, ZERO, 0, 0, 0)


class Fenetre(NamedTuple):
    """The days compared: from the signature to the end of a contract signed that day, excluded."""

    debut: date
    fin: date

    def part(self, debut: date, fin: date) -> Fraction:
        """How much of [debut, fin[ is within."""
        jours = (min(fin, self.fin) - max(debut, self.debut)).days
        return Fraction(max(0, jours), (fin - debut).days)


def fenetre(signature: date, mois: int) -> Fenetre:
    return Fenetre(signature, ajouter_mois(signature, mois))


def choix_individuels(
    membre: Membre, estimation: Estimation, referentiel: Referentiel, jours: Fenetre
) -> tuple[Choix, ...]:
    """A running contract goes on; without one: nothing, 0,5 or 1 ETP when the doctor may sign it."""
    situation = membre.situation
    if situation.suit_un_contrat:
        return (_choix(CONTRAT, situation.contrat_option, situation, referentiel, jours, membre),)
    if estimation.verdict == NON_ELIGIBLE:
        return (RIEN,)
    ouvertes = [option for option in OPTIONS_COURANTES if estimation.option(option).ouverte]
    return (RIEN, *(_choix(o, o, situation, referentiel, jours, membre) for o in ouvertes))


def _choix(
    code: str,
    option: str,
    situation: Situation,
    referentiel: Referentiel,
    jours: Fenetre,
    membre: Membre,
) -> Choix:
    situation = _telle_qu_on_la_connait(situation, option)
    estimation = estimer(situation, referentiel)
    constante = estimer(_patientele_constante(situation, estimation.tranche.valeur), referentiel)
    visee = estimation.option(option)
    annees = list(_annees(estimation, visee.annees, jours, referentiel))
    aide = _aide(annees, jours)
    assuree = _somme(
        (a.annee.montant_min, a.part)
        for a in _annees(constante, constante.option(option).annees, jours, referentiel)
        if a.payee
    )
    pmt, fa = _a_gagner(visee.objectif, membre)
    return Choix(
        code, option, ETP[option], aide, aide - assuree, _cout(estimation, annees), pmt, fa,
        _comptes(visee.objectif, pmt, fa), _suite(estimation, jours),
    )  # fmt: skip


def hausses(
    membre: Membre, estimation: Estimation, option: str, referentiel: Referentiel, jours: Fenetre
) -> tuple[Hausse, ...]:
    """One for each higher band that this doctor may be in; none when the band is known."""
    return tuple(
        Hausse(
            alternative.tranche,
            _aide(_annees(estimation, alternative.annees, jours, referentiel), jours),
            _comptes(alternative.objectif, *_a_gagner(alternative.objectif, membre)),
        )
        for alternative in estimation.option(option).alternatives
    )


def _telle_qu_on_la_connait(situation: Situation, option: str) -> Situation:
    """Without the levels of years to come: suppositions, and the comparison makes its own.

    Nor the objective announced for another option.
    """
    niveaux = {
        champ: None
        for champs in (CHAMPS_PMT, CHAMPS_FA)
        for champ in champs[lectures_faites(situation) :]
    }
    if not situation.suit_un_contrat and option != situation.option:
        niveaux |= {"objectif_pmt": None, "objectif_fa": None}
    return replace(situation, option=option, **niveaux)


def _patientele_constante(situation: Situation, tranche: str | None) -> Situation:
    """Nobody gained, nobody lost. Levels read under a running contract stay, and carry on.

    A start that is not known has not been fallen below either: any number does, the band being kept.
    """
    lus = (*situation.observations(PMT), *situation.observations(FA))
    if any(niveau is not None for niveau in lus):
        return situation
    pmt, fa = situation.pmt or 0, situation.file_active or 0
    return replace(
        situation, tranche=tranche or situation.tranche, pmt=pmt, file_active=fa, pmt_an3=pmt,
        fa_an3=fa,
    )  # fmt: skip


class Tenue(NamedTuple):
    """A contract year and how much of it is in the window; `payee`: a contract pays it."""

    annee: AnneeContrat
    part: Fraction
    payee: bool


def _annees(
    estimation: Estimation,
    annees: Sequence[AnneeContrat],
    jours: Fenetre,
    referentiel: Referentiel,
) -> Iterator[Tenue]:
    """The years of the window, from those of the contract: all of them, since mixes are compared with as
    many ETP from end to end.

    After its term a contract goes on as in its last year, renewed or prolonged (hypothese); prolonged
    already, it pays no more, and the assistant is still employed (hypothese).
    """
    signature = estimation.situation.signature
    for annee in annees:
        part = jours.part(annee.debut, debut_annee(signature, annee.annee + 1))
        if part:
            yield Tenue(annee, part, True)
    derniere = annees[-1]
    numero = derniere.annee + 1
    while (debut := debut_annee(signature, numero)) < jours.fin:
        part = jours.part(debut, debut_annee(signature, numero + 1))
        suivante = _comme(derniere, debut, referentiel.bareme_at(debut))
        yield Tenue(suivante, part, not estimation.prolonge)
        numero += 1


def _comme(derniere: AnneeContrat, debut: date, bareme: Bareme) -> AnneeContrat:
    """The same year opened later: paid by the barème of that day."""
    _, cellule = bareme.montant(derniere.option, derniere.ligne, derniere.annee)
    if cellule is None or derniere.taux_min is None:
        return derniere._replace(debut=debut)
    mini = au_centime(cellule.valeur, derniere.taux_min)
    return derniere._replace(debut=debut, montant_maximal=cellule.valeur, montant_min=mini)


def _aide(annees: Iterable[Tenue], jours: Fenetre) -> Decimal:
    """€ of these years if every objective is reached."""
    return _somme((_objectif_atteint(a.annee, jours), a.part) for a in annees if a.payee)


def _objectif_atteint(annee: AnneeContrat, jours: Fenetre) -> Decimal | None:
    """€ of a year: what was read for the one in progress, all of it for those to come."""
    return annee.montant if annee.debut < jours.debut else annee.montant_maximal


def _suite(estimation: Estimation, jours: Fenetre) -> str | None:
    derniere = estimation.choisie.annees[-1].annee
    if debut_annee(estimation.situation.signature, derniere + 1) >= jours.fin:
        return None
    if estimation.prolonge:
        return TERMINE
    return RECONDUIT if estimation.bareme_signature.entier("reconduction_tacite") else AVENANT


def _somme(montants: Iterable[tuple[Decimal | None, Fraction]]) -> Decimal:
    return sum((au_centime(m, part) for m, part in montants if m is not None), ZERO)


def _cout(estimation: Estimation, annees: Sequence[Tenue]) -> Decimal | None:
    """€ of the employer for these years; None when one of them cannot be costed."""
    if estimation.cout is None:
        return None
    couts = {cout.annee: cout.cout_total for cout in estimation.cout.annees}
    if any(tenue.annee.annee not in couts for tenue in annees):
        return None
    return _somme((couts[tenue.annee.annee], tenue.part) for tenue in annees)


def _a_gagner(objectif: Objectif, membre: Membre) -> tuple[int | None, int | None]:
    """Patients still to gain by indicator; under a running contract, those gained are taken off."""
    return (
        0 if objectif.pmt is None else _reste(objectif.pmt, membre.acquis(PMT)),
        _reste(objectif.fa, membre.acquis(FA)),
    )


def _comptes(objectif: Objectif, pmt: int | None, fa: int | None) -> int | None:
    """The patients that count."""
    return fa if objectif.pmt is None else pmt


def _reste(objectif: ObjectifIndicateur, acquis: int) -> int | None:
    return None if objectif.a_gagner is None else max(0, objectif.a_gagner - acquis)
