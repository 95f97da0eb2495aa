"""Links: what those of a page carry on, the CPTS by whose link its visitor came; how one leaves the site."""

from html import escape as echapper  # plain strings: Django's own looks for lazy ones, slowly
from urllib.parse import urlencode

from django.http import HttpRequest


def suite(request: HttpRequest) -> str:
    """« cpts=ma-cpts », or nothing when the address of the page names no CPTS."""
    return urlencode({"cpts": request.cpts.slug}) if request.cpts else ""


def avec(adresse: str, suite: str) -> str:
    """An address of the site with this in its query string, before its fragment."""
    if not suite:
        return adresse
    page, diese, fragment = adresse.partition("#")
    return f"{page}{'&' if '?' in page else '?'}{suite}{diese}{fragment}"


def garder(request: HttpRequest, adresse: str) -> str:
    """An address of the site as a page of this request links to it."""
    return avec(adresse, suite(request))


def de_la_source(nom: str, lien: str) -> str:
    """HTML of a source, by the name it has there; the site it leads to does not learn from where."""
    nom = echapper(nom)
    return f'<a href="{echapper(lien)}" rel="noreferrer">{nom}</a>' if lien else nom
