"""What would lift a refusal: the other doors that section 1 opens on a check that blocks."""

from dataclasses import dataclass
from typing import NamedTuple

from .bareme import Bareme
from .criteres import Critere
from .vocabulaire import (
    A_VERIFIER,
    AMELI,
    BLOQUANT,
    COLLECTIF26,
    GENERALISTE,
    OFFICIEL,
    OK,
    PMT,
    SECONDAIRE,
    SYNDICAT_FMF,
    indicateur_minimal,
)


@dataclass(frozen=True, slots=True)
class Deblocage:
    """One change that lifts one blocking check.

    `code` is put into words by the site, with the figures of `critere`. `cle`: the answer that the
    change rewrites; empty when it leads out of the individual contract. `etat`: what the check
    becomes, `ok`, or `a_verifier` when the CPAM then decides.
    """

    critere: Critere
    code: str
    cle: str
    etat: str
    source: str
    fiabilite: str


class _Porte(NamedTuple):
    """A change; without a source of its own, it is that of the check."""

    code: str
    cle: str
    etat: str = OK
    source: str = ""
    fiabilite: str = ""


PATIENTS, COLLECTIF = "patients", "collectif"
_SOUS_P30 = (
    _Porte("nouvel_installe", "nouvel_installe", OK, SYNDICAT_FMF, SECONDAIRE),
    _Porte("situations", "situations", A_VERIFIER, AMELI, OFFICIEL),
    _Porte(COLLECTIF, "", OK, COLLECTIF26, SECONDAIRE),
)
# By the code of the check; what is not here cannot be lifted.
_PORTES: dict[str, tuple[_Porte, ...]] = {
    "secteur.2": (_Porte("optam", "secteur"),),
    "secteur.non-conventionne": (_Porte("conventionne", "secteur"),),
    "honoraires_cliniques.insuffisant": (_Porte("part_clinique", "part_clinique"),),
    "activite_minimale.chiffre_insuffisant": (_Porte(PATIENTS, PATIENTS), *_SOUS_P30),
    "activite_minimale.tranche_insuffisant": (_Porte("tranche", "tranche"), *_SOUS_P30),
    "carence.en_cours": (
        _Porte("date_signature", "date_signature"),
        _Porte("circonstances", "circonstances_exceptionnelles", A_VERIFIER),
    ),
}


def lister(groupe: str, criteres: tuple[Critere, ...], bareme: Bareme) -> tuple[Deblocage, ...]:
    """The doors of each blocking check, in the order of the rules; none when one of them has none.

    `bareme`: in force on the reference day.
    """
    bloquants = [critere for critere in criteres if critere.etat == BLOQUANT]
    if any(critere.code not in _PORTES for critere in bloquants):
        return ()
    # The group's contract (section 9) looks at the average of the doctors who join, but asks for a
    # convention too: no way out of two refusals.
    collectif = len(bloquants) == 1 and groupe == GENERALISTE and bareme.connait_le_collectif
    lue = "pmt" if indicateur_minimal(groupe) == PMT else "file_active"
    return tuple(
        _deblocage(critere, porte._replace(code=lue, cle=lue) if porte.code == PATIENTS else porte)
        for critere in bloquants
        for porte in _PORTES[critere.code]
        if porte.code != COLLECTIF or collectif
    )


def _deblocage(critere: Critere, porte: _Porte) -> Deblocage:
    return Deblocage(
        critere,
        porte.code,
        porte.cle,
        porte.etat,
        porte.source or critere.source,
        porte.fiabilite or critere.fiabilite,
    )
