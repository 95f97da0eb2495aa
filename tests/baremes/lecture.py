"""Un tableau de chiffres lu dans la page : chaque case, sa marque, et la note à laquelle elle renvoie."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tests.parcours.pages import arbre, avec_classe, texte


class Case(NamedTuple):
    """`chiffre` : ce qu'on y lit ; `marque` : celle qui lui est propre ; `provenance` : toute la note."""

    chiffre: str
    marque: str
    provenance: str

    @property
    def nombre(self) -> Decimal:
        """38 000 € → 38000."""
        trouve = re.search(r"[\d\s]*\d(,\d+)?", self.chiffre)
        return Decimal(re.sub(r"\s", "", trouve[0]).replace(",", "."))


def section(html: str, nom: str) -> str:
    """Les mots de la partie de la page que ce titre ouvre, ceux de deux cases séparés."""
    (trouvee,) = [s for s in arbre(html).iter("section") if s.get("aria-labelledby") == nom]
    return " ".join(" ".join(trouvee.itertext()).split())


Tableau = dict[tuple[str, str], list[Case]]


def tableaux(html: str) -> dict[str, Tableau]:
    """{nom du tableau: {(groupe, ligne): ses cases}} ; une case qui vaut pour la rangée est répétée."""
    lus: dict[str, Tableau] = {}
    for section in arbre(html).iter("section"):
        enfants = list(section.iter("div"))
        for cadre, suite in pairwise(enfants):
            if cadre.get("role") == "group" and "d-ou" in suite.get("class", ""):
                lus[cadre.get("aria-label").removeprefix("Tableau : ")] = _tableau(cadre, suite)
    return lus


def _tableau(cadre: Element, d_ou: Element) -> Tableau:
    notes = {texte(li[0]): texte(li[1]) for li in d_ou.iter("li")}
    communes = [texte(p) for p in d_ou.iter("p") if " : " in texte(p).replace("\xa0", " ")]
    commune = communes[0] if communes else ""
    colonnes = len(next(cadre.iter("thead")).findall(".//th")) - 1
    lu: Tableau = {}
    for corps in cadre.iter("tbody"):
        groupe = ""
        for rangee in corps.findall("tr"):
            titre, *cases = list(rangee)
            if titre.get("scope") == "rowgroup":
                groupe = texte(titre)
                continue
            lues = [_case(case, notes, commune) for case in cases]
            nom = (groupe, texte(titre))
            assert nom not in lu
            lu[nom] = lues * colonnes if len(lues) < colonnes else lues
    return lu


def _case(case: Element, notes: dict[str, str], commune: str) -> Case:
    marques = [texte(m) for m in avec_classe(case, "marque")]
    appels = [texte(sup).removeprefix("note ") for sup in case.iter("sup")]
    provenance = notes[appels[0]] if appels else commune
    return Case((case.text or "").strip(), "".join(marques), provenance)
