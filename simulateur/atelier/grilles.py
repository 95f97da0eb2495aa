"""Tables laid out as the convention prints them: rows, columns, and a cell where they meet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eligibility.documents import formes
from eligibility.documents.differences import Ligne, lignes_par_cle
from eligibility.documents.formes import Document
from eligibility.models.choix import (
    AnneeContrat,
    CleParametre,
    Etat,
    LigneMontant,
    Option,
    Percentile,
    Unite,
)
from eligibility.models.choix_employeur import CleEmployeur, UniteEmployeur
from eligibility.regles.employeur import CLES
from eligibility.regles.parametres import CONSTANTES
from eligibility.regles.vocabulaire import indicateurs
from simulateur.textes import atelier as textes
from simulateur.textes.tables import mot_de_ligne

SEPARATEUR = "~"


class Rangee(NamedTuple):
    """A row of the grid. `groupe`: the heading under which it comes; `suffixe`: its unit; `aide`: a hint."""

    titre: str
    groupe: str
    cles: tuple[tuple, ...]
    suffixe: str = ""
    aide: str = ""


class Plan(NamedTuple):
    """What a grid looks like before any figure. `choix`: the values of a cell that is chosen from a list."""

    titre: str
    unite: str
    colonne: str  # the column of the document that a cell holds
    colonnes: tuple[str, ...]
    rangees: tuple[Rangee, ...]
    decimales: int = 0
    choix: tuple[tuple[str, str], ...] = ()


@dataclass
class Case:
    """One cell to show: what is stored, what was typed, and what is wrong with it."""

    cle: tuple
    libelle: str
    ligne: Ligne | None
    colonne: str
    texte: str
    entete: str = ""  # of its column, when there are several
    provenance: str = ""
    erreur: str = ""
    ecrite: bool = False  # just now, by the reader
    anomalies: list[Any] = field(default_factory=list)

    @property
    def champ(self) -> str:
        return champ_de(self.cle)

    @property
    def ancre(self) -> str:
        """Where the page goes once the cell is written."""
        return f"case-{self.champ}"

    @property
    def lisible(self) -> str:
        """The figure as it reads, « 38 000 », or the word of a list."""
        return mot_de_ligne(self.colonne, self.ligne) if self.ligne else ""

    @property
    def existe(self) -> bool:
        return self.ligne is not None


class Specialites(NamedTuple):
    """A specialty of the grid: slug, name, group of the rules."""

    slug: str
    libelle: str
    groupe: str


def champ_de(cle: tuple) -> str:
    """The form field of a cell: its key, readable and the same whoever adds rows meanwhile."""
    return SEPARATEUR.join(map(str, cle))


def plan(genre: str, table: str, specialites: Iterable[Specialites] = ()) -> Plan:
    """The layout of one table; `specialites`: those to show, for the tables that have a row for each."""
    if genre == formes.EMPLOYEUR:
        return _parametres(CleEmployeur.choices, CLES, UniteEmployeur, 4)
    if table == "montants":
        return _montants()
    if table == "seuils":
        return _seuils(specialites)
    if table == "options":
        return _options()
    return _parametres(CleParametre.choices, CONSTANTES, Unite, 2)


def _montants() -> Plan:
    rangees = tuple(
        Rangee(
            str(ligne),
            str(option),
            tuple((option_code, ligne_code, annee) for annee in AnneeContrat.values),
        )
        for option_code, option in Option.choices
        for ligne_code, ligne in LigneMontant.choices
    )
    colonnes = tuple(str(libelle) for libelle in AnneeContrat.labels)
    return Plan("Montants", "€ par année de contrat", "valeur", colonnes, rangees, 2)


def _seuils(specialites: Iterable[Specialites]) -> Plan:
    rangees = tuple(
        Rangee(
            textes.mot("indicateur", indicateur),
            specialite.libelle,
            tuple((specialite.slug, indicateur, p) for p in Percentile.values),
        )
        for specialite in specialites
        for indicateur in indicateurs(specialite.groupe)
    )
    colonnes = tuple(str(libelle) for libelle in Percentile.labels)
    return Plan("Seuils", "patients", "valeur", colonnes, rangees)


def _parametres(
    choix: list[tuple[str, str]], unites: Mapping[str, str], noms: Any, decimales: int
) -> Plan:
    rangees = tuple(
        Rangee(str(libelle), "", ((cle,),), str(noms(unites[cle]).label), textes.AIDES.get(cle, ""))
        for cle, libelle in choix
    )
    return Plan("Paramètres", "", "valeur", ("valeur",), rangees, decimales)


def _options() -> Plan:
    rangees = tuple(Rangee(str(libelle), "", ((option,),)) for option, libelle in Option.choices)
    choix = tuple((code, str(libelle)) for code, libelle in Etat.choices)
    return Plan("Options", "", "etat", ("état",), rangees, choix=choix)


@dataclass(frozen=True)
class Grille:
    """A plan with its cells: [(row, its cells)], by groups in the order of the plan."""

    plan: Plan
    rangees: list[tuple[Rangee, list[Case]]]

    @property
    def cases(self) -> Iterator[Case]:
        return (case for _, cases in self.rangees for case in cases)

    @property
    def groupes(self) -> list[tuple[str, list[tuple[Rangee, list[Case]]]]]:
        trouves: dict[str, list] = {}
        for rangee, cases in self.rangees:
            trouves.setdefault(rangee.groupe, []).append((rangee, cases))
        return list(trouves.items())


def remplir(le_plan: Plan, table: str, document: Document) -> Grille:
    """The grid of this document's figures, as an administrator would type them."""
    lignes = lignes_par_cle(document, table)
    return Grille(
        le_plan,
        [
            (rangee, [_case(le_plan, rangee, rang, lignes) for rang in range(len(rangee.cles))])
            for rangee in le_plan.rangees
        ],
    )


def _case(le_plan: Plan, rangee: Rangee, rang: int, lignes: Mapping[tuple, Ligne]) -> Case:
    cle = rangee.cles[rang]
    ligne = lignes.get(cle)
    entete = le_plan.colonnes[rang] if len(le_plan.colonnes) > 1 else ""
    nom = ", ".join(filter(None, (rangee.groupe, rangee.titre, entete)))
    valeur = None if ligne is None else ligne[le_plan.colonne]
    return Case(cle, nom, ligne, le_plan.colonne, en_saisie(valeur), entete)


def en_saisie(valeur: str | None) -> str:
    """38000.00 → « 38000 », 8.5500 → « 8,55 »: as it is typed in French."""
    if valeur is None:
        return ""
    entier, point, decimales = valeur.partition(".")
    decimales = decimales.rstrip("0")
    return f"{entier},{decimales}" if point and decimales else entier
