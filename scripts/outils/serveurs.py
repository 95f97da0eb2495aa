"""gunicorn sur la boucle locale, arrêté par son numéro quoi qu'il arrive."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from . import RACINE

DEMARRAGE_S, ARRET_S = 60, 30
HERTZ = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Serveur:
    port: int
    processus: subprocess.Popen

    @property
    def pid(self) -> int:
        return self.processus.pid

    def processeur(self) -> float:
        """Secondes de processeur dépensées par le maître et ses ouvriers."""
        total = 0
        for pid in (self.pid, *enfants(self.pid)):
            champs = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(champs[11]) + int(champs[12])
        return total / HERTZ

    def memoire(self) -> int:
        """Octets du plus gros de ses ouvriers : ce qui est à lui, et sa part de ce qu'il partage."""
        return 1024 * max(_part(pid) for pid in enfants(self.pid))

    def arreter(self) -> None:
        """Il finit ce qu'il a en chemin ; au bout de `ARRET_S`, tant pis. Arrêté, il le reste."""
        self.processus.terminate()
        try:
            self.processus.wait(ARRET_S)
        except subprocess.TimeoutExpired:
            self.processus.kill()
            self.processus.wait()


def _part(pid: int) -> int:
    lignes = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(ligne.split()[1]) for ligne in lignes if ligne.startswith("Pss:"))


def enfants(pid: int) -> list[int]:
    texte = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(enfant) for enfant in texte.split()]


def port_libre() -> int:
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


@contextmanager
def site(**reglages: str) -> Iterator[Serveur]:
    """Le site, avec sa propre configuration de gunicorn ; un seul ouvrier, à moins de le dire."""
    environnement = os.environ | {"WEB_CONCURRENCY": "1"} | reglages
    with lancer(["simulateur.wsgi"], environnement) as serveur:
        yield serveur


@contextmanager
def lancer(
    arguments: Sequence[str],
    environnement: Mapping[str, str],
    dossier: Path = RACINE,
    sorties: BinaryIO | None = None,
) -> Iterator[Serveur]:
    """`environnement` : tout le sien. `sorties` : où il écrit ; sinon, il ne dit que pourquoi il échoue."""
    with ExitStack() as pile:
        # Un fichier et non un tube : plein, un tube bloquerait le serveur.
        journal = sorties or pile.enter_context(tempfile.TemporaryFile())
        # Il reçoit la prise, et non le numéro d'un port qu'un autre aurait pris entre-temps.
        with socket.socket() as prise:
            prise.bind(("127.0.0.1", 0))
            port, numero = prise.getsockname()[1], prise.fileno()
            processus = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", f"--bind=fd://{numero}", *arguments],
                env=environnement, cwd=dossier, pass_fds=[numero],
                stdout=sorties or subprocess.DEVNULL, stderr=journal,
            )  # fmt: skip
        serveur = Serveur(port, processus)
        pile.callback(serveur.arreter)
        _attendre(serveur, journal)
        yield serveur


def _attendre(serveur: Serveur, journal: BinaryIO) -> None:
    limite = time.monotonic() + DEMARRAGE_S
    while time.monotonic() < limite:
        if serveur.processus.poll() is not None:
            journal.seek(0)
            raise RuntimeError("gunicorn s'est arrêté : " + journal.read().decode()[-500:])
        try:
            socket.create_connection(("127.0.0.1", serveur.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("gunicorn n'a pas démarré")
