"""Ce que la surveillance peut lire, au format de Prometheus : des nombres, rien d'une réponse.

Compté seulement si METRIQUES_JETON est mis. Sous gunicorn, chaque processus écrit dans un fichier de
PROMETHEUS_MULTIPROC_DIR (gunicorn.conf.py le crée) et n'importe lequel rend la somme.
"""

import hmac
import os

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector

from . import journal

REGISTRE = CollectorRegistry()
# Autour des budgets : une page en 15 ms, un groupe de trente médecins en moins d'une seconde.
BORNES_S = (0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

REQUETES = Counter(
    "simulateur_requetes", "Réponses envoyées", ["methode", "route", "statut"], registry=REGISTRE
)
DUREES = Histogram(
    "simulateur_duree_secondes",
    "Durée d'une réponse",
    ["route"],
    buckets=BORNES_S,
    registry=REGISTRE,
)
INCHANGEES = Counter(
    "simulateur_pages_inchangees", "Pages que le navigateur avait déjà (304)", registry=REGISTRE
)
SIMULATIONS = Counter(
    "simulateur_simulations", "Étapes et résultats montrés", ["etape", "verdict"], registry=REGISTRE
)
PUBLICATION = Gauge(
    "simulateur_publication", "Numéro de la publication servie par ce processus",
    registry=REGISTRE, multiprocess_mode="liveall",
)  # fmt: skip
SANS_BASE = Gauge(
    "simulateur_base_injoignable", "1 quand ce processus sert sans base de données",
    registry=REGISTRE, multiprocess_mode="liveall",
)  # fmt: skip

DES_FICHIERS, AUCUNE = "(fichier)", "(aucune)"


def simulation(request: HttpRequest, etape: str, verdict: str = "") -> None:
    """Une vue dit ce qu'elle a montré : un mot pour l'étape, le code du verdict. Rien d'autre."""
    request.simulations = (*getattr(request, "simulations", ()), (etape, verdict))


def observer(request: HttpRequest, response: HttpResponse, duree: float) -> None:
    """Compte une réponse ; `duree` en secondes. Les étiquettes sont en nombre fini, jamais tapées."""
    route = _route(request)
    REQUETES.labels(journal.methode(request.method), route, response.status_code).inc()
    DUREES.labels(route).observe(duree)
    if response.status_code == 304:
        INCHANGEES.inc()
    if response.status_code == 200:
        for etape, verdict in getattr(request, "simulations", ()):
            SIMULATIONS.labels(etape, verdict).inc()


def refusee(statut: int) -> None:
    """Une demande que le serveur a refusée avant Django."""
    REQUETES.labels("", AUCUNE, statut).inc()


def _route(request: HttpRequest) -> str:
    # Le journal montre le chemin masqué d'une adresse inventée : les étiquettes seraient sans fin.
    if gabarit := journal.gabarit(request):
        return gabarit
    return DES_FICHIERS if request.path_info.startswith(settings.STATIC_URL) else AUCUNE


def page(request: HttpRequest, publication: int, *, sans_base: bool) -> HttpResponse | None:
    """Les mesures, pour qui a le jeton (« Authorization: Bearer … ») ; None : la page n'existe pas.

    `publication` : le numéro de celle que ce processus sert, 0 sans tables.
    """
    attendu = settings.METRIQUES_JETON
    if not attendu:
        return None
    donne = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(donne.encode("utf-8", "replace"), attendu.encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    PUBLICATION.set(publication)
    SANS_BASE.set(sans_base)
    registre = REGISTRE
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registre = CollectorRegistry()
        MultiProcessCollector(registre)
    return HttpResponse(generate_latest(registre), content_type=CONTENT_TYPE_PLAIN_0_0_4)
