"""A page of the guide as its template shows it."""

from typing import Any

from django.utils.safestring import SafeString

from eligibility.selectors import Tables
from simulateur.baremes.versions import source
from simulateur.baremes.versions import sources as sources_de
from simulateur.parcours import etapes
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.question import RESULTATS
from simulateur.textes.ecriture import date_en_lettres
from simulateur.textes.parcours import ETAPES

from .ancres import QUESTION
from .contenu import Texte, analyser, html
from .pages import Guide, Page

# From that many headings on, the page begins with their list.
TITRES_MIN = 3


def presenter(page: Page, guide: Guide, tables: Tables, suite: str) -> dict[str, Any]:
    """All that the page of this page shows; `suite`: what its links carry on."""
    texte, sources = analyser(page.corps), sources_de(tables)
    precedente, suivante = guide.voisines(page)
    return {
        "page": page,
        "corps": html(texte.corps, page.slug, sources, suite),
        "sommaire": texte.titres if len(texte.titres) >= TITRES_MIN else (),
        "questions": list(_questions(page)),
        "verifie_le": _en_lettres(texte),
        "sources": [
            {
                **(source(sources.get(cle)) or {"libelle": cle, "lien": "", "lecture": ""}),
                "verifie_le": date_en_lettres(min(m.jour for m in texte.marques if m.cle == cle)),
            }
            for cle in dict.fromkeys(marque.cle for marque in texte.marques)
        ],
        "precedente": precedente,
        "suivante": suivante,
    }


def debut(page: Page, tables: Tables, suite: str) -> dict[str, SafeString | str]:
    """What an extract of the page shows: its first lines, as the page has them."""
    texte = analyser(page.corps)
    return {
        "page": page,
        "titre": texte.titre_du_debut,
        "debut": html(texte.debut, page.slug, sources_de(tables), suite),
        "verifie_le": _en_lettres(texte),
    }


def _en_lettres(texte: Texte) -> str:
    return date_en_lettres(texte.verifie_le) if texte.verifie_le else ""


def _questions(page: Page):
    """The questions that the page helps with, each with the way to it; once for all its years."""
    vues = set()
    for ancre in page.ancres:
        question = PAR_CLE.get(ancre.removeprefix(QUESTION)) if ancre.startswith(QUESTION) else None
        if question is not None and (nom := question.cle.partition("_an")[0]) not in vues:
            vues.add(nom)
            vers = etapes.adresse(question.etape)
            yield {
                "intitule": question.intitule,
                "etape": ETAPES[question.etape],
                "adresse": vers if question.etape == RESULTATS else f"{vers}#div_id_{question.cle}",
            }
