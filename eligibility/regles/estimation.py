"""From a situation to an estimation: the whole computation, in the order of the rules."""

from dataclasses import dataclass
from typing import NamedTuple

from . import criteres as _criteres
from . import deblocages as _deblocages
from . import echeances as _echeances
from . import invariants
from . import questions as _questions
from .avancement import Avancement, avancer, prochaine_lecture
from .bareme import Bareme, Referentiel
from .calendrier import calendrier
from .cout import Cout, estimer_cout
from .criteres import Critere
from .deblocages import Deblocage
from .echeances import Echeance
from .objectifs import ContexteObjectif, Objectif
from .options import (
    Contexte,
    OptionEstimee,
    OptionSansObjet,
    estimer_option,
    options_a_montrer,
)
from .questions import QuestionCpam
from .situation import Situation
from .suivi import regle_de_l_annee, suivre
from .trace import LigneTrace, Trace
from .tranches import Tranche, estimer_tranche
from .vocabulaire import indicateurs


@dataclass(frozen=True, slots=True)
class Estimation:
    """All that can be said of one situation: the same object for page, API, print and calendar.

    `bareme`: in force on `date_signature`, the one that a result names. `bareme_signature`: in force when
    the contract was signed (the same without a running contract). `deblocages`: what would lift a
    refusal, empty otherwise or when nothing would. `options`: in the order to show.
    `cout`: of the option that the doctor considers, and what each leaves to pay; None when no employer's
    parameter is known.
    """

    situation: Situation
    verdict: str
    criteres: tuple[Critere, ...]
    deblocages: tuple[Deblocage, ...]
    tranche: Tranche
    options: tuple[OptionEstimee, ...]
    echeances: tuple[Echeance, ...]
    questions: tuple[QuestionCpam, ...]
    bareme: Bareme
    bareme_signature: Bareme
    cout: Cout | None
    avancement: Avancement | None
    trace: tuple[LigneTrace, ...]

    @property
    def prolonge(self) -> bool:
        """The contract's first term is over: it is followed as prolonged."""
        duree = self.bareme_signature.entier("duree_contrat_mois") // 12
        return self.choisie.annees[-1].annee > duree

    @property
    def choisie(self) -> OptionEstimee:
        """The option that the doctor considers."""
        return self.option(self.situation.option)

    @property
    def echeances_a_venir(self) -> tuple[Echeance, ...]:
        """Dates from the reference day on."""
        jour = self.situation.date_signature
        return tuple(echeance for echeance in self.echeances if echeance.date >= jour)

    def regle_a_lire(self, objectif: Objectif) -> str:
        """The rule of the next reading: turning 65 on the way changes that of the signature."""
        annee = prochaine_lecture(self.choisie)
        if annee is None:
            return objectif.regle
        return regle_de_l_annee(self.situation, objectif, annee.debut)

    def option(self, option: str) -> OptionEstimee:
        return next(o for o in self.options if o.option == option)


class Envisagee(NamedTuple):
    """What an Estimation says of the option that the doctor considers, and of nothing else."""

    verdict: str
    tranche: Tranche
    option: OptionEstimee
    cout: Cout | None


def estimer(situation: Situation, referentiel: Referentiel) -> Estimation:
    """Applies sections 1 to 7 and 10 of the rules.

    Raises AvantPremierBareme when signature precedes the first barème, ParametreManquant when a table
    lacks a constant, ResultatImpossible when an invariant is broken, OptionSansObjet when this doctor
    can neither hold nor sign the option considered. `situation` must hold answers that agree with each
    other: the declaration of the answers has seen to it.
    """
    bareme, criteres, contexte = _preparer(situation, referentiel)
    groupe, tranche, trace = contexte.groupe, contexte.tranche, contexte.trace
    signature = contexte.objectif.bareme
    options = tuple(estimer_option(contexte, option) for option in contexte.options)
    invariants.verifier(options, referentiel)
    par_nom = {option.option: option for option in options}
    echeances = _echeances.lister(situation, referentiel, signature, par_nom, trace)
    questions = _questions.lister(
        situation, referentiel, signature, criteres, tranche, par_nom[situation.option]
    )
    avancement = avancer(situation, par_nom[situation.option_de_l_objectif], trace)
    annees = {option.option: option.annees for option in options}
    cout = estimer_cout(situation, groupe, annees, referentiel.employeurs, trace)
    return Estimation(
        situation,
        _criteres.verdict(criteres),
        criteres,
        _deblocages.lister(groupe, criteres, bareme),
        tranche,
        options,
        echeances,
        questions,
        bareme,
        signature,
        cout,
        avancement,
        tuple(trace.lignes),
    )


def estimer_envisagee(situation: Situation, referentiel: Referentiel) -> Envisagee:
    """The part of `estimer` that thousands of comparisons need, and the same errors."""
    _, criteres, contexte = _preparer(situation, referentiel)
    option = estimer_option(contexte, situation.option)
    invariants.verifier((option,), referentiel)
    annees = {option.option: option.annees}
    cout = estimer_cout(situation, contexte.groupe, annees, referentiel.employeurs, contexte.trace)
    return Envisagee(_criteres.verdict(criteres), contexte.tranche, option, cout)


def _preparer(
    situation: Situation, referentiel: Referentiel
) -> tuple[Bareme, tuple[Critere, ...], Contexte]:
    """Barème of the reference day, conditions, and what all the options share."""
    trace = Trace()
    groupe = referentiel.groupe(situation.specialite)
    options = options_a_montrer(situation, groupe)
    if situation.option not in options:
        raise OptionSansObjet(groupe)  # never the answer itself: errors are logged
    bareme = referentiel.bareme_at(situation.date_signature)
    signature = referentiel.bareme_at(situation.signature)
    trace.ajouter(
        "bareme", "bareme.en_vigueur", bareme.version, bareme.source, "officiel",
        {"revision": bareme.revision, "date": situation.date_signature},
    )  # fmt: skip
    criteres = _criteres.examiner(situation, signature, groupe, trace)
    tranche = estimer_tranche(situation, signature, groupe, trace)
    contexte = Contexte(
        situation,
        referentiel,
        groupe,
        options,
        tranche,
        ContexteObjectif(situation, signature, groupe, referentiel),
        calendrier(situation, referentiel, signature),
        suivre(situation, signature, indicateurs(groupe)),
        trace,
    )
    return bareme, criteres, contexte
