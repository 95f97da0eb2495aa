"""Fictitious groups, opened at today's date: each is an address of the group page.

Their objectives are invented too, as if a CPAM had told them: without any, nothing can be compared.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from simulateur.groupe import compact
from simulateur.groupe.lecture import LectureGroupe

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


def _medecin(
    nom: str, pmt: int, fa: int, gagner: tuple[int, int] | None = None, **autres: str
) -> tuple[str, Reponses]:
    """`gagner`: patients (PMT, file active) of the objective announced."""
    objectif = {} if gagner is None else {"objectif_pmt": gagner[0], "objectif_fa": gagner[1]}
    chiffres = {"pmt": pmt, "file_active": fa, **objectif}
    return f"Dr {nom}", {cle: str(valeur) for cle, valeur in chiffres.items()} | autres


EXEMPLES = (
    Exemple(
        "Deux généralistes, un mi-temps chacun",
        {"etp": "1"},
        (
            _medecin("Aubépine", 1100, 1500, (110, 60), option="0.5"),
            _medecin("Bruyère", 950, 1400, (140, 70), option="0.5"),
        ),
    ),
    Exemple(
        "Quatre généralistes, dont deux maîtres de stage",
        {"etp": "3.5"},
        (
            _medecin("Cerisier", 1250, 1700, (200, 90), pamsu="oui"),
            _medecin("Daphné", 1000, 1450, (290, 120), pamsu="oui"),
            _medecin("Églantine", 820, 1200, (160, 80), option="0.5"),
            _medecin("Fougère", 1400, 1900, (180, 80)),
        ),
    ),
    Exemple(
        "Trois généralistes, dont un au 95e percentile",
        {"etp": "2"},
        (
            _medecin("Genêt", 2300, 2900, tranche=">=P95"),
            _medecin("Houx", 980, 1400, (140, 70), option="0.5"),
            _medecin("Iris", 860, 1250, (150, 80), option="0.5"),
        ),
    ),
)


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
