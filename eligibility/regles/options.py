"""Each option side by side: open or not and why, its years, its objective, its alternatives."""

from dataclasses import dataclass
from decimal import Decimal

from .annees import ZERO, AnneeContrat, annee_payee, annee_sans_montant, option_tenue
from .bareme import Bareme, Referentiel
from .calendrier import A_VENIR, Annee
from .dates import debut_annee
from .objectifs import ContexteObjectif, Objectif, determiner_regle, fixer
from .situation import Situation
from .suivi import Suivi, Taux
from .trace import Trace
from .tranches import Tranche
from .vocabulaire import (
    BASE,
    GENERALISTE,
    LIGNES_MONTANT,
    OPTION_TIERS_TEMPS,
    OPTIONS,
    OPTIONS_SECOND_ASSISTANT,
)

OUVERTE, FERMEE, CONDITIONS = "ouverte", "fermee", "conditions"
CONTRAT_1_ETP, TROISIEME_ANNEE = "contrat_1_etp", "troisieme_annee"
OBJECTIF_ATTEINT, ZONE_ZIP, ZONE_A_VERIFIER = "objectif_atteint", "zone_zip", "zone_a_verifier"


class OptionSansObjet(LookupError):
    """The option considered is none of those that this doctor may hold or sign."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a band with an uplift would give, when the band is unknown. € over the years listed."""

    tranche: str
    annees: tuple[AnneeContrat, ...]
    total: Decimal
    objectif: Objectif


@dataclass(frozen=True, slots=True)
class OptionEstimee:
    """One option. `total`: € of the years listed; `total_a_venir`: of those that open from the
    reference day on; `total_certain` False when the rate of a year is unknown."""

    option: str
    ouverte: bool
    conditions_manquantes: tuple[str, ...]
    annees: tuple[AnneeContrat, ...]
    total: Decimal
    total_a_venir: Decimal
    total_certain: bool
    alternatives: tuple[Alternative, ...]
    objectif: Objectif

    @property
    def annees_a_dire(self) -> tuple[AnneeContrat, ...]:
        """The years with an amount still to come, else the last one that has one: what is told first."""
        chiffrees = tuple(annee for annee in self.annees if annee.montant is not None)
        return tuple(a for a in chiffrees if a.periode == A_VENIR) or chiffrees[-1:]


@dataclass(frozen=True, slots=True)
class Contexte:
    """What all the options of one estimation share. `options`: those to show, in order.
    `objectif.bareme`: in force at signature."""

    situation: Situation
    referentiel: Referentiel
    groupe: str
    options: tuple[str, ...]
    tranche: Tranche
    objectif: ContexteObjectif
    calendrier: tuple[Annee, ...]
    suivi: Suivi
    trace: Trace


def options_du_groupe(groupe: str) -> tuple[str, ...]:
    """Options that a doctor of this group of specialties may hold: only généralistes go above 1 ETP."""
    if groupe == GENERALISTE:
        return OPTIONS
    return tuple(option for option in OPTIONS if option not in OPTIONS_SECOND_ASSISTANT)


def ouverture(bareme: Bareme, option: str) -> str:
    """`ouverte`, `conditions` or `fermee` to new contracts; an option that is not listed is closed."""
    connue = bareme.options.get(option)
    return FERMEE if connue is None else connue.etat


def options_a_montrer(situation: Situation, groupe: str) -> tuple[str, ...]:
    """The running contract's own option first, then those that a new contract or an avenant may take."""
    options = tuple(o for o in options_du_groupe(groupe) if o != OPTION_TIERS_TEMPS)
    if not situation.suit_un_contrat:
        return options
    propre = situation.contrat_option
    return (propre, *(option for option in options if option != propre))


def conditions_manquantes(
    situation: Situation, referentiel: Referentiel, option: str, groupe: str
) -> tuple[str, ...]:
    """Why the doctor cannot sign this option on the reference day; empty when it is open.

    The running contract's own option is open as it is held, 1/3 ETP apart: it takes no new contract.
    """
    bareme = referentiel.bareme_at(situation.date_signature)
    etat = ouverture(bareme, option)
    if option == OPTION_TIERS_TEMPS:
        return () if etat == OUVERTE else (FERMEE,)
    if situation.tient(option):
        return ()
    if etat == FERMEE:
        return (FERMEE,)
    if etat != CONDITIONS:
        return ()
    return _conditions_second_assistant(situation, bareme.entier("second_assistant_annee_min"))


def _conditions_second_assistant(situation: Situation, annee_min: int) -> tuple[str, ...]:
    """Conditions of 1,5 and 2 ETP not met, by name."""
    en_cours = situation.suit_un_contrat
    manquantes = []
    if not (en_cours and situation.contrat_option in ("1", *OPTIONS_SECOND_ASSISTANT)):
        manquantes.append(CONTRAT_1_ETP)
    if not en_cours or situation.date_signature < debut_annee(situation.signature, annee_min):
        manquantes.append(TROISIEME_ANNEE)
    if not (en_cours and situation.contrat_objectif_atteint):
        manquantes.append(OBJECTIF_ATTEINT)
    if situation.zone == "hors-zip":
        manquantes.append(ZONE_ZIP)
    elif situation.zone != "zip":
        manquantes.append(ZONE_A_VERIFIER)
    return tuple(manquantes)


def annees_de_l_option(contexte: Contexte, option: str) -> tuple[Annee, ...]:
    """Contract years to list: from year 3 for 1,5 and 2 ETP, unless an avenant led to them."""
    situation = contexte.situation
    par_avenant = situation.contrat_avenant is not None and option == situation.contrat_option
    if option in OPTIONS_SECOND_ASSISTANT and not par_avenant:
        premiere = contexte.objectif.bareme.entier("second_assistant_annee_min")
        return contexte.calendrier[premiere - 1 :]
    return contexte.calendrier


def estimer_option(contexte: Contexte, option: str) -> OptionEstimee:
    """All there is to say of one option, its alternatives included."""
    tranche = contexte.tranche
    annees, objectif = _annees(contexte, option, tranche.valeur)
    # No uplift is published for 1,5 and 2 ETP: there is no alternative to show.
    bandes = () if option in OPTIONS_SECOND_ASSISTANT else tranche.alternatives
    alternatives = tuple(
        _alternative(contexte, option, bande, annees, objectif) for bande in bandes
    )
    total = _total(annees)
    a_venir = _total(tuple(annee for annee in annees if annee.periode == A_VENIR))
    certain = all(annee.taux is not None for annee in annees if annee.montant_maximal is not None)
    detail = {"option": option, "annees": len(annees)}
    contexte.trace.ajouter("total", "total.annees", total, "", "", detail)
    if a_venir != total:
        contexte.trace.ajouter("total", "total.a_venir", a_venir, "", "", detail)
    manquantes = conditions_manquantes(
        contexte.situation, contexte.referentiel, option, contexte.groupe
    )
    return OptionEstimee(
        option, not manquantes, manquantes, annees, total, a_venir, certain, alternatives, objectif
    )


def _alternative(
    contexte: Contexte,
    option: str,
    tranche: str,
    supposees: tuple[AnneeContrat, ...],
    objectif_suppose: Objectif,
) -> Alternative:
    """The option as if `tranche` were stated; the rest: what it is in a band below P90."""
    annees, objectif = _annees(contexte, option, tranche, supposees, objectif_suppose)
    total = _total(annees)
    detail = {"option": option, "tranche": tranche, "annees": len(annees)}
    contexte.trace.ajouter("total", "total.alternative", total, "", "", detail)
    return Alternative(tranche, annees, total, objectif)


def _annees(
    contexte: Contexte,
    option: str,
    tranche: str | None,
    supposees: tuple[AnneeContrat, ...] = (),
    objectif_suppose: Objectif | None = None,
) -> tuple[tuple[AnneeContrat, ...], Objectif]:
    """Years and objective in a band; what would only repeat `supposees` is taken from there."""
    situation, signature = contexte.situation, contexte.objectif.bareme
    regle = determiner_regle(contexte.objectif, tranche, option)
    if objectif_suppose is not None and objectif_suppose.regle == regle:
        objectif = objectif_suppose
    else:
        objectif = fixer(contexte.objectif, regle, option, contexte.trace)
    ligne_tranche = tranche if tranche in LIGNES_MONTANT else BASE
    annees = []
    for rang, annee in enumerate(annees_de_l_option(contexte, option)):
        tenue = option_tenue(situation, option, annee.debut)
        ligne, cellule = annee.bareme.montant(tenue, ligne_tranche, annee.annee)
        if cellule is None:
            annees.append(annee_sans_montant(annee, tenue, ligne, option, contexte.trace))
            continue
        if objectif is objectif_suppose and ligne == supposees[rang].ligne:
            annees.append(supposees[rang])
            continue
        taux = contexte.suivi.taux(objectif, annee)
        if supposees and _identique(supposees[rang], ligne, taux):
            annees.append(supposees[rang])
        else:
            annees.append(
                annee_payee(annee, option, tenue, ligne, cellule, taux, signature, contexte.trace)
            )
    return tuple(annees), objectif


def _identique(annee: AnneeContrat, ligne: str, taux: Taux) -> bool:
    return (annee.ligne, annee.motif, annee.taux) == (ligne, taux.code, taux.valeur)


def _total(annees: tuple[AnneeContrat, ...]) -> Decimal:
    return sum((annee.montant for annee in annees if annee.montant is not None), ZERO)
