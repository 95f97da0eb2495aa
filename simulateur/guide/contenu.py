"""From the Markdown of a page to its HTML: only the elements of a page of text, and its marks.

`analyser` depends on the text alone and is done once; `html` fits it to a request: the prefix under which
the site is served, and the sources as they are published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it.token import Token

from simulateur.plateforme import liens
from simulateur.plateforme.pages import chemin
from simulateur.textes.ecriture import typographie

from . import jetons
from .marques import Marque, Sources, montrer, separer


@dataclass(frozen=True)
class Titre:
    """A heading of the second level, as the table of contents lists it."""

    id: str
    texte: str


@dataclass(frozen=True)
class Morceau:
    """A paragraph, an item or a row, in plain text; `ligne`: where it begins, from 1."""

    ligne: int
    texte: str
    marques: tuple[Marque, ...]


@dataclass(frozen=True)
class Texte:
    """`debut`: what comes before the first heading, or what `titre_du_debut` heads when nothing does; a
    piece of `corps`. Both are to be fitted by `html`."""

    corps: str
    titre_du_debut: str
    debut: str
    titres: tuple[Titre, ...]
    morceaux: tuple[Morceau, ...]

    @property
    def marques(self) -> tuple[Marque, ...]:
        """Each once, in the order of the text."""
        return tuple(dict.fromkeys(m for morceau in self.morceaux for m in morceau.marques))

    @property
    def verifie_le(self) -> date | None:
        """All of the page was checked on that day or later: the oldest mark."""
        return min((marque.jour for marque in self.marques), default=None)


@lru_cache(maxsize=256)
def analyser(corps: str) -> Texte:
    """The text of a page, whatever it holds: what is not understood shows as it is written."""
    lus = jetons.lire(corps)
    morceaux = tuple(_morceaux(lus))
    titres = tuple(
        Titre(jeton.attrs["id"], typographie(jetons.texte(lus[rang + 1])))
        for rang, jeton in enumerate(lus)
        if jeton.type == "heading_open" and jeton.tag == "h2"
    )
    avant, *parties = [jetons.rendre(partie) for partie in jetons.parties(lus)]
    corps = "".join((avant, *parties))
    if avant or not titres:
        return Texte(corps, "", avant, titres, morceaux)
    return Texte(corps, titres[0].texte, parties[1], titres, morceaux)


A_REMPLIR = re.compile(f"{jetons.DEBUT}(.*?){jetons.FIN}|{jetons.LIEN}(.*?){jetons.BOUT}")


def html(rendu: str, slug: str, sources: Sources, suite: str = "") -> SafeString:
    """The whole or a piece of an analysed text, with its links and its sources; safe.

    `suite`: what its links to the site carry on (`liens.suite`).
    """
    ici, racine = chemin("guide:page", slug), get_script_prefix()

    def remplir(trouve: re.Match) -> str:
        if adresse := trouve[2]:
            entiere = ici + adresse if adresse[0] == "#" else racine + adresse[1:]
            return escape(liens.avec(entiere, suite))
        marques = separer(trouve[1])[1]
        plus_bas = liens.avec(f"{ici}#sources", suite)
        return "<br>".join(montrer(marque, sources, plus_bas) for marque in marques)

    return SafeString(A_REMPLIR.sub(remplir, rendu))


def _morceaux(lus: list[Token]) -> Iterator[Morceau]:
    """Rows are one piece each, whose marks are those of their last cell; headings and drawings, none."""
    for rang, jeton in enumerate(lus):
        if jetons.est_un_passage(lus, rang) and not jetons.dessin_de(jeton):
            yield Morceau(jeton.map[0] + 1, jetons.texte(jeton), jeton.meta["marques"])
        elif jeton.type == "tr_open" and jeton.meta.get("corps"):
            cellules = jetons.cellules(lus, rang)
            texte = " ".join(jetons.texte(cellule) for cellule in cellules)
            yield Morceau(jeton.map[0] + 1, texte, cellules[-1].meta["marques"])
