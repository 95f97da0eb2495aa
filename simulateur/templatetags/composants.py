"""Components too repetitive for the template engine: a trace has a hundred rows."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from simulateur.textes.mots import FIABILITES

register = template.Library()

LIGNE = (
    '<tr><th scope="row">{etape}</th><td class="formule">{formule}</td>'
    "<td><strong>{valeur}</strong></td><td>{provenance}</td></tr>\n"
)


@register.simple_tag
def lignes_de_trace(lignes: Iterable[Mapping[str, str]]) -> SafeString:
    """Rows of the trace table; `lignes`: etape, formule, valeur, source, lien, fiabilite."""
    return SafeString("".join(_ligne(ligne) for ligne in lignes))


def _ligne(ligne: Mapping[str, str]) -> str:
    return LIGNE.format(
        etape=escape(ligne["etape"]),
        formule=escape(ligne["formule"]),
        valeur=escape(ligne["valeur"]),
        provenance=_provenance(ligne),
    )


def _provenance(ligne: Mapping[str, str]) -> str:
    source = escape(ligne["source"])
    if ligne.get("lien"):
        source = f'<a href="{escape(ligne["lien"])}" rel="noreferrer">{source}</a>'
    if ligne["fiabilite"]:
        marque, mot = escape(ligne["fiabilite"]), escape(FIABILITES[ligne["fiabilite"]])
        source += f' <span class="marque marque-{marque}">{mot}</span>'
    return source
