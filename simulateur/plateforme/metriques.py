"""Ce que la surveillance peut lire, au format de Prometheus : des nombres, rien d'une réponse.

Compté seulement si METRIQUES_JETON est mis. Sous gunicorn, chaque processus écrit dans un fichier de
PROMETHEUS_MULTIPROC_DIR (gunicorn.conf.py le crée) et n'importe lequel rend la somme.
"""

import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import InfoMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from eligibility.selectors import Tables

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
DES_FICHIERS, AUCUNE = "(fichier)", "(aucune)"


@cache
def _jauges() -> tuple[Gauge, Gauge]:
    """Nées à la première lecture des tables, donc dans un ouvrier : nées avec ce fichier, que le maître de
    gunicorn charge, elles diraient un zéro en son nom, puis en celui de chaque ouvrier qui n'a rien lu.
    """
    return (
        Gauge(
            "simulateur_publication", "Numéro de la publication que sert ce processus, 0 sans tables",
            registry=REGISTRE, multiprocess_mode="liveall",
        ),
        Gauge(
            "simulateur_base_injoignable", "1 quand la dernière demande à la base a échoué",
            registry=REGISTRE, multiprocess_mode="livemostrecent",
        ),
    )  # fmt: skip


def noter_les_tables(tables: Tables | None, base_injoignable: bool) -> None:
    """À chaque fois que ce processus a redemandé les tables ; un seul fil à la fois (`Memoire`)."""
    publication, sans_base = _jauges()
    publication.set(tables.numero if tables else 0)
    sans_base.set(base_injoignable)


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


@dataclass(frozen=True, eq=False)
class _Baremes(Collector):
    """Chaque barème de la publication que sert le processus qui répond, par sa version et sa révision."""

    tables: Tables | None

    def collect(self) -> Iterator[InfoMetricFamily]:
        famille = InfoMetricFamily(
            "simulateur_bareme", "Barème publié", labels=["publication", "version", "revision"]
        )
        for bareme in self.tables.referentiel.baremes if self.tables else ():
            famille.add_metric(
                [str(self.tables.numero), bareme.version, str(bareme.revision)], value={}
            )
        yield famille


def page(request: HttpRequest, tables: Tables | None) -> HttpResponse | None:
    """Les mesures, pour qui a le jeton (« Authorization: Bearer … ») ; None : la page n'existe pas.

    `tables` : celles que ce processus vient de lire.
    """
    attendu = settings.METRIQUES_JETON
    if not attendu:
        return None
    donne = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(donne.encode("utf-8", "replace"), attendu.encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registre, baremes = REGISTRE, CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registre = CollectorRegistry()
        MultiProcessCollector(registre)
    baremes.register(_Baremes(tables))
    mesures = generate_latest(registre) + generate_latest(baremes)
    return HttpResponse(mesures, content_type=CONTENT_TYPE_PLAIN_0_0_4)
