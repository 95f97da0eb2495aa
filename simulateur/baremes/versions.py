"""Published versions as a visitor meets them: since when, from which text, and what they lack."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from eligibility.documents.formes import BAREME, TABLES, VERSIONS, Document
from eligibility.selectors import Tables
from simulateur.plateforme.pages import chemin
from simulateur.textes import baremes as textes
from simulateur.textes.ecriture import date_en_lettres

PAGES = {BAREME: "baremes:aide", "employeur": "baremes:employeur"}


class Version(NamedTuple):
    """A published document among its neighbours; `suivante`: the day the next one takes over."""

    genre: str
    document: Document
    precedente: Document | None
    suivante: date | None

    @property
    def nom(self) -> str:
        return self.document["version"]

    @property
    def debut(self) -> date:
        return date.fromisoformat(self.nom)

    @property
    def adresse(self) -> str:
        return adresse(self.genre, self.nom)


def adresse(genre: str, version: str) -> str:
    return chemin(PAGES[genre], version)


def versions(tables: Tables, genre: str) -> list[Version]:
    """Newest first."""
    documents = tables.cliche[VERSIONS[genre]]
    jours = [date.fromisoformat(document["version"]) for document in documents]
    avant = [None, *documents[:-1]]
    apres = [*jours[1:], None]
    return [
        Version(genre, document, precedente, suivante)
        for document, precedente, suivante in zip(documents, avant, apres, strict=True)
    ][::-1]


def trouver(tables: Tables, genre: str, nom: str) -> Version | None:
    """The published version of this name."""
    return next((version for version in versions(tables, genre) if version.nom == nom), None)


def resume(version: Version, sources: Mapping[str, Any], aujourdhui: date) -> dict[str, Any]:
    """What is said of a version before its figures."""
    document = version.document
    return {
        "version": version.nom,
        "date": date_en_lettres(version.debut),
        "adresse": version.adresse,
        "intitule": document["intitule"],
        "revision": document["revision"],
        "periode": _periode(version),
        "etat": _etat(version, aujourdhui),
        "source": source(sources.get(document["source"])),
        "publie_le": en_lettres(document.get("publie_le")),
        "verifie_le": en_lettres(document["verifie_le"]),
        "manque": manque(document),
        "commentaire": document["commentaire"],
    }


def sources(tables: Tables) -> dict[str, Mapping[str, Any]]:
    """Rows of the table of sources, by key."""
    return {ligne["cle"]: ligne for ligne in tables.cliche["sources"]}


def source(ligne: Mapping[str, Any] | None) -> dict[str, str] | None:
    """A source as it is cited: its name, its link, and how far it was read."""
    if ligne is None:
        return None
    return {
        "libelle": ligne["libelle"],
        "lien": ligne["lien"],
        "lecture": textes.LECTURES[ligne["lecture"]],
    }


def en_lettres(jour: str | None) -> str:
    return "" if jour is None else date_en_lettres(date.fromisoformat(jour))


def vides(document: Document) -> dict[str, int]:
    """{table: figures that it lacks}, for the tables that lack some."""
    comptes = {
        table: sum(ligne["valeur"] is None for ligne in document[table])
        for table in TABLES[document["genre"]]
        if table not in ("objectifs", "options")
    }
    return {table: combien for table, combien in comptes.items() if combien}


def manque(document: Document) -> str:
    """« Il manque 177 seuils, 4 montants et tous les objectifs. »"""
    absents = [
        table for table in ("seuils", "objectifs") if table in document and not document[table]
    ]
    return textes.manque(vides(document), absents)


def _periode(version: Version) -> str:
    debut = date_en_lettres(version.debut)
    if version.suivante is None:
        return textes.DEPUIS.format(debut=debut)
    veille = version.suivante - timedelta(days=1)
    return textes.DU_AU.format(debut=debut, fin=date_en_lettres(veille))


def _etat(version: Version, aujourdhui: date) -> str:
    if version.debut > aujourdhui:
        return "a_venir"
    if version.suivante is None or aujourdhui < version.suivante:
        return "en_vigueur"
    return "remplace"
