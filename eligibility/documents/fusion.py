"""Three documents: what a draft came from, what is public now, the draft. What each has changed."""

from typing import Any, NamedTuple

from .differences import Difference, Ligne, differences
from .formes import Document

# What a version says of itself, date and revision apart.
DITS = ("intitule", "source", "verifie_le", "commentaire")


class Conflit(NamedTuple):
    """A row changed on both sides, in two ways; None: it was not there, or is no longer."""

    table: str
    cle: tuple
    origine: Ligne | None
    publique: Ligne | None
    brouillon: Ligne | None


class Fusion(NamedTuple):
    """`prises`: rows of the draft to be written as they are in public. `fiche`: the same of what it says of
    itself. `conflits`: rows that the draft keeps; `fiche_gardee`: {field: what the public one says}.
    """

    prises: list[Difference]
    conflits: list[Conflit]
    fiche: dict[str, Any]
    fiche_gardee: dict[str, Any]


def fusionner(origine: Document | None, publique: Document, brouillon: Document) -> Fusion:
    """Row by row and whole: a figure goes with its source, its mark and the day of its check.

    Without an origin, nobody knows who changed what: all that differs is a conflict.
    """
    depuis = {} if origine is None else _par_case(differences(origine, brouillon))
    prises, conflits = [], []
    for difference in differences(brouillon, publique):
        table, cle, actuelle, voulue = difference
        sienne = depuis.get((table, cle))
        if origine is None:
            conflits.append(Conflit(table, cle, None, voulue, actuelle))
        elif sienne is None:
            prises.append(difference)
        elif voulue != sienne.avant:
            conflits.append(Conflit(table, cle, sienne.avant, voulue, actuelle))
    fiche, gardee = {}, {}
    for champ in DITS:
        if publique[champ] == brouillon[champ]:
            continue
        if origine is not None and origine[champ] == brouillon[champ]:
            fiche[champ] = publique[champ]
        elif origine is None or origine[champ] != publique[champ]:
            gardee[champ] = publique[champ]
    return Fusion(prises, conflits, fiche, gardee)


def _par_case(trouvees: list[Difference]) -> dict[tuple[str, tuple], Difference]:
    return {(d.table, d.cle): d for d in trouvees}
