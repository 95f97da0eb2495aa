"""What a paragraph, an item or a row says at its end: its sources, when they were read, how far to trust.

Written `{CLE AAAA-MM-JJ}`; `{CLE AAAA-MM-JJ secondaire}` for what no official text says, `hypothese` for our
reading where texts leave a choice.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape as echapper
from typing import Any

from eligibility.regles.vocabulaire import HYPOTHESE, OFFICIEL, SECONDAIRE
from simulateur.plateforme.liens import de_la_source
from simulateur.textes.ecriture import date_en_lettres, typographie
from simulateur.textes.guide import VERIFIE
from simulateur.textes.mots import FIABILITES

_MARQUE = rf"\{{([A-Z0-9][A-Z0-9-]*) (\d{{4}}-\d{{2}}-\d{{2}})(?: ({SECONDAIRE}|{HYPOTHESE}))?\}}"
UNE, A_LA_FIN = re.compile(_MARQUE), re.compile(rf"(?:\s*{_MARQUE})+\s*$")

Sources = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Marque:
    """`cle`: a row of the table of sources, known or not. `jour`: the day it was checked."""

    cle: str
    jour: date
    fiabilite: str = OFFICIEL

    def ecrite(self) -> str:
        suite = "" if self.fiabilite == OFFICIEL else f" {self.fiabilite}"
        return f"{{{self.cle} {self.jour:%Y-%m-%d}{suite}}}"


def separer(texte: str) -> tuple[str, tuple[Marque, ...]]:
    """A text and the marks at its end; none when one of them holds no date."""
    trouvees = A_LA_FIN.search(texte)
    if trouvees is None:
        return texte, ()
    try:
        marques = tuple(
            Marque(cle, date.fromisoformat(jour), fiabilite or OFFICIEL)
            for cle, jour, fiabilite in UNE.findall(trouvees[0])
        )
    except ValueError:
        return texte, ()
    return texte[: trouvees.start()], marques


def nom_court(libelle: str) -> str:
    """« ameli.fr, page … » → « ameli.fr »: the list of sources holds the rest."""
    return typographie(re.split(r", | : ", libelle, maxsplit=1)[0])


def montrer(marque: Marque, sources: Sources, liste: str) -> str:
    """HTML of a mark; `liste`: address of the sources of its page, where one without link leads."""
    source = sources.get(marque.cle)
    nom = nom_court(source["libelle"]) if source else marque.cle
    if source and source["lien"]:
        lien = de_la_source(nom, source["lien"])
    else:
        lien = f'<a href="{liste}">{echapper(nom)}</a>'
    dit = f"{lien}, {VERIFIE} {date_en_lettres(marque.jour)}"
    # An official source is the rule, and the foot of the page says so: only the others are marked.
    if marque.fiabilite == OFFICIEL:
        return dit
    return f'{dit} · <span class="marque marque-{marque.fiabilite}">{FIABILITES[marque.fiabilite]}</span>'
