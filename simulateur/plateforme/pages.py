"""What every page needs of HTTP: its path, its tag, a redirection, the headers of a public page."""

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from eligibility import selectors

from . import erreurs
from .version import VERSION

# A correction shows within seconds; a browser asks again each time and most often hears « unchanged ».
PUBLIC = "public, max-age=0, s-maxage=5"


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


def page_publique(vue: Callable) -> Callable:
    """A view that takes (request, tables, …); its tag is known before the page is made."""

    @require_safe
    @wraps(vue)
    def enveloppe(request: HttpRequest, **kwargs: str) -> HttpResponse:
        # Taken once: what the tag names is what the page shows.
        request.tables = tables = selectors.tables()
        marque = etiquette(
            # Both: the same figures come back after a retreat, with one more line of news.
            request.get_full_path(),
            str(tables.numero),
            tables.empreinte,
            request.cpts.empreinte if request.cpts else "",
        )
        reponse = get_conditional_response(request, etag=marque)
        if reponse is None:
            reponse = vue(request, tables, **kwargs)
        reponse["ETag"] = marque
        reponse["Cache-Control"] = PUBLIC
        return reponse

    return enveloppe


def etiquette(*parts: str) -> str:
    """The tag of what these parts say, for this day and this release."""
    toutes = (*parts, timezone.localdate().isoformat(), VERSION)
    return quote_etag(hashlib.blake2b("\n".join(toutes).encode(), digest_size=12).hexdigest())
