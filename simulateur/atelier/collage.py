"""Figures pasted from a spreadsheet or a CSV file: lines to rows of a table, every error with its line."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from eligibility.documents.differences import Difference, Ligne, lignes_par_cle
from eligibility.documents.formes import Document
from eligibility.models.choix import Option, Percentile
from eligibility.regles.bareme import Specialite
from eligibility.regles.vocabulaire import FA, PMT, indicateurs
from simulateur.plateforme.mots import mots_simples
from simulateur.reponses.specialites import proche, reconnaitre
from simulateur.textes.ecriture import nombre

from .colonnes import MODELES
from .saisie import nombre_saisi, sourcee

LIGNES_MAXIMUM = 2_000
LIGNES_DE_TITRE = 5
VIDES = frozenset({"", "-", "–", "—", "nc", "n.c.", "?"})
INDICATEURS = {
    PMT: ("pmt", "patientele medecin traitant", "medecin traitant", "patientele mt"),
    FA: ("fa", "file active", "file active totale"),
}
_PAR_NOM = {nom: code for code, noms in INDICATEURS.items() for nom in noms}
BORNES = {
    "debut": "Début",
    "fin": "Fin",
    "patients_debut": "Patients à gagner",
    "patients_fin": "Patients à la fin",
}
OPTIONS = {"0,5": "0.5", "1,5": "1.5", **{option: option for option in Option.values}}


class Erreur(NamedTuple):
    """Line of the pasted text, 1 for the first; what is wrong with it."""

    ligne: int
    message: str


class Collage(NamedTuple):
    """What was understood: rows to write, or errors, line by line; never both."""

    differences: list[Difference]
    erreurs: list[Erreur]
    lignes: int


def lire(
    texte: str,
    table: str,
    document: Document,
    specialites: Mapping[str, Specialite],
    provenance: Ligne,
) -> Collage:
    """Reads a pasted table. An empty cell leaves what is there; a series of segments is replaced whole."""
    lecteur = _Lecteur(table, specialites)
    lecteur.parcourir(texte)
    if not lecteur.erreurs and not lecteur.trouvees:
        lecteur.erreurs.append(Erreur(1, "Aucune ligne de chiffres n’a été trouvée."))
    if lecteur.erreurs:
        return Collage([], sorted(lecteur.erreurs), lecteur.lignes)
    differences = _differences(table, document, lecteur.trouvees, provenance)
    return Collage(differences, [], lecteur.lignes)


def _differences(
    table: str, document: Document, trouvees: Mapping[tuple, Ligne], provenance: Ligne
) -> list[Difference]:
    deja = lignes_par_cle(document, table)
    differences = []
    if table == "objectifs":  # (specialite, option, indicateur) of what was pasted
        series = {cle[:3] for cle in trouvees}
        differences += [
            Difference(table, cle, ligne, None)
            for cle, ligne in deja.items()
            if cle[:3] in series and cle not in trouvees
        ]
    for cle, ligne in trouvees.items():
        avant = deja.get(cle)
        apres = sourcee(avant, ligne, provenance)
        if avant != apres:
            differences.append(Difference(table, cle, avant, apres))
    return differences


class _Lecteur:
    """One pass over the lines; `trouvees`: key → row, without its provenance."""

    def __init__(self, table: str, specialites: Mapping[str, Specialite]) -> None:
        self._table = table
        self._modele = MODELES[table]
        self._specialites = specialites
        self._ordre: tuple[str | None, ...] = self._modele.ordre
        self._rang = 0
        self._venues: dict[tuple, int] = {}
        self.trouvees: dict[tuple, Ligne] = {}
        self.erreurs: list[Erreur] = []
        self.lignes = 0

    def parcourir(self, texte: str) -> None:
        try:
            self._parcourir(texte)
        except csv.Error:
            self._rang += 1
            self._refuser(
                "Ce texte n’est pas un tableau : cellule démesurée ou caractère illisible."
            )

    def _parcourir(self, texte: str) -> None:
        for self._rang, cellules in _cellules(texte):
            if not any(cellules):
                continue
            if self._est_un_titre(cellules):
                self._lire_titre(cellules)
                continue
            self.lignes += 1
            if self.lignes > LIGNES_MAXIMUM:
                # What is wrong in so many lines would hide it.
                self.erreurs.clear()
                self._refuser(
                    f"Pas plus de {nombre(LIGNES_MAXIMUM)} lignes à la fois : collez la suite ensuite."
                )
                return
            if len(cellules) == 1:
                self._refuser(
                    "Une seule colonne est lue : séparez-les par une tabulation, un point-virgule ou une "
                    "virgule, le même à chaque ligne, et refermez les guillemets."
                )
                continue
            if len(cellules) > len(self._ordre) and any(cellules[len(self._ordre) :]):
                self._refuser(f"{len(cellules)} colonnes, {len(self._ordre)} attendues.")
                continue
            dites = {nom: c for nom, c in zip(self._ordre, cellules, strict=False) if nom}
            self._lire_ligne(dites)

    def _est_un_titre(self, cellules: list[str]) -> bool:
        return self._nom_de_colonne(cellules[0]) == "specialite" or (
            sum(self._nom_de_colonne(c) is not None for c in cellules) >= 3
        )

    def _nom_de_colonne(self, cellule: str) -> str | None:
        return self._modele.colonnes.get(" ".join(mots_simples(cellule)))

    def _lire_titre(self, cellules: list[str]) -> None:
        self._ordre = tuple(self._nom_de_colonne(c) for c in cellules)
        for cellule, nom in zip(cellules, self._ordre, strict=True):
            if cellule and nom is None:
                self._refuser(f"La colonne « {cellule[:40]} » n’est pas reconnue.")
            elif nom and self._ordre.count(nom) > 1:
                self._refuser(f"La colonne « {cellule[:40]} » est donnée deux fois.")
        if "specialite" not in self._ordre:
            self._refuser("Il manque la colonne « Spécialité ».")

    def _lire_ligne(self, dites: Mapping[str, str]) -> None:
        specialite = self._specialite(dites.get("specialite", ""))
        if specialite is None:
            return
        indicateur = self._indicateur(dites.get("indicateur", ""), specialite)
        if indicateur is None:
            return
        lire = self._seuils if self._table == "seuils" else self._segment
        lire(dites, specialite.slug, indicateur)

    def _specialite(self, texte: str) -> Specialite | None:
        if not texte:
            self._refuser("Il manque la spécialité : redites-la à chaque ligne.")
            return None
        trouvee = reconnaitre(texte, self._specialites)
        if trouvee is None:
            candidate = proche(texte, self._specialites)
            suite = f" Voulez-vous dire « {candidate.libelle} » ?" if candidate is not None else ""
            self._refuser(f"La spécialité « {texte[:60]} » n’est pas reconnue.{suite}")
        return trouvee

    def _indicateur(self, texte: str, specialite: Specialite) -> str | None:
        possibles = indicateurs(specialite.groupe)
        dit = " ".join(mots_simples(texte))
        if not dit and len(possibles) == 1:
            return possibles[0]
        code = _PAR_NOM.get(dit)
        if code in possibles:
            return code
        if code is None and len(possibles) == 1:
            self._refuser(
                f"{specialite.libelle} se lit sur la file active, et la colonne de l’indicateur dit "
                f"« {texte[:20]} » : laissez-la vide, ou écrivez « file active »."
            )
        elif code is None:
            self._refuser(f"Indiquez « PMT » ou « file active » pour {specialite.libelle}.")
        else:
            self._refuser(f"{specialite.libelle} se lit sur la file active seulement.")
        return None

    def _seuils(self, dites: Mapping[str, str], specialite: str, indicateur: str) -> None:
        for percentile in Percentile.values:
            valeur = self._nombre(dites.get(f"p{percentile}", ""), f"P{percentile}")
            if valeur is not None:
                cle = (specialite, indicateur, percentile)
                self._noter(
                    cle,
                    {"specialite": specialite, "indicateur": indicateur, "percentile": percentile,
                     "valeur": valeur},
                )  # fmt: skip

    def _segment(self, dites: Mapping[str, str], specialite: str, indicateur: str) -> None:
        option = OPTIONS.get(dites.get("option", "").removesuffix("ETP").strip())
        if option is None:
            self._refuser(f"L’option « {dites.get('option', '')[:20]} » n’est pas reconnue.")
            return
        deja = len(self.erreurs)
        bornes = {
            nom: self._nombre(dites.get(nom, ""), libelle, entier=True)
            for nom, libelle in BORNES.items()
        }
        if len(self.erreurs) > deja:
            return
        if bornes["debut"] is None or bornes["patients_debut"] is None:
            self._refuser("Il faut au moins un début et un nombre de patients à gagner.")
            return
        cle = (specialite, option, indicateur, bornes["debut"])
        nommee = {"specialite": specialite, "option": option, "indicateur": indicateur}
        self._noter(cle, {**nommee, **bornes})

    def _nombre(self, texte: str, nom: str, *, entier: bool = False) -> Any:
        if texte.casefold() in VIDES:
            return None
        try:
            valeur = nombre_saisi(texte, 0)
        except ValidationError as refus:
            self._refuser(f"{nom} : {refus.messages[0]}")
            return None
        return int(valeur) if entier else valeur

    def _noter(self, cle: tuple, ligne: Ligne) -> None:
        premiere = self._venues.setdefault(cle, self._rang)
        if premiere != self._rang:
            redite = Erreur(self._rang, f"Cette ligne répète la ligne {premiere}.")
            if redite not in self.erreurs[-1:]:  # once for all its cells
                self.erreurs.append(redite)
            return
        self.trouvees[cle] = ligne

    def _refuser(self, message: str) -> None:
        self.erreurs.append(Erreur(self._rang, message))


def _cellules(texte: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, its cells), whatever separates them: tab, semicolon or comma."""
    # A caption often comes before the table: its line alone would not say.
    premieres = "\n".join(texte.splitlines()[:LIGNES_DE_TITRE])
    separateur = next((s for s in "\t;" if s in premieres), ",")
    lecteur = csv.reader(io.StringIO(texte, newline=None), delimiter=separateur)
    debut = 1  # a cell between quotes may hold several lines
    for cellules in lecteur:
        yield debut, [" ".join(cellule.split()) for cellule in cellules]
        debut = lecteur.line_num + 1
