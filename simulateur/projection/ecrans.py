"""The screens of a presentation, in order: those that have something to say."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from simulateur.textes.projection import TITRES

# What a room reads at a glance; what is left out is said, and is on the page behind the QR code.
DATES, QUESTIONS, MEDECINS, MELANGES, FINS, TRANCHES = 6, 5, 10, 4, 4, 2


class Ecran(NamedTuple):
    """`nom`: of its template and its anchor."""

    nom: str
    titre: str

    @property
    def gabarit(self) -> str:
        return f"projection/ecrans/{self.nom}.html"


def ecrans(noms: Iterable[str]) -> list[Ecran]:
    return [Ecran(nom, TITRES[nom]) for nom in noms]


def du_resultat(parties: Mapping[str, Any]) -> list[Ecran]:
    """`parties`: what `resultats.contenu` gives."""
    return ecrans(
        [
            "verdict",
            *(["deblocages"] if parties["deblocages"] else []),
            "annees",
            "engagement",
            "objectif_manque",
            "cout",
            "calendrier",
            "demander",
            "chez_vous",
        ]
    )


def du_groupe(r: Mapping[str, Any]) -> list[Ecran]:
    """`r`: what `groupe.presentation.presenter` gives."""
    return ecrans(
        [
            "groupe_question",
            "groupe_deux",
            *(["groupe_deblocages"] if r["deblocages"] else []),
            *(["groupe_conclusion"] if r["mieux"] else []),
            *(["groupe_melanges", "groupe_criteres"] if r["melanges"]["lignes"] else []),
            *(["groupe_tranches"] if r["tranches"] else []),
            "groupe_engagement",
            *(["groupe_fins"] if r["fins"] else []),
            *(["groupe_part"] if r["part"] else []),
            "chez_vous",
        ]
    )


def melanges(r: dict[str, Any], medecins: int) -> list[dict[str, str]]:
    """The mixes, then those to compare with when there is room for all their names."""
    avec_reperes = [*r["lignes"], *r["reperes"]]
    tient = len(avec_reperes) < MELANGES and medecins <= MEDECINS
    return avec_reperes if tient else r["lignes"]


def debut(liste: list, combien: int) -> dict[str, Any]:
    """The first ones, and how many are left out: never a single one, which has its place."""
    if len(liste) <= combien + 1:
        return {"montres": liste, "autres": 0}
    return {"montres": liste[:combien], "autres": len(liste) - combien}
