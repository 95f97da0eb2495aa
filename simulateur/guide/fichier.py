"""A page as a file: what it says of itself between two lines of dashes, then its text."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from .pages import COLONNES, LISTES, Page

EN_TETE = tuple(colonne for colonne in COLONNES if colonne not in ("slug", "corps"))
BORNE = "---\n"
NOM = re.compile(r"(?:(\d+)-)?([a-z0-9]+(?:-[a-z0-9]+)*)\.md")


class FichierIllisible(ValueError):
    """Not a page of the guide; the message says why, in French."""


def lire(nom: str, texte: str) -> Page:
    """The page of the file of this name; FichierIllisible when it is none."""
    nomme = NOM.fullmatch(nom)
    if nomme is None:
        raise FichierIllisible(f"« {nom} » ne se lit pas comme « 10-missions.md »")
    debut, borne, corps = texte.removeprefix(BORNE).partition(f"\n{BORNE}")
    if not (texte.startswith(BORNE) and borne):
        raise FichierIllisible("l’en-tête, entre deux lignes « --- », manque")
    try:
        lu = yaml.safe_load(debut)
    except yaml.YAMLError as erreur:
        marque = getattr(erreur, "problem_mark", None)
        ou = f", ligne {marque.line + 2}" if marque else ""
        raise FichierIllisible(f"l’en-tête ne se lit pas{ou}") from None
    if not isinstance(lu, dict) or set(lu) != set(EN_TETE):
        raise FichierIllisible(f"l’en-tête doit dire exactement : {', '.join(EN_TETE)}")
    valeurs = {champ: _valeur(champ, lu[champ]) for champ in EN_TETE}
    return Page(slug=nomme[2], corps=corps.removeprefix("\n").removesuffix("\n"), **valeurs)


def ecrire(page: Page) -> str:
    """The one spelling of a page: `lire` gives the same page back."""
    en_tete = {
        champ: list(getattr(page, champ)) if champ in LISTES else getattr(page, champ)
        for champ in EN_TETE
    }
    texte = yaml.safe_dump(
        en_tete, allow_unicode=True, sort_keys=False, default_flow_style=None, width=10_000
    )
    return f"{BORNE}{texte}{BORNE}\n{page.corps}\n"


def nom(rang: int, page: Page) -> str:
    """The name of the file of the page of this rank, from 1: « 01-missions.md »."""
    return f"{rang:02}-{page.slug}.md"


def lire_dossier(dossier: Path) -> list[Page]:
    """The pages of the files of a folder, in the order of their names."""
    lues = []
    for chemin in sorted(dossier.glob("*.md")):
        try:
            lues.append(lire(chemin.name, chemin.read_text(encoding="utf-8")))
        except FichierIllisible as erreur:
            raise FichierIllisible(f"{chemin.name} : {erreur}") from None
    return lues


def ecrire_dossier(dossier: Path, pages: Iterable[Page]) -> None:
    """Writes these pages, numbered in their order; the other files of the folder stay."""
    for rang, page in enumerate(pages, 1):
        (dossier / nom(rang, page)).write_text(ecrire(page), encoding="utf-8")


def _valeur(champ: str, lue: Any) -> Any:
    if champ in LISTES:
        if not (isinstance(lue, list) and all(isinstance(mot, str) for mot in lue)):
            raise FichierIllisible(f"« {champ} » doit être une liste de mots")
        return tuple(lue)
    if not (isinstance(lue, str) and lue.strip()):
        raise FichierIllisible(f"« {champ} » doit être un texte")
    return lue
