"""Une panne se dit à Sentry, si SENTRY_DSN est mis : ce que le journal en dit, et rien d'autre.

Sentry ramasse d'ordinaire l'adresse, le corps, les variables de chaque cadre, les messages : tout ce qui
porterait les chiffres d'un médecin. Ici aucune de ses sondes n'est branchée, et l'événement est écrit à
partir de la ligne du journal.
"""

import logging
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration

from .journal import FormatJson
from .version import VERSION

# Ce qu'un événement peut porter ; le reste est ôté, d'où qu'il vienne.
GARDES = frozenset(
    ("event_id", "timestamp", "platform", "level", "logger", "message", "exception", "tags", "release")
)  # fmt: skip


def brancher(dsn: str) -> None:
    """À appeler une fois, par les réglages."""
    sentry_sdk.init(
        dsn,
        release=VERSION,
        default_integrations=False,
        auto_enabling_integrations=False,
        # À l'arrêt, ce qui reste part sans un mot sur la console.
        integrations=[AtexitIntegration(callback=lambda attente, delai: None)],
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        server_name="",
        before_send=_reduire,
    )


def _reduire(evenement: dict[str, Any], indices: dict[str, Any]) -> dict[str, Any]:
    return {cle: valeur for cle, valeur in evenement.items() if cle in GARDES}


class Alerte(logging.Handler):
    """Envoie chaque erreur du journal : ce que sa ligne dit."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._format = FormatJson()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sentry_sdk.capture_event(evenement(self._format.ligne(record)))
        except Exception:  # noqa: BLE001 - une alerte perdue ne doit pas faire une panne de plus
            self.handleError(record)


def evenement(ligne: dict[str, Any]) -> dict[str, Any]:
    """Un événement de Sentry d'une ligne du journal."""
    dit = {
        "level": ligne.pop("niveau").lower(),
        "logger": ligne.pop("origine"),
        "message": ligne.pop("message"),
    }
    ligne.pop("date")
    if chaine := ligne.pop("exception", None):
        # Sentry lit la chaîne depuis la cause première.
        dit["exception"] = {"values": [_maillon(maillon) for maillon in reversed(chaine)]}
    return dit | {"tags": {cle: str(valeur) for cle, valeur in ligne.items()}}


def _maillon(maillon: dict[str, Any]) -> dict[str, Any]:
    module, _, classe = maillon["classe"].rpartition(".")
    cadres = [cadre.split(":", 2) for cadre in maillon["cadres"]]
    return {
        "type": classe,
        "module": module,
        "stacktrace": {
            "frames": [
                {"filename": fichier, "lineno": int(numero), "function": nom}
                for fichier, numero, nom in cadres
            ]
        },
    }
