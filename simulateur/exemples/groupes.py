"""Fictitious groups, opened at today's date: each is an address of the group page."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from simulateur.groupe import compact
from simulateur.groupe.lecture import LectureGroupe
from simulateur.textes.ecriture import typographier

Reponses = Mapping[str, str]


class Exemple(NamedTuple):
    """`groupe`: the group's own answers; `medecins`: (name, answers) of each doctor."""

    nom: str
    groupe: Reponses
    medecins: tuple[tuple[str, Reponses], ...]

    def compacts(self) -> list[str]:
        """Each doctor as the address holds it."""
        return [
            compact.ecrire(nom, {cle: (texte,) for cle, texte in reponses.items()})
            for nom, reponses in self.medecins
        ]


EXEMPLES = tuple(Exemple(*exemple) for exemple in typographier((
    (
        "Deux généralistes, un mi-temps chacun",
        {"etp": "1"},
        (
            ("Dr Aubépine", {"pmt": "1100", "file_active": "1500", "option": "0.5"}),
            ("Dr Bruyère", {"pmt": "950", "file_active": "1400", "option": "0.5"}),
        ),
    ),
    (
        "Quatre généralistes, dont deux maîtres de stage",
        {"etp": "3"},
        (
            ("Dr Cerisier", {"pmt": "1250", "file_active": "1700", "pamsu": "oui"}),
            ("Dr Daphné", {"pmt": "1000", "file_active": "1450", "pamsu": "oui"}),
            ("Dr Églantine", {"pmt": "820", "file_active": "1200", "option": "0.5"}),
            ("Dr Fougère", {"pmt": "1400", "file_active": "1900"}),
        ),
    ),
    (
        "Trois généralistes, dont un au 95e percentile",
        {"etp": "2"},
        (
            ("Dr Genêt", {"pmt": "2300", "file_active": "2900", "tranche": ">=P95"}),
            ("Dr Houx", {"pmt": "980", "file_active": "1400", "option": "0.5"}),
            ("Dr Iris", {"pmt": "860", "file_active": "1250", "option": "0.5"}),
        ),
    ),
)))  # fmt: skip


def exemples() -> Iterator[dict[str, str]]:
    """Name and query string of each."""
    for exemple in EXEMPLES:
        paires = [*exemple.groupe.items(), *(("m", m) for m in exemple.compacts())]
        yield {"nom": exemple.nom, "requete": urlencode(paires, safe="~,")}


def est_fictif(lecture: LectureGroupe) -> bool:
    """This group is one of the examples, the day apart."""
    groupe = {cle: texte for cle, texte in lecture.textes.items() if cle != "date_signature"}
    medecins = [membre.compact() for membre in lecture.membres]
    return any(e.groupe == groupe and e.compacts() == medecins for e in EXEMPLES)
