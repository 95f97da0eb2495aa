"""Les adresses publiques du site, lues dans les routes : une page neuve est vérifiée d'office."""

from django.conf import settings
from django.urls import URLPattern, get_resolver

# Une valeur pour chaque paramètre de route ; une route qui n'en trouve pas est laissée à ses tests.
EXEMPLES = {
    "etape": ("profil", "patientele", "option"),
    "version": ("2026-02-25",),
    "slug": ("pmt-et-file-active",),
}


def adresses_publiques() -> list[str]:
    trouvees: set[str] = {"/sante/vivant", "/sante/pret"}
    for route in routes(get_resolver().url_patterns, ""):
        if route.startswith(settings.ADMIN_CHEMIN) or "(" in route or "^" in route:
            continue
        trouvees.update(f"/{adresse}" for adresse in _remplir(route))
    return sorted(trouvees)


def routes(motifs, prefixe: str):
    """Toutes les routes, à plat."""
    for motif in motifs:
        chemin = prefixe + str(motif.pattern)
        if isinstance(motif, URLPattern):
            yield chemin
        else:
            yield from routes(motif.url_patterns, chemin)


def _remplir(route: str) -> list[str]:
    if "<" not in route:
        return [route]
    debut, _, reste = route.partition("<")
    parametre, _, fin = reste.partition(">")
    nom = parametre.rpartition(":")[2]
    return [
        adresse for valeur in EXEMPLES.get(nom, ()) for adresse in _remplir(f"{debut}{valeur}{fin}")
    ]
