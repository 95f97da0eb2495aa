"""What is left to pay each contract year: employer cost, tax, what the doctor adds, less the aid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import NamedTuple

from .annees import AnneeContrat
from .calendrier import A_VENIR
from .cout_emploi import AuDessusDuPlafond, Calcul
from .cout_equipe import Changements, Equipe, Payee, payeur
from .cout_formules import Conversion, conversion, noter_formules
from .cout_hypotheses import (
    AU_DESSUS_DU_PLAFOND,
    Hypothese,
    hypotheses,
    hypotheses_actes,
    hypotheses_changements,
    noter_supposes,
)
from .cout_paie import emploi
from .cout_temps import UN, chronologie
from .employeur import ZERO, ParametresEmployeur
from .situation import Situation
from .trace import Trace
from .vocabulaire import GENERALISTE, GROUPES_ACTIVITE_PMT


class AnneeCout(NamedTuple):
    """One contract year, in € to the cent, for this doctor's share. `reste`: None when the aid is.

    `brut`: yearly gross of all the employees. `dont_formation`: cost of the hours of training, lowest
    and highest, in whole euros, already in `cout_employeur`; year 1 only. `actes_*`: more
    consultations that would cover `reste`, one decimal; None without a fee.
    """

    annee: int
    debut: date
    brut: Decimal
    cout_employeur: Decimal
    taxe_salaires: Decimal
    autres_frais: Decimal
    aide: Decimal | None
    reste: Decimal | None
    dont_formation: tuple[Decimal, Decimal] | None
    actes_par_jour: Decimal | None
    actes_par_semaine: Decimal | None

    @property
    def cout_total(self) -> Decimal:
        """€ of the year before any aid: what the aid covers, or not."""
        return self.cout_employeur + self.taxe_salaires + self.autres_frais


# What AnneeCout(…) does, without its layer of Python.
_annee_cout = partial(tuple.__new__, AnneeCout)


@dataclass(frozen=True, slots=True)
class Cout:
    """The cost of the option considered, and what each option leaves to pay.

    `parametres`: version in force on the reference day, or the first known after it. `annees`: those
    whose rates are known, none at all when the gross is above the ceiling. `restes`: by option, € left
    over the years that open from the reference day on and have an amount; None when one of them cannot
    be costed. `etp`: employed once every change is made. `repere_cnam`: more acts a day as the Cnam
    measured them, to general practitioners only.
    """

    parametres: str
    hypotheses: tuple[Hypothese, ...]
    annees: tuple[AnneeCout, ...]
    restes: Mapping[str, Decimal | None]
    etp: Decimal
    tarif: Decimal | None
    jours: int
    repere_cnam: Decimal | None

    @property
    def au_dessus_du_plafond(self) -> bool:
        return any(hypothese.code == AU_DESSUS_DU_PLAFOND for hypothese in self.hypotheses)


def estimer_cout(
    situation: Situation,
    groupe: str,
    annees_par_option: Mapping[str, tuple[AnneeContrat, ...]],
    jeux: tuple[ParametresEmployeur, ...],
    trace: Trace,
) -> Cout | None:
    """Cost of the option considered, year after year, and of the others as a whole.

    None without any set of parameters. Raises ResultatImpossible on a negative cost.
    """
    if not jeux:
        return None
    assistant = emploi(situation)
    calcul = Calcul(assistant, jeux, trace)
    reference = jeux[max(0, calcul.rang(situation.date_signature))]
    cellules = reference.cellules
    convertir = conversion(
        situation.tarif,
        situation.jours_travailles,
        cellules["tarif_consultation"] if groupe in GROUPES_ACTIVITE_PMT else None,
        cellules["jours_travailles"],
    )
    annees = annees_par_option[situation.option]
    chiffrables = annees
    if annees[0].debut < jeux[0].date_effet:
        chiffrables = tuple(annee for annee in annees if annee.debut >= jeux[0].date_effet)
    supposes = hypotheses(situation, assistant.position, annees, chiffrables, jeux, reference)
    debut_trace = len(trace.lignes)
    pas = chronologie(situation, situation.option, assistant.embauche)
    if len(pas) > 1 and chiffrables:
        supposes += hypotheses_changements(pas, chiffrables)
    supposes += hypotheses_actes(situation, convertir.tarif, convertir.jours)
    bilan = _Bilan(calcul, payeur(calcul, pas), set())
    try:
        chiffrees = tuple(bilan.annee(annee, situation, convertir) for annee in chiffrables)
        if chiffrees:
            noter_formules(trace, assistant, calcul.jeux_appliques())
        calcul.suivants_muets = True
        restes = {}
        for option, tenues in annees_par_option.items():
            paie = bilan.payeur
            if option != situation.option:
                paie = payeur(calcul, chronologie(situation, option, assistant.embauche))
            restes[option] = _reste_a_venir(paie, option, tenues, trace)
    except AuDessusDuPlafond as exces:
        del trace.lignes[debut_trace:]
        chiffrees, restes = (), {}
        supposes = [Hypothese(AU_DESSUS_DU_PLAFOND, {"plafond": exces.plafond})]
    noter_supposes(trace, supposes, reference)
    repere = None
    if groupe == GENERALISTE and chiffrees:
        cellule = reference.cellules["actes_par_jour_cnam"]
        repere = cellule.valeur
        trace.noter("cout", "cout.repere_cnam", repere, cellule)
    return Cout(
        reference.version,
        tuple(supposes),
        chiffrees,
        restes,
        pas[-1].etp,
        convertir.tarif,
        convertir.jours,
        repere,
    )


class _Bilan(NamedTuple):
    """From what a year pays to what it leaves to this doctor; `notees`: identities of those with lines."""

    calcul: Calcul
    payeur: Equipe | Changements
    notees: set[int]

    def annee(self, annee: AnneeContrat, situation: Situation, convertir: Conversion) -> AnneeCout:
        """One year of the option considered, with its lines."""
        payee = self.payeur.payee(annee)
        rang, plein, brut, cout, taxe = payee[:5]
        assistant, aide = self.calcul.assistant, annee.montant
        frais = assistant.autres_frais
        detail = {
            "annee": annee.annee,
            "plein": plein,
            "etp": payee.etp,
            "quote_part": assistant.part,
            "brut": brut,
            "deja_due": assistant.taxe_deja_due,
            "cout": cout,
            "taxe_salaires": taxe,
            "frais": frais,
            "aide": aide,
        }
        trace, parametres = self.calcul.trace, self.calcul.jeux[rang]
        if id(payee) not in self.notees:
            self.notees.add(id(payee))
            code = "cout.employeur"
            if payee.salaries:
                code = "cout.salaries"
                payee.noter(trace, annee.annee)
            trace.ajouter("cout", code, cout, "", payee.marque, detail)
            trace.noter("cout", "cout.taxe", taxe, parametres.cellules["taxe_taux"], detail)
        reste = None
        if aide is not None:
            reste = cout + taxe + frais - aide
            trace.ajouter("cout", "cout.reste", reste, "", "", detail)
        formation = None
        if annee.annee == 1 and not situation.assistant_qualifie and payee.travaillee:
            formation = self._formation(parametres, payee)
            heures = {"courte": formation[0], "longue": formation[1]}
            trace.ajouter("cout", "cout.formation", formation[1], "", payee.marque, heures)
        return _annee_cout((
            annee.annee, annee.debut, brut, cout, taxe, frais, aide, reste, formation,
            *convertir.actes(annee.annee, reste, trace),
        ))  # fmt: skip

    def _formation(self, parametres: ParametresEmployeur, payee: Payee) -> tuple[Decimal, Decimal]:
        """Cost of the hours of training of each employee, never more than what all the hours cost."""
        valeurs = parametres.valeurs
        facteur = payee.heures(valeurs["heures_annuelles"]) * self.calcul.assistant.part
        courte, longue = (
            min(facteur * valeurs[cle], payee.cout).quantize(UN, ROUND_HALF_UP)
            for cle in ("formation_heures_ameli", "formation_heures_branche")
        )
        return courte, longue


def _reste_a_venir(
    payeur: Equipe | Changements, option: str, annees: tuple[AnneeContrat, ...], trace: Trace
) -> Decimal | None:
    """€ left over the years to come that have an amount; None when the rates of one are unknown."""
    calcul = payeur.calcul
    retenues = [a for a in annees if a.periode == A_VENIR and a.montant is not None]
    if not retenues or calcul.rang(retenues[0].debut) < 0:
        return None
    cout = taxe = aide = ZERO
    for annee in retenues:
        payee = payeur.payee(annee)
        cout += payee.cout
        taxe += payee.taxe
        aide += annee.montant
    frais = len(retenues) * calcul.assistant.autres_frais
    detail = {
        "option": option,
        "annees": len(retenues),
        "cout": cout,
        "taxe_salaires": taxe,
        "frais": frais,
        "aide": aide,
    }
    reste = cout + taxe + frais - aide
    trace.ajouter("cout", "cout.a_venir", reste, "", "", detail)
    return reste
