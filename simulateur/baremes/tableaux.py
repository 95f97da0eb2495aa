"""The tables of a version laid out as the convention prints them, each figure with its provenance."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from eligibility.documents.differences import Ligne, lignes_par_cle
from eligibility.documents.formes import BAREME, EMPLOYEUR, Document
from eligibility.models.choix import AnneeContrat, LigneMontant, Option, Percentile
from eligibility.regles.bareme import Specialite
from eligibility.regles.parametres import COLLECTIF
from eligibility.regles.vocabulaire import indicateurs
from simulateur.textes import baremes as textes
from simulateur.textes import tables as mots
from simulateur.textes.ecriture import nombre
from simulateur.textes.mots import FIABILITES

from .provenances import Note, Provenances


class Cellule(NamedTuple):
    """`texte`: the figure, or the dash of a cell that the table does not have; empty when it is missing."""

    texte: str
    marque: str = ""
    lettre: str = ""

    @property
    def mot(self) -> str:
        """The mark in words."""
        return FIABILITES[self.marque]


class Rangee(NamedTuple):
    """`precision`: what its title needs to be read alone; `vide`: none of its figures is known."""

    titre: str
    precision: str
    cellules: list[Cellule]
    vide: bool = False


@dataclass
class Tableau:
    """One table: rows under the headings of their groups, and the notes that its figures call."""

    cle: str
    titre: str
    colonnes: list[str]
    groupes: list[tuple[str, list[Rangee]]]
    commune: Note | None = None
    notes: list[Note] = field(default_factory=list)
    tirets: bool = False

    @property
    def largeur(self) -> int:
        """Columns, that of the titles of rows among them."""
        return 1 + len(self.colonnes)

    @property
    def rangees(self) -> list[Rangee]:
        return [rangee for _, rangees in self.groupes for rangee in rangees]


ABSENTE = Cellule("–")
# A row before its figures: heading, title, precision, the document's row of each column.
Brute = tuple[str, str, str, list[Ligne | None]]


def _composer(
    cle: str,
    titre: str,
    colonnes: list[str],
    brutes: list[Brute],
    sources: Mapping[str, Any],
    ecrire: Callable[[Ligne], str],
) -> Tableau:
    provenances = Provenances(
        [ligne for *_, lignes in brutes for ligne in lignes if ligne], sources
    )
    groupes: dict[str, list[Rangee]] = {}
    for groupe, nom, precision, lignes in brutes:
        cellules = [
            ABSENTE
            if ligne is None
            else Cellule(ecrire(ligne), provenances.marque(ligne), provenances.lettre(ligne))
            for ligne in lignes
        ]
        # One word for the whole row, when its cells would all say the same.
        vide = all(not cellule.texte and not cellule.lettre for cellule in cellules)
        groupes.setdefault(groupe, []).append(Rangee(nom, precision, cellules, vide))
    return Tableau(
        cle,
        titre,
        colonnes,
        list(groupes.items()),
        provenances.commune,
        provenances.notes,
        tirets=any(ligne is None for *_, lignes in brutes for ligne in lignes),
    )


def montants(document: Document, sources: Mapping[str, Any]) -> Tableau:
    """Options × lines × years, the rows that the version has."""
    lignes = lignes_par_cle(document, "montants")
    brutes = []
    for option, nom in Option.choices:
        for code, libelle in LigneMontant.choices:
            cases = [lignes.get((option, code, annee)) for annee in AnneeContrat.values]
            if any(cases):
                brutes.append((str(nom), str(libelle), "", cases))
    colonnes = [str(libelle).capitalize() for libelle in AnneeContrat.labels]
    return _tableau(BAREME, "montants", colonnes, brutes, sources)


class Seuils(NamedTuple):
    """The thresholds to show; `inconnues`: specialties left out, of which none is known.

    `sans_seuil`: specialties that the search found and the table does not have.
    """

    tableau: Tableau
    inconnues: list[str]
    sans_seuil: list[str]


def seuils(
    document: Document,
    sources: Mapping[str, Any],
    specialites: Iterable[Specialite],
    *,
    tout: bool,
) -> Seuils:
    """Specialties × percentiles. `tout`: the specialties with no known threshold have rows too."""
    lignes = lignes_par_cle(document, "seuils")
    brutes: list[Brute] = []
    inconnues, sans_seuil = [], []
    for specialite in specialites:
        rangees = []
        for indicateur in indicateurs(specialite.groupe):
            cases = [lignes.get((specialite.slug, indicateur, p)) for p in Percentile.values]
            if any(cases):
                precision = mots.mot("indicateur", indicateur)
                rangees.append(("", specialite.libelle, precision, cases))
        if not rangees:
            sans_seuil.append(specialite.libelle)
        elif tout or any(_connue(case) for *_, cases in rangees for case in cases):
            brutes += rangees
        else:
            inconnues.append(specialite.libelle)
    colonnes = [str(libelle) for libelle in Percentile.labels]
    tableau = _composer(
        "seuils",
        textes.TITRES["seuils"],
        colonnes,
        brutes,
        sources,
        lambda ligne: "" if ligne["valeur"] is None else nombre(int(float(ligne["valeur"]))),
    )
    return Seuils(tableau, inconnues, sans_seuil)


def objectifs(
    document: Document, sources: Mapping[str, Any], specialites: Iterable[Specialite]
) -> Tableau:
    """The segments of these specialties: from which patientele, how many patients to gain."""
    rangs = {specialite.slug: rang for rang, specialite in enumerate(specialites)}
    noms = {specialite.slug: specialite.libelle for specialite in specialites}
    options = [option for option, _ in Option.choices]
    retenues = sorted(
        (ligne for ligne in document["objectifs"] if ligne["specialite"] in rangs),
        key=lambda ligne: (
            rangs[ligne["specialite"]],
            options.index(ligne["option"]),
            ligne["indicateur"] != "pmt",
            ligne["debut"],
        ),
    )
    brutes = [
        (
            ", ".join(
                (
                    noms[ligne["specialite"]],
                    mots.mot("option", ligne["option"]),
                    mots.mot("indicateur", ligne["indicateur"]),
                )
            ),
            mots.mot("debut", ligne["debut"]),
            "",
            [ligne],
        )
        for ligne in retenues
    ]
    return _tableau(BAREME, "objectifs", ["Patients à gagner"], brutes, sources)


def options(document: Document, sources: Mapping[str, Any]) -> Tableau:
    """Which options new contracts may take."""
    lignes = lignes_par_cle(document, "options")
    brutes = [
        ("", str(nom), "", [lignes[(option,)]])
        for option, nom in Option.choices
        if (option,) in lignes
    ]
    return _tableau(BAREME, "options", ["Nouveaux contrats"], brutes, sources)


def parametres(document: Document, sources: Mapping[str, Any]) -> Tableau:
    """Constants of the aid, in the order of the rules; those of the collective contract apart."""
    return _constantes(document, sources, collectif=False)


def collectif(document: Document, sources: Mapping[str, Any]) -> Tableau:
    """Constants of the collective contract; no row where it does not exist yet."""
    tableau = _constantes(document, sources, collectif=True)
    tableau.cle, tableau.titre = "collectif", textes.COLLECTIF
    return tableau


def _constantes(document: Document, sources: Mapping[str, Any], *, collectif: bool) -> Tableau:
    brutes = [
        ("", mots.mot("cle", ligne["cle"]), "", [ligne])
        for ligne in sorted(document["parametres"], key=mots.rang_de_constante)
        if (ligne["cle"] in COLLECTIF) is collectif
    ]
    return _tableau(BAREME, "parametres", ["Valeur"], brutes, sources)


def salaires_et_taux(document: Document, sources: Mapping[str, Any]) -> list[Tableau]:
    """The employer's constants, a table for each group."""
    lignes = sorted(document["parametres"], key=mots.rang_de_constante)
    tableaux = []
    for rang, (titre, debuts) in enumerate(textes.GROUPES_EMPLOYEUR.items(), 1):
        brutes = [
            ("", mots.mot("cle", ligne["cle"]), "", [ligne])
            for ligne in lignes
            if ligne["cle"].startswith(debuts)
        ]
        if brutes:
            tableau = _tableau(EMPLOYEUR, "parametres", ["Valeur"], brutes, sources)
            tableau.cle, tableau.titre = f"groupe-{rang}", titre
            tableaux.append(tableau)
    return tableaux


def _tableau(
    genre: str, table: str, colonnes: list[str], brutes: list[Brute], sources: Mapping[str, Any]
) -> Tableau:
    return _composer(
        table,
        textes.TITRES[table],
        colonnes,
        brutes,
        sources,
        lambda ligne: mots.chiffre(genre, table, ligne),
    )


def _connue(case: Ligne | None) -> bool:
    return case is not None and case["valeur"] is not None
