"""Links from a page to another one of the site: the CPTS of the address stays in it."""

from urllib.parse import urlencode

from django import template
from django.template import Context

from simulateur.plateforme import liens
from simulateur.plateforme.pages import chemin

register = template.Library()


@register.simple_tag(takes_context=True)
def vers(context: Context, nom: str, *args: str, **parametres: str) -> str:
    """The address of a page, by the name of its URL; `parametres`: its query string."""
    adresse = chemin(nom, *args)
    return garder(context, f"{adresse}?{urlencode(parametres)}" if parametres else adresse)


@register.simple_tag(takes_context=True)
def garder(context: Context, adresse: str) -> str:
    """An address made by a view, which names no CPTS."""
    return liens.garder(context["request"], adresse)
