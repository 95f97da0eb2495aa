"""gunicorn sur la boucle locale, un processus, arrêté par son numéro quoi qu'il arrive."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

RACINE = Path(__file__).resolve().parents[2]
DEMARRAGE_S = 60
HERTZ = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Serveur:
    port: int
    pid: int

    def processeur(self) -> float:
        """Secondes de processeur dépensées par le maître et ses ouvriers."""
        total = 0
        for pid in (self.pid, *_enfants(self.pid)):
            champs = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(champs[11]) + int(champs[12])
        return total / HERTZ

    def memoire(self) -> int:
        """Octets du plus gros de ses ouvriers : ce qui est à lui, et sa part de ce qu'il partage."""
        return 1024 * max(_part(pid) for pid in _enfants(self.pid))


def _part(pid: int) -> int:
    lignes = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(ligne.split()[1]) for ligne in lignes if ligne.startswith("Pss:"))


def _enfants(pid: int) -> list[int]:
    texte = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(enfant) for enfant in texte.split()]


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


@contextmanager
def site(environnement: dict[str, str]) -> Iterator[Serveur]:
    """Le site, avec sa propre configuration de gunicorn."""
    port = port_libre()
    suite = {"WEB_CONCURRENCY": "1"} | environnement | {"BIND": f"127.0.0.1:{port}"}
    with _lancer(["simulateur.wsgi"], suite, RACINE, port) as serveur:
        yield serveur


@contextmanager
def nu(dossier: Path) -> Iterator[Serveur]:
    """La vue nue, même serveur, mêmes fils ; hors du projet, pour ne pas en lire la configuration."""
    port = port_libre()
    arguments = ["--workers=1", "--threads=4", f"--bind=127.0.0.1:{port}", "--keep-alive=5"]
    suite = {"PYTHONPATH": str(RACINE)}
    with _lancer([*arguments, "scripts.banc.nu"], suite, dossier, port) as serveur:
        yield serveur


@contextmanager
def _lancer(
    arguments: list[str], environnement: dict[str, str], dossier: Path, port: int
) -> Iterator[Serveur]:
    # Un fichier et non un tube : plein, un tube bloquerait le serveur.
    with tempfile.TemporaryFile() as journal:
        processus = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *arguments],
            env=os.environ | environnement, cwd=dossier,
            stdout=subprocess.DEVNULL, stderr=journal,
        )  # fmt: skip
        try:
            _attendre(processus, port, journal)
            yield Serveur(port, processus.pid)
        finally:
            processus.send_signal(signal.SIGTERM)
            try:
                processus.wait(30)
            except subprocess.TimeoutExpired:
                processus.kill()
                processus.wait()


def _attendre(processus: subprocess.Popen, port: int, journal: BinaryIO) -> None:
    limite = time.monotonic() + DEMARRAGE_S
    while time.monotonic() < limite:
        if processus.poll() is not None:
            journal.seek(0)
            raise RuntimeError("gunicorn s'est arrêté : " + journal.read().decode()[-500:])
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn n'a pas démarré")
