"""Links to the guide, where a published page explains what is shown."""

from html import escape as echapper  # plain strings: Django's own looks for lazy ones, slowly

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from simulateur.guide.ancres import ANCRES, QUESTION
from simulateur.guide.pages import de
from simulateur.plateforme.liens import garder
from simulateur.plateforme.pages import chemin

register = template.Library()

# Opened in place by htmx. Nothing is sent along: what is typed around the link stays where it is.
LIEN = (
    '<div class="comprendre non-imprime"><a href="{}" data-extrait data-hx-get="{}"'
    ' data-hx-target="closest .comprendre" data-hx-swap="beforeend" data-hx-sync="this:drop"'
    ' data-hx-params="none">Comprendre&nbsp;: {}</a></div>\n'
)


@register.simple_tag(takes_context=True)
def lien_guide(context: Context, ancre: str) -> SafeString | str:
    """The link of an anchor (`question:pmt`); nothing when no published page declares it.

    A string and not a template: a result shows twenty of them. Neighbouring questions that one page
    explains show its link once, under the first.
    """
    if ancre not in ANCRES:
        return ""
    request = context["request"]
    page = de(request.tables).par_ancre.get(ancre)
    if page is None:
        return ""
    if ancre.startswith(QUESTION):
        montrees = request.__dict__.setdefault("pages_du_guide_montrees", set())
        # Each zone on its own: what an exchange brings of it is what the whole page shows of it.
        montree = (context.get("zone_du_guide", ""), page.slug)
        if montree in montrees:
            return ""
        montrees.add(montree)
    entiere, extrait = (
        garder(request, chemin(nom, page.slug)) for nom in ("guide:page", "guide:extrait")
    )
    return SafeString(LIEN.format(*map(echapper, (entiere, extrait, page.titre))))
