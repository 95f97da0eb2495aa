"""What caches may do with an answer: the policies of the site, the tag of a page, « unchanged » or not."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from .limites import DEBITS
from .version import VERSION

# A browser asks again each time and most often hears « unchanged ». What is shared keeps it two seconds,
# which nginx, counting whole ones, may stretch to three: with the two during which tables are not asked for
# again, a correction shows within five. The site gone, ten minutes and no more.
PUBLIC = "public, max-age=0, s-maxage=2, stale-if-error=600"
# Files and JSON for machines, which ask often: a correction shows within the minute.
UNE_MINUTE = "public, max-age=60, s-maxage=2, stale-if-error=600"
# What a visitor typed is in the address: their browser alone keeps it, and asks again.
PRIVE = "private, no-cache"
JAMAIS = "no-store"
# Its name changes with what it holds.
TOUJOURS = "public, max-age=31536000, immutable"

# What pages show of the settings: a restart with others makes other pages.
REGLAGES_MONTRES = (
    "ADRESSE_SIGNALEMENT",
    "CONTACT_SECURITE",
    "DIRECTEUR_PUBLICATION",
    "EDITEUR",
    "EDITEUR_ADRESSE",
    "EDITEUR_COURRIEL",
    "EDITEUR_TELEPHONE",
    "HEBERGEUR",
    "HEBERGEUR_ADRESSE",
    "HEBERGEUR_TELEPHONE",
    "JOURNAL_ACCES",
    *(debit.reglage for debit in DEBITS),
)

AVEC_ETIQUETTE = frozenset((200, 304, 404))


def politique(request: HttpRequest) -> str:
    """PUBLIC for an address where nobody typed anything: no query, or one known CPTS alone."""
    cpts = request.cpts
    permises = ("", f"cpts={cpts.slug}" if cpts else "")
    return PUBLIC if request.META["QUERY_STRING"] in permises and not request.htmx else PRIVE


def etiquette(request: HttpRequest, *autres: str) -> str:
    """The tag of a page of this request, known before it is made: for this day and this release.

    `request.tables`: what it is made of, None when it does without. `autres`: what else makes it another.
    """
    tables, cpts = request.tables, request.cpts
    parts = (
        request.get_full_path(),
        # Both: the same figures come back after a retreat, with one more line of news.
        f"{tables.numero} {tables.empreinte}" if tables else "",
        cpts.empreinte if cpts else "",
        repr(request.cadre),
        *autres,
        timezone.localdate().isoformat(),
        VERSION,
        *(str(getattr(settings, nom)) for nom in REGLAGES_MONTRES),
    )
    return quote_etag(hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest())


def inchangee(request: HttpRequest, marque: str) -> HttpResponse | None:
    """« Unchanged », for who has the page of that tag."""
    return get_conditional_response(request, etag=marque)


def dire(reponse: HttpResponse, marque: str, politique: str) -> HttpResponse:
    """The same answer, with its tag and what may be done with it; an error has its own policy."""
    if reponse.status_code in AVEC_ETIQUETTE:
        reponse["ETag"] = marque
    reponse.headers.setdefault("Cache-Control", politique)
    return reponse
