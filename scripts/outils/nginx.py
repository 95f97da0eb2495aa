"""nginx avec la configuration livrée (docs/deploiement/nginx.conf), dans un dossier et sur un port libre."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import RACINE
from .serveurs import port_libre

SOURCE = RACINE / "docs" / "deploiement"
DEMARRAGE_S = 10
# Ce que la configuration écrit, où l'écrire ici.
DOSSIERS = {"/var/log/nginx/": "journaux/", "/var/cache/nginx": "cache", "/run/": "run/"}
# Debian le range où seul root cherche.
CHEMINS = f"{os.environ['PATH']}:/usr/sbin"


@dataclass(frozen=True)
class Nginx:
    port: int
    pid: int
    dossier: Path

    def journal(self, nom: str) -> str:
        """« acces » ou « erreurs », tel qu'écrit jusqu'ici."""
        return (self.dossier / "journaux" / f"{nom}.log").read_text()


def programme() -> str:
    """Son chemin ; RuntimeError s'il n'est pas là."""
    trouve = shutil.which("nginx", path=CHEMINS)
    if trouve is None:
        raise RuntimeError(
            "nginx manque : scripts/outils_de_test.sh l'installe, ou dit quoi faire."
        )
    return trouve


@contextmanager
def devant(
    ports: Sequence[int],
    statiques: Path,
    dossier: Path,
    ecoute: str = "",
    changes: Mapping[str, str] | None = None,
) -> Iterator[Nginx]:
    """nginx devant les sites de ces ports, dans un dossier vide.

    `ecoute` : options de plus pour sa prise (« sndbuf=8k ») ; `changes` : passages de nginx.conf à remplacer.
    """
    port = port_libre()
    _ecrire(dossier, changes or {})
    _installer(ports, statiques, dossier / "simulateur", f"127.0.0.1:{port} {ecoute}")
    journal = dossier / "journaux" / "demarrage.log"
    with journal.open("wb") as sortie:
        processus = subprocess.Popen(
            [programme(), "-c", str(dossier / "nginx.conf"), "-g", "daemon off;"],
            stdout=sortie, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        _attendre(processus, port, journal)
        yield Nginx(port, processus.pid, dossier)
    finally:
        processus.terminate()
        processus.wait(10)


def _ecrire(dossier: Path, changes: Mapping[str, str]) -> None:
    """La configuration, où seuls changent les chemins et l'utilisateur."""
    ailleurs = {ici: f"{dossier}/{la}" for ici, la in DOSSIERS.items()}
    texte = (SOURCE / "nginx.conf").read_text()
    moi = {"user www-data;": f"user {getpass.getuser()};"}
    for avant, apres in (moi | ailleurs | dict(changes)).items():
        if avant not in texte:
            raise RuntimeError(f"nginx.conf ne dit plus « {avant} »")
        texte = texte.replace(avant, apres)
    (dossier / "nginx.conf").write_text(texte)
    (dossier / "journaux").mkdir()
    (dossier / "run").mkdir()
    shutil.copytree(SOURCE / "nginx", dossier / "simulateur")


def _installer(ports: Sequence[int], statiques: Path, dossier: Path, ecoute: str) -> None:
    """Les deux fichiers que chaque installation adapte ; le premier garde ses connexions."""
    livre = (SOURCE / "nginx/installation.conf").read_text()
    amont, fin, _ = livre.partition("\n}\n")
    un_site = "server 127.0.0.1:8000 max_fails=0;"
    if un_site not in amont:
        raise RuntimeError(f"installation.conf ne dit plus « {un_site} »")
    sites = " ".join(un_site.replace("8000", str(port)) for port in ports)
    (dossier / "installation.conf").write_text(
        f'{amont.replace(un_site, sites)}{fin}map "" $statiques {{ default {statiques}; }}\n'
    )
    (dossier / "ecoute.conf").write_text(f"listen {ecoute};\n")


def _attendre(processus: subprocess.Popen, port: int, journal: Path) -> None:
    limite = time.monotonic() + DEMARRAGE_S
    while time.monotonic() < limite:
        if processus.poll() is not None:
            raise RuntimeError("nginx s'est arrêté : " + journal.read_text()[-500:])
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx n'a pas démarré")
