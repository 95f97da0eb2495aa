"""Components too repetitive for the template engine: a hundred rows of trace, forty specialties."""

from collections.abc import Iterable, Mapping
from html import escape as echapper  # plain strings: Django's own looks for lazy ones, slowly

from django import template
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from simulateur.plateforme.liens import de_la_source
from simulateur.resultats.graphiques.traits import Mot
from simulateur.textes.mots import FIABILITES

register = template.Library()

LIGNE = (
    '<tr><th scope="row">{etape}</th><td class="formule">{formule}</td>'
    "<td><strong>{valeur}</strong></td><td>{provenance}</td></tr>\n"
)


INCONNUES = frozenset(("inconnue", "inconnu", ""))
CHOIX = (
    '<div class="form-check{a_part}"><input type="{type}" class="{classe}" name="{name}" '
    'value="{value}"{attrs}><label class="form-check-label" for="{id}">{libelle}</label></div>\n'
)


MARQUES = {
    nom: SafeString(f'<span class="marque marque-{echapper(nom)}">{echapper(mot)}</span>')
    for nom, mot in FIABILITES.items()
    if nom
}


@register.simple_tag
def choix(champ: BoundField, debut: int = 0, fin: int | None = None) -> SafeString:
    """Radio buttons or boxes of a field, from the `debut`-th to before the `fin`-th.

    « Je ne sais pas » is set apart. The specialties alone are forty: a template takes ten times as long.
    """
    classe = "form-check-input is-invalid" if champ.errors else "form-check-input"
    return SafeString("".join(_choix(option, classe) for option in champ.subwidgets[debut:fin]))


def _choix(option: BoundWidget, classe: str) -> str:
    data = option.data
    valeur = str(data["value"])
    return CHOIX.format(
        a_part=" ne-sait-pas" if valeur in INCONNUES else "",
        type=data["type"],
        classe=classe,
        name=echapper(data["name"]),
        value=echapper(valeur),
        attrs=_attributs(data["attrs"]),
        id=echapper(option.id_for_label),
        libelle=conditional_escape(option.choice_label),
    )


def _attributs(attributs: Mapping[str, str | bool]) -> str:
    """As `django.forms.utils.flatatt` writes them: True is the name alone, False and None are left out."""
    return "".join(
        f" {nom}" if valeur is True else f' {nom}="{echapper(str(valeur))}"'
        for nom, valeur in attributs.items()
        if valeur is not None and valeur is not False
    )


@register.simple_tag
def marque(nom: str) -> SafeString:
    """The reliability mark beside a figure; its legend: composants/marques_legende.html.

    `nom`: officiel | secondaire | hypothese | a_completer; KeyError for any other. A string and not a
    template: a result shows twenty of them.
    """
    return MARQUES[nom]


@register.simple_tag
def mots_du_dessin(mots: Iterable[Mot]) -> SafeString:
    """The texts of a drawing, in SVG: three drawings of a result hold thirty of them."""
    return SafeString(
        "".join(
            f'<text class="{mot.classe}" x="{mot.x}" y="{mot.y}">{echapper(mot.texte)}</text>\n'
            for mot in mots
        )
    )


@register.simple_tag
def source(nom: str, lien: str) -> SafeString:
    """A source as it is cited: a link, when it has one."""
    return SafeString(de_la_source(nom, lien))


@register.simple_tag
def lignes_de_trace(lignes: Iterable[Mapping[str, str]]) -> SafeString:
    """Rows of the trace table; `lignes`: etape, formule, valeur, source, lien, fiabilite."""
    return SafeString("".join(_ligne(ligne) for ligne in lignes))


def _ligne(ligne: Mapping[str, str]) -> str:
    return LIGNE.format(
        etape=echapper(ligne["etape"]),
        formule=echapper(ligne["formule"]),
        valeur=echapper(ligne["valeur"]),
        provenance=_provenance(ligne),
    )


def _provenance(ligne: Mapping[str, str]) -> str:
    source = de_la_source(ligne["source"], ligne["lien"])
    if ligne["fiabilite"]:
        source += f" {MARQUES[ligne['fiabilite']]}"
    return source
