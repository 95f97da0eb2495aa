"""One version in one file, out and in: the round trip is exact, and what comes in is a draft."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from eligibility import controles, cycle, origines
from eligibility.actes import Auteur
from eligibility.documents import base, fichier, formes, validation
from eligibility.documents.formes import Document
from eligibility.documents.validation import Defaut
from eligibility.models.version import Version

TAILLE_MAXIMALE = 2_000_000


class FichierRefuse(Exception):
    """`defauts`: all that is wrong, each with its place. Nothing was written."""

    def __init__(self, *defauts: Defaut) -> None:
        super().__init__(", ".join(defaut.code for defaut in defauts[:3]))
        self.defauts = defauts


def exporter(version: Version) -> str:
    """The document of a version, one row a line, so that two files compare well."""
    document = base.document(version)
    document.pop(formes.PUBLIE_LE)
    return _lisible(document)


def lire(texte: str) -> Document:
    """The document of a file. Raises FichierRefuse."""
    if len(texte) > TAILLE_MAXIMALE:
        raise FichierRefuse(Defaut("trop_gros"))
    try:
        document = fichier.lire(texte)
    except fichier.Illisible as illisible:
        raise FichierRefuse(Defaut(illisible.code, illisible.details)) from None
    if defauts := validation.defauts(document, controles.connues()):
        raise FichierRefuse(*_situes(defauts, texte))
    return document


def _situes(defauts: list[Defaut], texte: str) -> Iterator[Defaut]:
    """These defects, with the line of the file where they are, when they are in a row."""
    lignes = fichier.lignes_des_rangs(texte) if any(d.rang for d in defauts) else {}
    for defaut in defauts:
        yield replace(defaut, ligne=lignes.get((defaut.table, defaut.rang), 0))


def importer(document: Document, auteur: Auteur) -> Version:
    """A draft of that date, with the next free revision."""
    effet = date.fromisoformat(document["version"])
    origine = origines.d_un_fichier(document)
    return cycle.commencer(document, effet, auteur, "importé d’un fichier", origine)


def trouver(nom: str) -> Version:
    """« 2026-02-25 » (what is published), « 2026-02-25.2 », « employeur/2026-06-01 ». LookupError."""
    genre, _, reste = nom.rpartition("/")
    modele = base.MODELES.get(genre or formes.BAREME)
    jour, _, revision = reste.partition(".")
    if modele is None:
        raise LookupError(nom)
    try:
        cle = {"date_effet": date.fromisoformat(jour)}
        cle |= {"revision": int(revision)} if revision else {"statut": "publie"}
        return modele.objects.get(**cle)
    except (ValueError, modele.DoesNotExist):
        raise LookupError(nom) from None


def _lisible(document: Document) -> str:
    tables = formes.TABLES[document["genre"]]
    parts = [
        f"  {json.dumps(cle)}: {json.dumps(valeur, ensure_ascii=False)}"
        for cle, valeur in document.items()
        if cle not in tables
    ]
    for table in tables:
        lignes = [json.dumps(ligne, ensure_ascii=False) for ligne in document[table]]
        corps = ",\n    ".join(lignes)
        parts.append(f'  "{table}": [\n    {corps}\n  ]' if lignes else f'  "{table}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"
