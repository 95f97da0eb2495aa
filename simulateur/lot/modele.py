"""Le modèle à remplir : des intitulés, deux médecins inventés, et ce que chaque colonne accepte."""

from collections.abc import Iterator
from functools import cache

from simulateur.reponses.declaration import PAR_CLE, QUESTIONS
from simulateur.reponses.types import Choix, Entier, Jour, Mois, Nombre, OuiNon, Plusieurs
from simulateur.textes import lot as textes
from simulateur.textes.ecriture import nombre
from simulateur.textes.lot import NOM

from . import xlsx
from .export import MARQUE, ligne_csv


def intitules() -> list[str]:
    return [textes.INTITULES[cle][0] for cle in textes.MODELE]


def exemples() -> list[list]:
    return [[exemple.get(cle) for cle in textes.MODELE] for exemple in textes.EXEMPLES]


def colonnes() -> Iterator[dict[str, str]]:
    """Chaque colonne possible : son intitulé, sa clé, ce qu'elle dit, ce qu'elle accepte."""
    yield _colonne(NOM, textes.AIDE_NOM, textes.AIDE_TEXTE)
    for question in QUESTIONS:
        yield _colonne(question.cle, question.intitule, accepte(question.cle))


def _colonne(cle: str, sens: str, valeurs: str) -> dict[str, str]:
    return {
        "intitule": textes.INTITULES[cle][0],
        "cle": cle,
        "sens": sens,
        "valeurs": valeurs,
    }


def accepte(cle: str) -> str:
    type_ = PAR_CLE[cle].type
    if isinstance(type_, Plusieurs):
        return textes.AIDE_PLUSIEURS.format(valeurs=", ".join(type_.libelles))
    if isinstance(type_, Choix):
        return " ; ".join(f"{valeur} ({libelle})" for valeur, libelle in type_.libelles.items())
    if isinstance(type_, Entier | Nombre):
        modele = textes.AIDE_ENTIER if isinstance(type_, Entier) else textes.AIDE_NOMBRE
        return modele.format(mini=nombre(type_.mini), maxi=nombre(type_.maxi))
    simples = {OuiNon: textes.AIDE_OUI_NON, Jour: textes.AIDE_JOUR, Mois: textes.AIDE_MOIS}
    return simples.get(type(type_), textes.AIDE_SPECIALITE)


@cache
def en_csv() -> bytes:
    """Le modèle ; les explications sont des commentaires, que l'import ne lit pas."""
    lignes = [ligne_csv(rang) for rang in (intitules(), *exemples())]
    lignes += [ligne_csv([f"# {phrase}"]) for phrase in textes.COMMENTAIRES]
    lignes += [
        ligne_csv([f"# {c['intitule']} ({c['cle']})", c["sens"], c["valeurs"]]) for c in colonnes()
    ]
    return (MARQUE + "".join(lignes)).encode()


@cache
def en_xlsx() -> bytes:
    medecins, valeurs = textes.FEUILLES[2:]
    return xlsx.ecrire(
        {
            medecins: [intitules(), *exemples()],
            valeurs: [
                textes.TITRES_VALEURS,
                *([c["intitule"], c["cle"], c["sens"], c["valeurs"]] for c in colonnes()),
                *([phrase] for phrase in textes.COMMENTAIRES[1:]),
            ],
        }
    )
