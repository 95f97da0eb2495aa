"""The marks of a page's text: the sources that it cites, what is wrong with them, those to be read again."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.text import Truncator

from eligibility.documents.validation import lecture_possible
from eligibility.regles import fraicheur
from eligibility.regles.vocabulaire import FIABILITES
from simulateur.textes import guide_atelier as textes

from . import contenu
from .marques import UNE

BALISE = re.compile(r"(?<!\\)<[A-Za-z/!?]")
ENTRE_ACCOLADES = re.compile(r"\{([^{}]*)\}")
DEBUT = 50  # characters of a passage that name it
PERMISES = tuple(mot for mot in FIABILITES if UNE.fullmatch(f"{{A 2026-01-01 {mot}}}"))


class Vieille(NamedTuple):
    """A public page, and how many of its marks nobody checked for a year."""

    slug: str
    titre: str
    nombre: int


def citees(ligne: Mapping[str, Any]) -> set[str]:
    """Keys of the sources that a page names."""
    return {marque[1] for marque in UNE.finditer(ligne["corps"])}


def dater(corps: str, jour: date, cle: str = "") -> tuple[str, int]:
    """The text with its marks, or those of one source, checked on that day; how many changed."""
    combien = 0

    def datee(marque: re.Match) -> str:
        nonlocal combien
        if (cle and marque[1] != cle) or marque[2] == jour.isoformat():
            return marque[0]
        combien += 1
        return marque[0].replace(marque[2], jour.isoformat(), 1)

    return UNE.sub(datee, corps), combien


def plus_ancienne(corps: str) -> str:
    """The oldest day of its marks, in ISO; empty without any."""
    return min((marque[2] for marque in UNE.finditer(corps)), default="")


def a_relire(lignes: Iterable[Mapping[str, Any]], jour: date) -> list[Vieille]:
    """Pages with marks older than a year on that day, in their order."""
    vieilles = [
        Vieille(
            ligne["slug"],
            ligne["titre"],
            sum(fraicheur.a_relire(_jour(m[2]), jour) for m in UNE.finditer(ligne["corps"])),
        )
        for ligne in lignes
    ]
    return [vieille for vieille in vieilles if vieille.nombre]


def defauts(corps: str, sources: Collection[str]) -> list[str]:
    """All that keeps a text from being a page, in French, each with its line."""
    trouves = []
    for numero, ligne in enumerate(corps.split("\n"), 1):
        trouves += [(numero, defaut) for defaut in _de_la_ligne(numero, ligne, sources)]
    fautives = {numero for numero, _ in trouves}
    morceaux = contenu.analyser(corps).morceaux
    fins = [*(suivant.ligne for suivant in morceaux[1:]), corps.count("\n") + 2]
    for morceau, fin in zip(morceaux, fins, strict=True):
        # What has no mark for want of a right one is already said.
        if not morceau.marques and fautives.isdisjoint(range(morceau.ligne, fin)):
            debut = Truncator(morceau.texte).chars(DEBUT)
            trouves.append(
                (morceau.ligne, textes.defaut(morceau.ligne, "sans_marque", debut=debut))
            )
    return [defaut for _, defaut in sorted(trouves)]


def _de_la_ligne(numero: int, ligne: str, sources: Collection[str]) -> Iterator[str]:
    if BALISE.search(ligne):
        yield textes.defaut(numero, "html")
    if set("{}") & set(ENTRE_ACCOLADES.sub("", ligne)):
        yield textes.defaut(numero, "accolade")
    for marque in ENTRE_ACCOLADES.findall(ligne):
        yield from _de_la_marque(numero, marque, sources)


def _de_la_marque(numero: int, marque: str, sources: Collection[str]) -> Iterator[str]:
    mots = marque.split(" ")
    if len(mots) not in (2, 3):
        yield textes.defaut(numero, "forme", marque=marque)
        return
    cle, jour, *reste = mots
    if cle not in sources:
        yield textes.defaut(numero, "source", cle=cle)
    if (lu := _jour(jour)) is None:
        yield textes.defaut(numero, "date", jour=jour)
    elif not lecture_possible(lu):
        yield textes.defaut(numero, "lecture", jour=jour)
    if reste and reste[0] not in PERMISES:
        yield textes.defaut(numero, "fiabilite", mot=reste[0], permises=", ".join(PERMISES))


def _jour(texte: str) -> date | None:
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        return None
    return jour if jour.isoformat() == texte else None
