"""What every page needs of HTTP: its path, a redirection, the headers of a public page."""

from collections.abc import Callable
from functools import lru_cache, partial, wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from eligibility import selectors

from . import cache, erreurs


def chemin(nom: str, *args: str) -> str:
    """Path of a page of the site, by the name of its URL; under the prefix of a preview, if any."""
    return _chemin(get_script_prefix(), nom, args)


@lru_cache(maxsize=1024)
def _chemin(prefixe: str, nom: str, args: tuple[str, ...]) -> str:
    return reverse(nom, args=args)


def rediriger(request: HttpRequest, vers: str) -> HttpResponse:
    """To another address; nonsense that its one spelling makes too long is refused here and now."""
    if len(vers.partition("?")[2]) > settings.LONGUEUR_MAXIMALE_REQUETE:
        return erreurs.reponse(request, 414)
    # An exchange would put the other page inside this one.
    return HttpResponseClientRedirect(vers) if request.htmx else HttpResponseRedirect(vers)


def page_publique(vue: Callable | None = None, *, sans_tables: bool = False) -> Callable:
    """A view that takes (request, tables, …), the same for everyone who asks for its address.

    `sans_tables`: it is shown without them too, and takes None.
    """
    if vue is None:
        return partial(page_publique, sans_tables=sans_tables)

    @require_safe
    @wraps(vue)
    def enveloppe(request: HttpRequest, **kwargs: str) -> HttpResponse:
        # Taken once: what the tag names is what the page shows.
        try:
            request.tables = selectors.tables()
        except selectors.TablesIndisponibles:
            if not sans_tables:
                raise
        marque = cache.etiquette(request)
        reponse = cache.inchangee(request, marque) or vue(request, request.tables, **kwargs)
        return cache.dire(reponse, marque, cache.politique(request))

    return enveloppe
