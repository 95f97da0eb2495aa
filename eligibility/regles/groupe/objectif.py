"""What a collective contract asks of the group, and what is paid when it is not wholly reached."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from eligibility.regles.bareme import Bareme
from eligibility.regles.dates import ajouter_mois
from eligibility.regles.objectifs import ObjectifIndicateur
from eligibility.regles.trace import Trace
from eligibility.regles.vocabulaire import FA, HYPOTHESE, PMT

from .modele import Groupe, Membre


class ObjectifCollectif(NamedTuple):
    """Patients that the group gains as a whole by `echeance`.

    `acquis_inconnus`: ranks of the doctors whose running contract may already have brought some, which
    their answers don't tell: the objective is then « at most ».
    """

    echeance: date
    pmt: ObjectifIndicateur
    fa: ObjectifIndicateur
    acquis_inconnus: tuple[int, ...]


class Installe(NamedTuple):
    """A newly installed doctor: P50 of both indicators to reach, on his own; None: not published."""

    rang: int
    echeance: date
    pmt: ObjectifIndicateur
    fa: ObjectifIndicateur


def a_gagner(bareme: Bareme, indicateur: str, etp: Decimal, acquis: int) -> int:
    """Patients that the group gains for `etp`, rounded up (hypothese), less those gained already.

    Never below 0.
    """
    par_etp = bareme.parametre(f"collectif_objectif_{indicateur}").valeur
    return max(0, ceil(par_etp * etp) - acquis)


def taux(gagnes: Mapping[str, int | None], voulus: Mapping[str, int]) -> Fraction | None:
    """Part of the aid paid from year 3 on, by indicator: patients gained (negative: lost), and to gain.

    The better of the two rates, nothing below the start (hypothese); None when it cannot be told.
    """
    if any(nombre is not None and nombre < 0 for nombre in gagnes.values()):
        return Fraction(0)
    if None in gagnes.values():
        return None
    return max(
        min(Fraction(1), Fraction(gagnes[indicateur], voulu)) if voulu else Fraction(1)
        for indicateur, voulu in voulus.items()
    )


def fixer(
    groupe: Groupe, adherents: tuple[int, ...], bareme: Bareme, trace: Trace
) -> ObjectifCollectif:
    echeance = ajouter_mois(groupe.date_signature, bareme.entier("collectif_objectif_mois"))
    voulus = {}
    for indicateur in (PMT, FA):
        cellule = bareme.parametre(f"collectif_objectif_{indicateur}")
        membres = [groupe.membres[rang] for rang in adherents]
        acquis = sum(membre.acquis(indicateur) for membre in membres)
        gagner = a_gagner(bareme, indicateur, groupe.etp, acquis)
        niveaux = [membre.niveau(indicateur) for membre in membres]
        depart = None if None in niveaux else sum(niveaux)
        cible = None if depart is None else depart + gagner
        voulus[indicateur] = ObjectifIndicateur(depart, cible, gagner, depart, cellule.fiabilite)
        detail = {
            "indicateur": indicateur, "par_etp": cellule.valeur, "etp": groupe.etp,
            "acquis": acquis, "echeance": echeance,
        }  # fmt: skip
        trace.noter("collectif", "collectif.objectif", gagner, cellule, detail)
    inconnus = tuple(rang for rang in adherents if _acquis_inconnu(groupe.membres[rang]))
    return ObjectifCollectif(echeance, voulus[PMT], voulus[FA], inconnus)


def _acquis_inconnu(membre: Membre) -> bool:
    """For want of a level read under the running contract, or of the one it started from."""
    return membre.situation.suit_un_contrat and None in (membre.gagnes(PMT), membre.gagnes(FA))


def objectif_d_installe(groupe: Groupe, rang: int, bareme: Bareme) -> Installe:
    """P50 by the same threshold table as for an individual contract."""
    situation = groupe.membres[rang].situation
    voulus = []
    for indicateur in (PMT, FA):
        depart = situation.patientele(indicateur)
        seuil = bareme.seuil(situation.specialite, indicateur, 50)
        cible = None if seuil is None else int(seuil.valeur)
        gagner = None if None in (depart, cible) else max(0, cible - depart)
        marque = HYPOTHESE if seuil is None else seuil.fiabilite
        voulus.append(ObjectifIndicateur(depart, cible, gagner, None, marque))
    echeance = ajouter_mois(groupe.date_signature, bareme.entier("collectif_installe_mois"))
    return Installe(rang, echeance, *voulus)
