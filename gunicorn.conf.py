"""Le serveur, tel que `make run`, le Dockerfile et systemd le lancent.

    gunicorn simulateur.wsgi

Réglages par l'environnement : BIND (ou PORT), WEB_CONCURRENCY (processus), FILS (par processus).
"""

import os
import shutil
import tempfile
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
# Un visiteur ne dit pas sous quel préfixe est le site : sans ce réglage, son en-tête SCRIPT_NAME compterait.
forwarder_headers = ""
control_socket_disable = True
# Le battement de cœur des processus ne doit pas attendre un disque lent.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - gunicorn y crée un fichier sans nom


# Chaque processus écrit ses mesures dans un fichier ; celui qui répond les réunit. Avant tout import.
if os.environ.get("METRIQUES_JETON") and "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(
        prefix="metriques-", dir=worker_tmp_dir
    )


def child_exit(server, worker) -> None:
    """Un processus mort ne dit plus quelle publication il sert ; ce qu'il avait compté reste."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def on_exit(server) -> None:
    if dossier := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        shutil.rmtree(dossier, ignore_errors=True)


def when_ready(server) -> None:
    """Avant la naissance des processus : ils partagent ce qui est déjà chargé."""
    ramasse_miettes.espacer()
