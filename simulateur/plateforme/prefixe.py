"""The public site under another address: the same views, whose links all lead there (decisions 12, 16)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, get_script_prefix, resolve, set_script_prefix

from . import erreurs


def servir(request: HttpRequest, prefixe: str, chemin: str, urlconf: str) -> HttpResponse:
    """The page that `urlconf` has at `chemin`, its links under `prefixe`; our 404 when there is none."""
    with sous(prefixe):
        try:
            vue, args, kwargs = resolve(f"/{chemin}", urlconf=urlconf)
        except Resolver404:
            return erreurs.reponse(request, 404)
        return vue(request, *args, **kwargs)


@contextmanager
def sous(prefixe: str) -> Iterator[None]:
    """Within it, every address made begins with `prefixe`."""
    avant = get_script_prefix()
    set_script_prefix(prefixe)
    try:
        yield
    finally:
        set_script_prefix(avant)
