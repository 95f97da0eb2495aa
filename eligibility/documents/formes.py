"""What a document holds: the tables of each genre of version, and how it is written.

A document of a version is a dict of JSON values: `FICHE` keys, then one list of rows for each table,
sorted by key. A row holds its key, its values and `PROVENANCE`; figures are strings, dates are ISO,
what is unknown is null.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

Document = dict[str, Any]

FORMAT = 1
BAREME, EMPLOYEUR = "bareme", "employeur"

# `version`: the day it takes effect. `publie_le` says when, and is no part of what was decided.
FICHE = ("version", "revision", "intitule", "source", "verifie_le", "commentaire")
PUBLIE_LE = "publie_le"
PROVENANCE = ("source", "fiabilite", "verifie_le", "note")


class Colonnes(NamedTuple):
    """One table of a version: the columns that name a row, and those that hold its figures."""

    cle: tuple[str, ...]
    valeurs: tuple[str, ...] = ("valeur",)

    @property
    def toutes(self) -> tuple[str, ...]:
        return (*self.cle, *self.valeurs, *PROVENANCE)

    def cle_de(self, ligne: Mapping[str, Any]) -> tuple:
        return tuple(ligne[colonne] for colonne in self.cle)


TABLES: Mapping[str, Mapping[str, Colonnes]] = {
    BAREME: {
        "montants": Colonnes(("option", "ligne", "annee")),
        "seuils": Colonnes(("specialite", "indicateur", "percentile")),
        "objectifs": Colonnes(
            ("specialite", "option", "indicateur", "debut"),
            ("fin", "patients_debut", "patients_fin"),
        ),
        "parametres": Colonnes(("cle",)),
        "options": Colonnes(("option",), ("etat",)),
    },
    EMPLOYEUR: {"parametres": Colonnes(("cle",))},
}
VERSIONS: Mapping[str, str] = {BAREME: "baremes", EMPLOYEUR: "employeurs"}


def avec(cliche: Document, document: Document) -> Document:
    """A snapshot in which this version holds the place of the one of its date, if any."""
    versions = VERSIONS[document["genre"]]
    autres = [autre for autre in cliche[versions] if autre["version"] != document["version"]]
    return {**cliche, versions: sorted([*autres, document], key=lambda d: d["version"])}


def ecrire(document: Any) -> str:
    """The one spelling of a document: what is stored, hashed and sent to a file."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def condense(texte: str) -> str:
    """Fingerprint of a document in its one spelling, 16 hex digits, the same on every machine."""
    return hashlib.blake2b(texte.encode(), digest_size=8).hexdigest()


def empreinte_de_version(document: Document) -> str:
    """Fingerprint of what was decided: the day of its publication apart."""
    return condense(ecrire({cle: v for cle, v in document.items() if cle != PUBLIE_LE}))
