"""The figures of the handout, read in one barème: no template writes any."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from eligibility.documents.formes import BAREME
from eligibility.regles.bareme import ANNEES_DU_TABLEAU, Bareme, Cellule, Referentiel
from eligibility.regles.parametres import CONSTANTES, MOIS
from eligibility.regles.vocabulaire import (
    BASE,
    LIGNES_MONTANT,
    OFFICIEL,
    OPTIONS_COURANTES,
    OPTIONS_SECOND_ASSISTANT,
    PMT,
    SLUG_GENERALISTE,
)
from simulateur.textes import depliant as textes
from simulateur.textes.ecriture import euros, nombre
from simulateur.textes.mots import FIABILITES, OPTIONS, OPTIONS_LONGUES
from simulateur.textes.tables import constante


class Chiffre(NamedTuple):
    """`marque`: empty for what is official."""

    texte: str
    marque: str


@dataclass(frozen=True)
class Chiffres:
    """Figures of `bareme`, and what each source gives on this sheet."""

    bareme: Bareme
    referentiel: Referentiel

    def constantes(self) -> dict[str, Chiffre]:
        """By key of the constants; months that make years are written in years."""
        trouvees = {}
        for cle, cellule in self._constantes():
            trouvees[cle] = _chiffre(cellule, _ecrire(cle, cellule.valeur))
        for cle in ("maintien_65_part", "maintien_p95_part"):
            cellule = self.bareme.parametre(cle)
            baisse = constante(BAREME, cle, 100 - cellule.valeur)
            trouvees[f"{cle}_baisse"] = _chiffre(cellule, baisse)
        return trouvees

    def _constantes(self) -> Iterator[tuple[str, Cellule]]:
        for cle in CONSTANTES:
            cellule = self.bareme.parametres.get(cle)
            if cellule is not None and cellule.valeur is not None:
                yield cle, cellule

    def seuil(self, percentile: int) -> Chiffre | None:
        """Patients of a généraliste at that percentile; None when the cell is empty."""
        cellule = self.bareme.seuil(SLUG_GENERALISTE, PMT, percentile)
        return None if cellule is None else _chiffre(cellule, nombre(int(cellule.valeur)))

    def montants(self) -> list[dict[str, Any]]:
        """A row for each option and band, its three years."""
        return [
            {
                "libelle": OPTIONS[option] if ligne == BASE else textes.LIGNES[ligne],
                "precision": OPTIONS_LONGUES[option] if ligne == BASE else "",
                "base": ligne == BASE,
                "annees": [self._montant(option, ligne, annee) for annee in ANNEES_DU_TABLEAU],
            }
            for option in OPTIONS_COURANTES
            for ligne in LIGNES_MONTANT
        ]

    def second_assistant(self) -> list[dict[str, Any]]:
        """What 1,5 and 2 ETP pay a year."""
        return [
            {
                "libelle": OPTIONS[option],
                "montant": self._montant(option, BASE, ANNEES_DU_TABLEAU[-1]),
            }
            for option in OPTIONS_SECOND_ASSISTANT
        ]

    def _montant(self, option: str, ligne: str, annee: int) -> Chiffre:
        _, cellule = self.bareme.montant(option, ligne, annee)
        if cellule is None:
            return Chiffre("–", "a_completer")
        return _chiffre(cellule, euros(cellule.valeur))

    def collectif(self) -> bool:
        return self.bareme.connait_le_collectif

    def sources(self) -> list[dict[str, Any]]:
        """Sources of all these figures, in the order of the tables, and the marks of what they give."""
        marques: dict[str, list[str]] = {}
        for cellule in self._cellules():
            citees = marques.setdefault(cellule.source, [])
            if FIABILITES[cellule.fiabilite] not in citees:
                citees.append(FIABILITES[cellule.fiabilite])
        return [
            {"libelle": source.libelle, "lien": source.lien, "marques": ", ".join(marques[cle])}
            for cle, source in self.referentiel.sources.items()
            if cle in marques
        ]

    def _cellules(self) -> Iterator[Cellule]:
        yield from (cellule for _, cellule in self._constantes())
        for option in (*OPTIONS_COURANTES, *OPTIONS_SECOND_ASSISTANT):
            for ligne in LIGNES_MONTANT:
                for annee in ANNEES_DU_TABLEAU:
                    _, cellule = self.bareme.montant(option, ligne, annee)
                    if cellule is not None:
                        yield cellule
        for percentile in (30, 50):
            cellule = self.bareme.seuil(SLUG_GENERALISTE, PMT, percentile)
            if cellule is not None:
                yield cellule


def _chiffre(cellule: Cellule, texte: str) -> Chiffre:
    return Chiffre(texte, "" if cellule.fiabilite == OFFICIEL else cellule.fiabilite)


def _ecrire(cle: str, valeur: Decimal) -> str:
    if CONSTANTES[cle] == MOIS and valeur >= 12 and valeur % 12 == 0:
        return textes.ans(int(valeur) // 12)
    return constante(BAREME, cle, valeur)
