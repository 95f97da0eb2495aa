"""The contract's years, the same for every option: when each opens, which barème pays it, when.

Year N opens on the (N - 1)-th anniversary of signature; the barème in force that day pays it (section 3).
"""

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from .bareme import Bareme, Cellule, Referentiel
from .dates import ajouter_mois, debut_annee
from .situation import Situation

PASSEE, ENTAMEE, A_VENIR = "passee", "en_cours", "a_venir"


class Annee(NamedTuple):
    """One contract year. `fin_versement`: last day of its payment, or of its balance.

    `garantie`: paid in full whatever the patientele. `acompte`: percent paid in advance, as
    the barème has it, and `delai` the months left for the last payment.
    """

    annee: int
    debut: date
    bareme: Bareme
    periode: str
    garantie: bool
    acompte: Cellule
    delai: int
    fin_versement: date


def calendrier(
    situation: Situation, referentiel: Referentiel, signature: Bareme
) -> tuple[Annee, ...]:
    """Years 1 to 5 of the contract; to 10 when its 5 years are over on the reference day: prolonged.

    `signature`: the barème in force at signature, whose durations bind the contract.
    """
    jour, reference = situation.signature, situation.date_signature
    duree = signature.entier("duree_contrat_mois")
    annees = duree // 12
    if situation.suit_un_contrat and reference >= ajouter_mois(jour, duree):
        annees += signature.entier("duree_prolongation_mois") // 12
    garanties = signature.entier("annees_garanties")
    debuts = [debut_annee(jour, annee) for annee in range(1, annees + 2)]
    return tuple(
        _annee(annee, debut, suivant, reference, garanties, referentiel.bareme_at(debut))
        for annee, (debut, suivant) in enumerate(pairwise(debuts), start=1)
    )


def _annee(
    annee: int, debut: date, suivant: date, reference: date, garanties: int, bareme: Bareme
) -> Annee:
    if debut >= reference:  # the year that opens on the reference day is to come
        periode = A_VENIR
    else:
        periode = PASSEE if suivant <= reference else ENTAMEE
    garantie = annee <= garanties
    if annee == 1:
        delai = bareme.entier("versement_annee_1_mois")
    else:
        delai = 0 if garantie else bareme.entier("solde_mois")
    return Annee(
        annee,
        debut,
        bareme,
        periode,
        garantie,
        bareme.parametre("acompte_part"),
        delai,
        ajouter_mois(debut, delai),
    )
