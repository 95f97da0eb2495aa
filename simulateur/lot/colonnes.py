"""La ligne d'intitulés : de quelle réponse parle chaque colonne."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from simulateur.reponses.declaration import PAR_CLE, QUESTIONS
from simulateur.textes import lot as textes
from simulateur.textes.ecriture import typographie
from simulateur.textes.lot import NOM

from .cellules import propre, valeur_simple
from .refus import FichierRefuse

LONGUEUR_CITEE = 60


def simple(texte: str) -> str:
    """Sans accent, ni majuscule, ni ponctuation, ni signe."""
    return " ".join(re.findall("[a-z0-9]+", valeur_simple(texte)))


def _par_intitule() -> dict[str, str]:
    connus = {}
    for cle in (NOM, *PAR_CLE):
        question = PAR_CLE.get(cle)
        noms = [cle, *textes.INTITULES[cle]]
        if question is not None:
            noms += [question.intitule, question.intitule_suivi]
        connus |= {simple(nom): cle for nom in noms if nom}
    return connus


PAR_INTITULE = _par_intitule()
OBLIGATOIRES = tuple(q.cle for q in QUESTIONS if q.obligatoire and not q.selon)


@dataclass(frozen=True)
class Colonnes:
    """`cles` : la clé de chaque colonne, None quand elle n'est pas lue. `intitules` : clé → son intitulé."""

    cles: tuple[str | None, ...]
    intitules: dict[str, str]
    ignorees: tuple[str, ...]

    def intitule(self, cle: str) -> str:
        return self.intitules.get(cle) or textes.INTITULES[cle][0]


def combien_connus(cellules: Iterable[str]) -> int:
    return sum(simple(cellule) in PAR_INTITULE for cellule in cellules)


def reconnaitre(cellules: list[str]) -> Colonnes:
    """FichierRefuse quand il manque une colonne nécessaire ou que deux disent la même chose."""
    cles = tuple(PAR_INTITULE.get(simple(cellule)) for cellule in cellules)
    if not any(cles):
        raise FichierRefuse(textes.SANS_INTITULES)
    intitules: dict[str, str] = {}
    for cle, cellule in zip(cles, cellules, strict=True):
        if cle in intitules:
            raise FichierRefuse(
                textes.COLONNE_DOUBLE.format(une=intitules[cle], autre=citer(cellule))
            )
        if cle is not None:
            intitules[cle] = citer(cellule)
    manquantes = [textes.INTITULES[cle][0] for cle in OBLIGATOIRES if cle not in intitules]
    if len(manquantes) == 1:
        raise FichierRefuse(textes.COLONNE_MANQUANTE.format(intitule=manquantes[0]))
    if manquantes:
        citees = " et ".join(f"« {intitule} »" for intitule in manquantes)
        raise FichierRefuse(typographie(textes.COLONNES_MANQUANTES.format(intitules=citees)))
    ignorees = tuple(
        citer(cellule)
        for cle, cellule in zip(cles, cellules, strict=True)
        if cle is None and cellule.strip()
    )
    return Colonnes(cles, intitules, ignorees)


def citer(texte: str, longueur: int = LONGUEUR_CITEE) -> str:
    """On one line, and cut with « … » when it is longer."""
    net = propre(texte)
    return net if len(net) <= longueur else f"{net[: longueur - 1].rstrip()}…"
