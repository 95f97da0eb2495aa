"""What is left to pay each contract year: employer cost, tax, what the doctor adds, less the aid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from .annees import AnneeContrat
from .cout_emploi import DOUZE, UN, AnneePleine, AuDessusDuPlafond, Calcul, Emploi, emploi
from .employeur import CENTIME, ParametresEmployeur, taxe_en_plus
from .invariants import ResultatImpossible
from .situation import Situation
from .trace import Trace
from .vocabulaire import GENERALISTE, GROUPES_ACTIVITE_PMT

DIXIEME, AUCUN_ACTE = Decimal("0.1"), Decimal("0.0")
JOURS_PAR_SEMAINE = 5

# Codes of the hypotheses, which the site puts into words.
METROPOLE, HORS_COUT = "metropole", "hors_cout"
POSITION_DEFAUT, BASE_DE_LA_PRIME = "position_defaut", "base_de_la_prime"
BRUT_CONSTANT, BRUT_SOUS_LE_SMIC = "brut_constant", "brut_sous_le_smic"
AT_MP_DEFAUT, EMBAUCHE_A_LA_SIGNATURE = "at_mp_defaut", "embauche_a_la_signature"
SEUL_EMPLOI, TAXE_PAR_ANNEE = "seul_emploi", "taxe_par_annee"
AIDE_MAXIMALE = "aide_maximale"
DERNIERS_PARAMETRES, ANNEES_NON_CHIFFREES = "derniers_parametres", "annees_non_chiffrees"
TARIF_DEFAUT, SANS_TARIF, JOURS_DEFAUT = "tarif_defaut", "sans_tarif", "jours_defaut"
AU_DESSUS_DU_PLAFOND = "au_dessus_du_plafond"
# Amounts that the sentence of an assumption cites: name of the detail, key of the parameter.
MONTANTS_CITES = {"tarif": "tarif_consultation", "smic": "smic", "plafond": "pmss"}


class Hypothese(NamedTuple):
    """What the figures take for granted; `detail` fills the sentence."""

    code: str
    detail: Mapping[str, Any] = {}


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


@dataclass(frozen=True, slots=True)
class Cout:
    """The cost of one option.

    `parametres`: version in force on the reference day, or the first known after it. `annees`: those
    whose rates are known, none at all when the gross is above the ceiling. `repere_cnam`: more acts a
    day as the Cnam measured them, to general practitioners only.
    """

    parametres: str
    hypotheses: tuple[Hypothese, ...]
    annees: tuple[AnneeCout, ...]
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
    option: str,
    annees: tuple[AnneeContrat, ...],
    jeux: tuple[ParametresEmployeur, ...],
    trace: Trace,
) -> Cout | None:
    """Cost of `option`, whose contract years are `annees`; None without any set of parameters."""
    if not jeux:
        return None
    assistant = emploi(situation, option)
    calcul = Calcul(assistant, jeux, trace)
    reference = jeux[max(0, calcul.rang(situation.date_signature))]
    tarif = situation.tarif
    if tarif is None and groupe in GROUPES_ACTIVITE_PMT:
        tarif = reference.valeurs["tarif_consultation"]
    jours = situation.jours_travailles or int(reference.valeurs["jours_travailles"])
    chiffrables = tuple(annee for annee in annees if calcul.rang(annee.debut) >= 0)
    hypotheses = _hypotheses(situation, assistant, annees, chiffrables, jeux, reference)
    hypotheses += _hypotheses_actes(situation, tarif, jours)
    debut_trace = len(trace.lignes)
    bilan = _Bilan(calcul, situation.assistant_qualifie, tarif, jours, {})
    try:
        chiffrees = tuple(bilan.annee(annee) for annee in chiffrables)
    except AuDessusDuPlafond as exces:
        del trace.lignes[debut_trace:]
        chiffrees = ()
        hypotheses = [Hypothese(AU_DESSUS_DU_PLAFOND, {"plafond": exces.plafond})]
    _noter_supposes(trace, hypotheses, reference)
    return Cout(
        reference.version,
        tuple(hypotheses),
        chiffrees,
        assistant.etp,
        tarif,
        jours,
        reference.valeurs["actes_par_jour_cnam"] if groupe == GENERALISTE else None,
    )


def _hypotheses(
    situation: Situation,
    assistant: Emploi,
    annees: tuple[AnneeContrat, ...],
    chiffrables: tuple[AnneeContrat, ...],
    jeux: tuple[ParametresEmployeur, ...],
    reference: ParametresEmployeur,
) -> list[Hypothese]:
    """What was not said and what the rules leave open, each thing once."""
    trouvees = [Hypothese(METROPOLE), Hypothese(HORS_COUT)]
    brut, smic = situation.brut_mensuel, reference.valeurs["smic"]
    if brut is None:
        if situation.position is None:
            trouvees.append(Hypothese(POSITION_DEFAUT, {"position": assistant.position}))
        trouvees.append(Hypothese(BASE_DE_LA_PRIME))
    else:
        trouvees.append(Hypothese(BRUT_CONSTANT))
        if brut < smic:
            trouvees.append(Hypothese(BRUT_SOUS_LE_SMIC, {"smic": smic}))
    if situation.at_mp is None:
        trouvees.append(Hypothese(AT_MP_DEFAUT, {"charges": reference.valeurs["taux_at_mp"]}))
    if situation.date_embauche is None:
        trouvees.append(Hypothese(EMBAUCHE_A_LA_SIGNATURE))
    if situation.taxe_deja_due is None:
        trouvees.append(Hypothese(SEUL_EMPLOI))
    trouvees.append(Hypothese(TAXE_PAR_ANNEE))
    if any(a.taux is None and a.montant is not None for a in chiffrables):
        trouvees.append(Hypothese(AIDE_MAXIMALE))
    if chiffrables and chiffrables[-1].debut > jeux[-1].date_effet:
        trouvees.append(Hypothese(DERNIERS_PARAMETRES, {"date": jeux[-1].date_effet}))
    if len(chiffrables) < len(annees):
        trouvees.append(Hypothese(ANNEES_NON_CHIFFREES, {"date": jeux[0].date_effet}))
    return trouvees


def _noter_supposes(
    trace: Trace, hypotheses: list[Hypothese], reference: ParametresEmployeur
) -> None:
    """Amounts that an assumption cites have their line, like any other figure shown."""
    for hypothese in hypotheses:
        for nom, cle in MONTANTS_CITES.items():
            if nom in hypothese.detail:
                cellule = reference.cellules[cle]
                trace.noter("cout", "cout.cite", hypothese.detail[nom], cellule, {"cite": nom})


def _hypotheses_actes(situation: Situation, tarif: Decimal | None, jours: int) -> list[Hypothese]:
    if not tarif:
        return [Hypothese(SANS_TARIF)]
    trouvees = []
    if situation.tarif is None:
        trouvees.append(Hypothese(TARIF_DEFAUT, {"tarif": tarif}))
    if situation.jours_travailles is None:
        trouvees.append(Hypothese(JOURS_DEFAUT, {"jours": jours}))
    return trouvees


class _Bilan(NamedTuple):
    """From full-time years to this doctor's; `payees`: years alike are computed once."""

    calcul: Calcul
    qualifie: bool
    tarif: Decimal | None
    jours: int
    payees: dict[int, tuple[AnneePleine, Decimal, Decimal, Decimal]]

    def annee(self, annee: AnneeContrat) -> AnneeCout:
        calcul = self.calcul
        assistant, trace = calcul.assistant, calcul.trace
        pleine = calcul.annee(annee.debut, annee.annee)
        parametres = calcul.jeux[pleine.rang]
        # By identity: hashing long decimals costs more than what is spared. Each entry keeps its year.
        payee = self.payees.get(id(pleine))
        if payee is None:
            payee = self.payees[id(pleine)] = (pleine, *_payee(parametres, pleine, assistant))
        _, brut, cout, taxe = payee
        frais, aide = assistant.autres_frais, annee.montant
        detail = {
            "annee": annee.annee,
            "plein": pleine.cout,
            "etp": assistant.etp,
            "quote_part": assistant.part,
            "brut": brut,
            "deja_due": assistant.taxe_deja_due,
            "cout": cout,
            "taxe_salaires": taxe,
            "frais": frais,
            "aide": aide,
        }
        trace.ajouter("cout", "cout.employeur", cout, "", pleine.marque, detail)
        trace.noter("cout", "cout.taxe", taxe, parametres.cellules["taxe_taux"], detail)
        reste = None
        if aide is not None:
            reste = cout + taxe + frais - aide
            trace.ajouter("cout", "cout.reste", reste, "", "", detail)
        formation = None
        if annee.annee == 1 and not self.qualifie and pleine.mois:
            formation = _formation(parametres, pleine, assistant, cout)
        return AnneeCout(
            annee.annee, annee.debut, brut, cout, taxe, frais, aide, reste, formation,
            *_actes(reste, self.tarif, self.jours),
        )  # fmt: skip


def _payee(
    parametres: ParametresEmployeur, pleine: AnneePleine, assistant: Emploi
) -> tuple[Decimal, Decimal, Decimal]:
    """Yearly gross of all the employees, then what this doctor pays: cost, tax. € to the cent."""
    taxe = taxe_en_plus(
        parametres, [pleine.brut * poste for poste in assistant.postes()], assistant.taxe_deja_due
    )
    brut = _arrondi(pleine.brut * assistant.etp)
    cout = _arrondi(pleine.cout * assistant.etp * assistant.part)
    taxe = _arrondi(taxe * assistant.part)
    if cout < 0 or taxe < 0:
        raise ResultatImpossible("cout_negatif", parametres.version)
    return brut, cout, taxe


def _formation(
    parametres: ParametresEmployeur, pleine: AnneePleine, assistant: Emploi, cout: Decimal
) -> tuple[Decimal, Decimal]:
    """Cost of the hours of training of each employee, never more than what all the hours cost."""
    valeurs = parametres.valeurs
    heure = pleine.cout * DOUZE / pleine.mois / valeurs["heures_annuelles"]
    facteur = heure * assistant.part * len(assistant.postes())
    courte, longue = (
        min(facteur * valeurs[cle], cout).quantize(UN, ROUND_HALF_UP)
        for cle in ("formation_heures_ameli", "formation_heures_branche")
    )
    return courte, longue


def _actes(
    reste: Decimal | None, tarif: Decimal | None, jours: int
) -> tuple[Decimal | None, Decimal | None]:
    """More consultations, a day and a week, that would cover what is left; none when nothing is."""
    if reste is None or not tarif:
        return None, None
    if reste <= 0:
        return AUCUN_ACTE, AUCUN_ACTE
    par_jour = reste / tarif / jours
    par_semaine = par_jour * JOURS_PAR_SEMAINE
    return par_jour.quantize(DIXIEME, ROUND_HALF_UP), par_semaine.quantize(DIXIEME, ROUND_HALF_UP)


def _arrondi(montant: Decimal) -> Decimal:
    return montant.quantize(CENTIME, ROUND_HALF_UP)
