"""The pages of the guide as they are published: in order, by slug, by anchor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from eligibility.selectors import Tables
from simulateur.textes.ecriture import typographie

# What a row of the published document holds, in the order in which a file is written.
COLONNES = ("slug", "titre", "resume", "rubrique", "etiquettes", "mots", "ancres", "corps")
LISTES = frozenset(("etiquettes", "mots", "ancres"))


@dataclass(frozen=True)
class Page:
    """One page. `mots`: other words that lead here, for the search. `ancres`: the questions, criteria
    and sections it explains, by the names of `ancres.py`. `corps`: Markdown, with its marks."""

    slug: str
    titre: str
    resume: str
    rubrique: str
    etiquettes: tuple[str, ...]
    mots: tuple[str, ...]
    ancres: tuple[str, ...]
    corps: str


@dataclass(frozen=True, eq=False)
class Guide:
    """The pages, in their order. Two are the same when they are one: what is made of one is kept by it."""

    pages: tuple[Page, ...]

    @cached_property
    def par_slug(self) -> Mapping[str, Page]:
        return {page.slug: page for page in self.pages}

    @cached_property
    def par_ancre(self) -> Mapping[str, Page]:
        """The first page that declares each anchor: a question has one link."""
        return {ancre: page for page in reversed(self.pages) for ancre in page.ancres}

    @cached_property
    def rubriques(self) -> Mapping[str, tuple[Page, ...]]:
        """Pages by heading, in the order in which headings first appear."""
        groupes: dict[str, list[Page]] = {}
        for page in self.pages:
            groupes.setdefault(page.rubrique, []).append(page)
        return {rubrique: tuple(pages) for rubrique, pages in groupes.items()}

    def voisines(self, page: Page) -> tuple[Page | None, Page | None]:
        """The page before and the one after."""
        rang = self.pages.index(page)
        suivantes = self.pages[rang + 1 : rang + 2]
        return (self.pages[rang - 1] if rang else None, suivantes[0] if suivantes else None)


def lire(lignes: Iterable[Mapping[str, Any]]) -> Guide:
    """The guide of these JSON rows, which hold `COLONNES`; lists there, tuples here."""
    return Guide(
        tuple(
            Page(**{nom: tuple(ligne[nom]) if nom in LISTES else ligne[nom] for nom in COLONNES})
            for ligne in lignes
        )
    )


def _composee(page: Page) -> Page:
    """A page whose titles have the spaces that French wants; its text has them when it is read."""
    return replace(
        page,
        titre=typographie(page.titre),
        resume=typographie(page.resume),
        rubrique=typographie(page.rubrique),
    )


class _Memoire:
    """The last rows in hand, and what was made of them: those of the public, those of a preview."""

    COMBIEN = 2

    def __init__(self) -> None:
        self._connus: tuple[tuple[Any, Guide], ...] = ()

    def guide(self, lignes: Any) -> Guide:
        connus = self._connus
        guide = next((guide for lues, guide in connus if lues is lignes), None)
        if guide is None:
            guide = Guide(tuple(map(_composee, lire(lignes).pages)))
        if not connus or connus[0][1] is not guide:
            autres = [connu for connu in connus if connu[1] is not guide]
            self._connus = ((lignes, guide), *autres)[: self.COMBIEN]
        return guide


_memoire = _Memoire()


def de(tables: Tables) -> Guide:
    """The guide of these tables."""
    return _memoire.guide(tables.cliche.get("guide") or ())
