"""A full-time month of the assistant: gross of the grid, SMIC or doctor, with its prime; cost and marks."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .cout_temps import UN
from .employeur import CENT, CENTIME, ZERO, Mois, ParametresEmployeur, cout_du_mois, moins_sure
from .situation import Situation

POSITION_PAR_DEFAUT = "8"


class Emploi(NamedTuple):
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


def paie_du_mois(jeu: ParametresEmployeur, assistant: Emploi, echelon: int) -> Paie:
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
