"""The Markdown of a page as tokens, and their HTML with places left to fill.

The reader knows headings, paragraphs, lists, tables, links, strong and em, and the drawings of the site;
anything else is text. Marks leave the text before it is read, so that nothing in them is Markdown.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from simulateur.textes.ecriture import typographie
from simulateur.textes.guide import POUR_TOUT

from .marques import Marque, separer

DESSIN = "dessin:"
DESSINS = frozenset(
    gabarit.stem
    for gabarit in (Path(settings.RACINE) / "templates/composants/dessins").glob("*.html")
)
LIENS = ("https://", "http://", "mailto:")

# Filled for each request, each between two ends: addresses within the site, marks.
LIEN, BOUT, DEBUT, FIN = "\ue000", "\ue001", "\ue002", "\ue003"
RESERVES = str.maketrans("", "", LIEN + BOUT + DEBUT + FIN)
IDS_DE_LA_PAGE = ("contenu", "sources", "ensuite")


def lien_permis(adresse: str) -> bool:
    """To the web, to a page of the site, or further in the page; a drawing, for images."""
    if adresse.startswith("/"):
        return adresse[1:2] not in ("/", "\\")
    return adresse.lower().startswith((*LIENS, "#", DESSIN))


def _lecteur() -> MarkdownIt:
    lecteur = MarkdownIt("zero", {"html": False}).enable(
        ["heading", "list", "table", "newline", "escape", "entity", "emphasis", "link", "image"]
    )
    lecteur.validateLink = lien_permis
    lecteur.core.ruler.after("block", "marques", _separer_les_marques)
    for nom, regle in REGLES.items():
        lecteur.add_render_rule(nom, regle)
    return lecteur


def lire(corps: str) -> list[Token]:
    """The tokens of a page. Inline ones hold in `meta` the marks that ended them."""
    jetons = LECTEUR.parse(corps.translate(RESERVES))
    _titrer(jetons)
    _tabler(jetons)
    return jetons


def texte(jeton: Token) -> str:
    """What an inline token says, without its marks nor any markup."""
    return "".join(
        " " if enfant.type in ("softbreak", "hardbreak") else enfant.content
        for enfant in jeton.children
    )


def cellules(jetons: list[Token], rang: int) -> list[Token]:
    """The inline tokens of the row that opens at `rang`."""
    trouvees = []
    while jetons[rang].type != "tr_close":
        if jetons[rang].type == "inline":
            trouvees.append(jetons[rang])
        rang += 1
    return trouvees


def est_un_passage(jetons: list[Token], rang: int) -> bool:
    """The words of a paragraph or an item, and not those of a heading or a cell."""
    return jetons[rang].type == "inline" and jetons[rang - 1].type == "paragraph_open"


def parties(jetons: list[Token]) -> Iterator[list[Token]]:
    """What comes before the first heading, then each heading alone and what is under it."""
    partie: list[Token] = []
    for jeton in jetons:
        if jeton.type == "heading_open":
            yield partie
            partie = []
        partie.append(jeton)
        if jeton.type == "heading_close":
            yield partie
            partie = []
    yield partie


def rendre(jetons: list[Token]) -> str:
    """HTML of these tokens, with places to fill."""
    return LECTEUR.renderer.render(_marquer(_dessiner(jetons)), LECTEUR.options, {})


def dessin_de(jeton: Token) -> str:
    """The name of the drawing that is all that an inline token holds; empty when there is none."""
    if [enfant.type for enfant in jeton.children or ()] != ["image"]:
        return ""
    nom = str(jeton.children[0].attrs["src"]).removeprefix(DESSIN)
    return nom if nom in DESSINS else ""


def _separer_les_marques(etat: StateCore) -> None:
    """A mark ends a paragraph, an item or a row: elsewhere it is text, and shows."""
    for rang, jeton in enumerate(etat.tokens):
        if jeton.type == "inline":
            suivants = [suivant.type for suivant in etat.tokens[rang + 1 : rang + 3]]
            marques: tuple[Marque, ...] = ()
            if est_un_passage(etat.tokens, rang) or suivants == ["td_close", "tr_close"]:
                jeton.content, marques = separer(jeton.content)
            jeton.meta = {"marques": marques}


def _titrer(jetons: list[Token]) -> None:
    """Headings from the second level to the fourth, each with an id of its own."""
    pris = set(IDS_DE_LA_PAGE)
    for rang, jeton in enumerate(jetons):
        if jeton.type in ("heading_open", "heading_close"):
            jeton.tag = f"h{min(max(int(jeton.tag[1]), 2), 4)}"
        if jeton.type == "heading_open":
            voulu = slugify(texte(jetons[rang + 1])) or "partie"
            numero, nom = 1, voulu
            while nom in pris:
                numero += 1
                nom = f"{voulu}-{numero}"
            pris.add(nom)
            jeton.attrs["id"] = nom


def _tabler(jetons: list[Token]) -> None:
    """Tables: what heads a column or a row says so; no style attribute, which the policy refuses."""
    dans_le_corps, premiere, combien = False, False, 0
    for rang, jeton in enumerate(jetons):
        if jeton.type == "table_open":
            combien += 1
            tete = cellules(jetons, rang)
            jeton.meta = {"nom": ", ".join(texte(c) for c in tete), "rang": combien}
        elif jeton.type in ("tbody_open", "tbody_close"):
            dans_le_corps = jeton.type == "tbody_open"
        elif jeton.type == "tr_open":
            jeton.meta, premiere = {"corps": dans_le_corps}, True
        elif jeton.type in ("th_open", "td_open"):
            en_tete = premiere and dans_le_corps
            if "right" in str(jeton.attrs.pop("style", "")):
                jeton.attrs["class"] = "num"
            if en_tete or jeton.type == "th_open":
                jeton.attrs["scope"] = "row" if en_tete else "col"
            if en_tete:
                jeton.tag = jetons[rang + 2].tag = "th"
            premiere = False


def _dessiner(jetons: list[Token]) -> list[Token]:
    """A paragraph that is a drawing and nothing else becomes the drawing."""
    gardes: list[Token] = []
    for rang, jeton in enumerate(jetons):
        nom = dessin_de(jeton) if est_un_passage(jetons, rang) else ""
        if nom:
            gardes[-1] = Token("dessin", "", 0, meta={"nom": nom})
            gardes.append(Token("marques", "", 0, meta={**jeton.meta, "quoi": "dessin"}))
        elif not (jeton.type == "paragraph_close" and gardes[-1].type == "marques"):
            gardes.append(jeton)
    return gardes


def _marquer(jetons: list[Token]) -> list[Token]:
    """Marks at the end of what they speak for: of a whole list or table when all of it says the same."""
    gardes: list[Token] = []
    debut, communes = 0, ()
    for rang, jeton in enumerate(jetons):
        quoi = ENSEMBLES.get(jeton.type) if jeton.level == 0 else None
        if quoi and jeton.nesting == 1:
            debut = rang
        elif quoi:
            communes = _communes(jetons[debut:rang])
            for dedans in jetons[debut:rang]:
                if communes and dedans.type == "inline":
                    dedans.meta = {"marques": ()}
        gardes.append(jeton)
        if quoi and jeton.nesting == -1 and communes:
            gardes.append(Token("marques", "", 0, meta={"marques": communes, "quoi": quoi}))
    for jeton in gardes:
        if jeton.type == "inline" and jeton.meta["marques"]:
            jeton.children.append(Token("marques", "", 0, meta=jeton.meta))
    return gardes


ENSEMBLES = {
    "bullet_list_open": "liste",
    "bullet_list_close": "liste",
    "ordered_list_open": "liste",
    "ordered_list_close": "liste",
    "table_open": "tableau",
    "table_close": "tableau",
}


def _communes(jetons: list[Token]) -> tuple:
    """The marks that end every item or row of these tokens, two at least; none when they differ."""
    fins = [
        cellules(jetons, rang)[-1] if jeton.type == "tr_open" else jeton
        for rang, jeton in enumerate(jetons)
        if (jeton.type == "tr_open" and jeton.meta["corps"]) or est_un_passage(jetons, rang)
    ]
    toutes = {fin.meta["marques"] for fin in fins}
    return toutes.pop() if len(fins) > 1 and len(toutes) == 1 else ()


def _rendre_les_marques(rendu, jetons, rang, options, env) -> str:
    jeton = jetons[rang]
    ecrites = " ".join(marque.ecrite() for marque in jeton.meta["marques"])
    if not ecrites:
        return ""
    place = f"{DEBUT}{ecrites}{FIN}"
    if quoi := jeton.meta.get("quoi"):
        return f'<p class="preuve">{POUR_TOUT[quoi]}{place}</p>\n'
    return f' <small class="preuve">{place}</small>'


def _rendre_un_dessin(rendu, jetons, rang, options, env) -> str:
    nom = jetons[rang].meta["nom"]
    return render_to_string(f"composants/dessins/{nom}.html", {"identifiant": f"guide-{nom}"})


def _rendre_un_texte(rendu, jetons, rang, options, env) -> str:
    # « &#xE000; » n'est une place à remplir qu'une fois lu.
    return escape(typographie(jetons[rang].content.translate(RESERVES)))


def _ouvrir_un_lien(rendu, jetons, rang, options, env) -> str:
    adresse = str(jetons[rang].attrs["href"])
    if adresse.startswith(("/", "#")):
        return f'<a href="{LIEN}{adresse}{BOUT}">'
    if adresse.startswith(DESSIN):
        return "<a>"
    return f'<a href="{escape(adresse)}" rel="noreferrer">'


def _ouvrir_un_tableau(rendu, jetons, rang, options, env) -> str:
    meta = jetons[rang].meta
    nom = escape(f"Tableau {meta['rang']} : {meta['nom']}")
    return f'<div class="defile" tabindex="0" role="group" aria-label="{nom}"><table>\n'


REGLES = {
    "text": _rendre_un_texte,
    "image": _rendre_un_texte,  # an image that is no drawing is its words
    "link_open": _ouvrir_un_lien,
    "table_open": _ouvrir_un_tableau,
    "table_close": lambda rendu, jetons, rang, options, env: "</table></div>\n",
    "marques": _rendre_les_marques,
    "dessin": _rendre_un_dessin,
}
LECTEUR = _lecteur()
