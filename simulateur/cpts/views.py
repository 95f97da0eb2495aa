from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from simulateur.plateforme.cache import TOUJOURS

from . import annuaire


@require_safe
def logo(request: HttpRequest, cpts: str, fichier: str) -> HttpResponse:
    """The logo of that name: it never changes, another logo has another name."""
    vitrine = annuaire.trouver(cpts)
    if vitrine is None or vitrine.logo is None or vitrine.logo.nom != fichier:
        raise Http404
    return HttpResponse(
        vitrine.logo.octets,
        content_type=vitrine.logo.type,
        headers={
            "Cache-Control": TOUJOURS,
            "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        },
    )
