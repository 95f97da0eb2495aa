"""Une ligne du fichier → ses réponses → son estimation : le même chemin que l'adresse et que l'API."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eligibility.regles import estimer
from eligibility.regles.bareme import Referentiel
from eligibility.regles.estimation import Estimation
from eligibility.regles.invariants import ResultatImpossible
from simulateur.api import representation
from simulateur.api.calcul import IMPOSSIBLE, TOUT
from simulateur.plateforme.journal import noter_impossible
from simulateur.reponses.lecture import Lecture, lire_textes
from simulateur.textes.ecriture import typographie
from simulateur.textes.lot import NOM

from .cellules import Specialites, propre, traduire
from .colonnes import Colonnes
from .texte import Rang


@dataclass(frozen=True, slots=True)
class Ligne:
    """`numero` : celui du fichier. `erreurs` : clé → que faire ; sans erreur, une estimation. `lues` : clé →
    la cellule d'une réponse en erreur, telle qu'elle est écrite."""

    numero: int
    nom: str
    lecture: Lecture
    estimation: Estimation | None
    erreurs: Mapping[str, str]
    lues: Mapping[str, str]


def calculer(
    colonnes: Colonnes,
    rangs: Iterable[Rang],
    referentiel: Referentiel,
    aujourdhui: date,
    request=None,
) -> Iterator[Ligne]:
    """Une `Ligne` par rang, dans l'ordre ; une ligne fautive n'arrête pas les autres."""
    specialites = Specialites(referentiel)
    for numero, cellules in rangs:
        donnees = _donnees(colonnes, cellules, specialites)
        nom = propre(donnees.pop(NOM, [""])[0])
        lecture = lire_textes(donnees, referentiel, aujourdhui)
        erreurs, estimation = dict(lecture.erreurs), None
        if "specialite" in erreurs and "specialite" in lecture.textes:
            erreurs["specialite"] = specialites.message(lecture.textes["specialite"][0])
        if not erreurs:
            try:
                estimation = estimer(lecture.situation(), referentiel)
            except ResultatImpossible as impossible:
                noter_impossible(impossible, request)
                erreurs = {TOUT: typographie(IMPOSSIBLE)}
        lues = {c: texte for c, texte in _cellules(colonnes, cellules) if c in erreurs}
        yield Ligne(numero, nom, lecture, estimation, erreurs, lues)


def en_json(ligne: Ligne) -> dict[str, Any]:
    """Ce que l'API répondrait aux mêmes réponses."""
    if ligne.estimation is None:
        return {"erreurs": ligne.erreurs}
    return representation.estimation(ligne.estimation, ligne.lecture)


def _donnees(
    colonnes: Colonnes, cellules: list[str], specialites: Specialites
) -> dict[str, list[str]]:
    return {
        cle: [_traduite(cle, cellule, specialites)]
        for cle, cellule in _cellules(colonnes, cellules)
    }


def _cellules(colonnes: Colonnes, cellules: list[str]) -> Iterator[tuple[str, str]]:
    """(clé, cellule) de ce qui est rempli dans les colonnes connues."""
    for cle, cellule in zip(colonnes.cles, cellules, strict=False):
        if cle and cellule:
            yield cle, cellule


def _traduite(cle: str, cellule: str, specialites: Specialites) -> str:
    if cle == "specialite":
        return specialites.slug(cellule)
    return cellule if cle == NOM else traduire(cle, cellule)
