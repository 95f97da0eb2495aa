"""Le serveur, tel que `make run`, le Dockerfile et systemd le lancent.

    gunicorn simulateur.wsgi

Réglages par l'environnement : BIND (ou PORT), WEB_CONCURRENCY (processus), FILS (par processus).
"""

import os
from pathlib import Path

from simulateur.plateforme import ramasse_miettes
from simulateur.plateforme.serveur import Journaliste, Ouvrier

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = int(os.environ.get("FILS") or 4)
worker_class = Ouvrier
logger_class = Journaliste
accesslog = None
errorlog = "-"
# Un réglage refusé arrête tout avant d'ouvrir le port, avec son message.
preload_app = True
timeout = 30
graceful_timeout = 20
keepalive = 5
limit_request_line = 8190
limit_request_fields = 60
control_socket_disable = True
# Le battement de cœur des processus ne doit pas attendre un disque lent.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn y crée un fichier sans nom


def when_ready(server) -> None:
    """Avant la naissance des processus : ils partagent ce qui est déjà chargé."""
    ramasse_miettes.espacer()
