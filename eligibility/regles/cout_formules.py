"""The formulas that every month and every year of the cost apply, with their figures: a line each."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from .bareme import Cellule
from .cout_paie import Emploi
from .employeur import CENTIME, TAUX, ParametresEmployeur, moins_sure
from .trace import Trace

DIXIEME, AUCUN_ACTE = Decimal("0.1"), Decimal("0.0")
JOURS_PAR_SEMAINE = 5
REDUCTION = (
    "rgdu_minimum",
    "rgdu_amplitude",
    "rgdu_puissance",
    "rgdu_maximum",
    "rgdu_smic_horaire",
    "heures_mensuelles",
)
TAXE = (
    "taxe_taux",
    "taxe_taux_tranche_2",
    "taxe_taux_tranche_3",
    "taxe_seuil_2",
    "taxe_seuil_3",
    "taxe_decote_part",
    "taxe_decote_plafond",
)


class Formule(NamedTuple):
    """A line of the trace that every estimation of the same set repeats."""

    code: str
    valeur: Decimal
    source: str
    marque: str
    detail: Mapping[str, Any]


def noter_formules(trace: Trace, assistant: Emploi, jeux: Iterable[ParametresEmployeur]) -> None:
    """Rates, reduction and tax of each set of parameters used."""
    for jeu in jeux:
        for ligne in _lignes(jeu, assistant.at_mp):
            trace.ajouter("cout", *ligne)


def _lignes(jeu: ParametresEmployeur, at_mp: Decimal | None) -> tuple[Formule, ...]:
    if at_mp is not None:
        return _calculer_lignes(jeu, at_mp)
    # The same for every doctor who does not give his own rate: each set keeps them.
    lignes = jeu.formules.get(at_mp)
    if lignes is None:
        lignes = jeu.formules[at_mp] = _calculer_lignes(jeu, at_mp)
    return lignes


def _calculer_lignes(jeu: ParametresEmployeur, at_mp: Decimal | None) -> tuple[Formule, ...]:
    valeurs, cellules = jeu.valeurs, jeu.cellules
    smic = valeurs["rgdu_smic_horaire"] * valeurs["heures_mensuelles"]
    franchise = cellules["taxe_franchise"]
    return (
        _taux(jeu, at_mp),
        Formule(
            "cout.formule_reduction",
            smic.quantize(CENTIME, ROUND_HALF_UP),
            "",
            moins_sure(cellules[cle].fiabilite for cle in REDUCTION),
            {"parametres": jeu.date_effet, **{cle: valeurs[cle] for cle in REDUCTION}},
        ),
        Formule(
            "cout.formule_taxe",
            franchise.valeur,
            franchise.source,
            moins_sure(cellules[cle].fiabilite for cle in ("taxe_franchise", *TAXE)),
            {"parametres": jeu.date_effet, **{cle: valeurs[cle] for cle in TAXE}},
        ),
    )


def _taux(jeu: ParametresEmployeur, at_mp: Decimal | None) -> Formule:
    """What the rate of the contributions adds up, prévoyance included."""
    cles = (*TAUX, "taux_prevoyance")
    cotisations = {cle: jeu.valeurs[cle] for cle in cles}
    marques = [jeu.marque, jeu.cellules["taux_prevoyance"].fiabilite]
    if at_mp is None:
        marques.append(jeu.cellules["taux_at_mp"].fiabilite)
    else:
        cotisations["taux_at_mp"] = at_mp
    detail = {
        "parametres": jeu.date_effet,
        "cotisations": tuple(cotisations.items()),
        "prevoyance_mois": jeu.valeurs["prevoyance_mois"],
    }
    somme = sum(cotisations.values(), Decimal(0))
    return Formule("cout.formule_cotisations", somme, "", moins_sure(marques), detail)


class Conversion(NamedTuple):
    """How € left become acts: fee (None: not known), days worked a year; `marque`: the least sure of both."""

    tarif: Decimal | None
    jours: int
    marque: str

    def actes(
        self, annee: int, reste: Decimal | None, trace: Trace
    ) -> tuple[Decimal | None, Decimal | None]:
        """More consultations, a day and a week, that would cover what is left; none when nothing is."""
        if reste is None or not self.tarif:
            return None, None
        if reste <= 0:
            return AUCUN_ACTE, AUCUN_ACTE
        exact = reste / self.tarif / self.jours
        par_jour, par_semaine = (
            nombre.quantize(DIXIEME, ROUND_HALF_UP) for nombre in (exact, exact * JOURS_PAR_SEMAINE)
        )
        detail = {
            "annee": annee,
            "reste": reste,
            "tarif": self.tarif,
            "jours": self.jours,
            "semaine": JOURS_PAR_SEMAINE,
            "actes": par_semaine,
        }
        trace.ajouter("cout", "cout.actes", par_jour, "", self.marque, detail)
        return par_jour, par_semaine


def conversion(
    tarif: Decimal | None, jours: int | None, defaut_tarif: Cellule | None, defaut_jours: Cellule
) -> Conversion:
    """What the doctor typed, else the defaults; `defaut_tarif`: None where each specialty types its own."""
    marques = []
    if tarif is None and defaut_tarif is not None:
        tarif = defaut_tarif.valeur
        marques.append(defaut_tarif.fiabilite)
    if not jours:
        jours = int(defaut_jours.valeur)
        marques.append(defaut_jours.fiabilite)
    return Conversion(tarif, jours, moins_sure(marques))
