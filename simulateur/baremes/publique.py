"""A page made from the published tables alone: kept by anyone for a few seconds, then revalidated."""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from eligibility import selectors
from eligibility.selectors import Tables
from simulateur.plateforme.version import VERSION

# A correction shows within seconds; a browser asks again each time and most often hears « unchanged ».
PUBLIC = "public, max-age=0, s-maxage=5"


def page_publique(vue: Callable) -> Callable:
    """A view that takes (request, tables, …); its tag is known before the page is made."""

    @require_safe
    @wraps(vue)
    def enveloppe(request: HttpRequest, **kwargs: str) -> HttpResponse:
        # Taken once: what the tag names is what the page shows.
        tables = selectors.tables()
        etiquette = _etiquette(request, tables)
        reponse = get_conditional_response(request, etag=etiquette)
        if reponse is None:
            reponse = vue(request, tables, **kwargs)
        reponse["ETag"] = etiquette
        reponse["Cache-Control"] = PUBLIC
        return reponse

    return enveloppe


def _etiquette(request: HttpRequest, tables: Tables) -> str:
    parts = (
        request.get_full_path(),
        # Both: the same figures come back after a retreat, with one more line of news.
        str(tables.numero),
        tables.empreinte,
        timezone.localdate().isoformat(),
        VERSION,
    )
    return quote_etag(hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest())
