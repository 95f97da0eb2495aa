"""Un site qui se conduit mal, chacun de ses chemins à sa façon : nginx a de quoi se plaindre."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from django.conf import settings

from scripts.outils.nginx import Nginx, devant
from scripts.outils.serveurs import port_libre

GROS = 4_000_000
# Des délais plus courts, et rien d'autre : le test ne les attend pas.
PRESSE = {
    "proxy_read_timeout 60s": "proxy_read_timeout 1s",
    "client_body_timeout 15s": "client_body_timeout 1s",
}


class Reponse(StreamRequestHandler):
    def handle(self) -> None:
        tete = b""
        while not tete.endswith(b"\r\n\r\n"):
            ligne = self.rfile.readline()
            if not ligne:
                return
            tete += ligne
        chemin = tete.split(b" ")[1].partition(b"?")[0]
        longueur = re.search(rb"content-length: (\d+)", tete.lower())
        self.rfile.read(int(longueur[1]) if longueur else 0)
        if b"/muet/" in chemin:
            self.server.fini.wait(20)
        elif b"/faux/" in chemin:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nsans deux-points\r\n\r\n")
        elif b"/interrompu/" in chemin:
            self.wfile.write(_tete(GROS) + b"x")
        elif b"/gros/" in chemin:
            self.wfile.write(_tete(GROS) + (tete * (GROS // len(tete) + 1))[:GROS])
        elif b"/coupe/" not in chemin:
            self.wfile.write(_tete(2) + b"ok")


def _tete(longueur: int) -> bytes:
    return (
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: private, no-cache\r\n"
        b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % longueur
    )


class Serveur(ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reponse)
        self.fini = threading.Event()

    def handle_error(self, request, client_address) -> None:
        """nginx est parti : c'est ce qu'on voulait."""


@contextmanager
def faux_site() -> Iterator[int]:
    """Son port."""
    with Serveur() as serveur:
        fil = threading.Thread(target=serveur.serve_forever, args=(0.05,))
        fil.start()
        try:
            yield serveur.server_address[1]
        finally:
            serveur.fini.set()
            serveur.shutdown()
            fil.join()


@contextmanager
def nginx_devant_un_faux_site(
    dossier: Path, ecoute: str = "sndbuf=8k", **changes: str
) -> Iterator[Nginx]:
    """Son autre site ne répond pas du tout : une connexion sur deux y échoue d’abord."""
    dossier.mkdir()
    with faux_site() as port:
        ports = [port, port_libre()]
        with devant(ports, settings.STATIC_ROOT, dossier, ecoute, PRESSE | changes) as nginx:
            yield nginx


def demande(chemin: str, methode: str = "GET", corps: bytes = b"", **en_tetes: str) -> bytes:
    lignes = [f"{methode} {chemin} HTTP/1.1", "Host: exemple.fr", "Connection: close"]
    lignes += [f"{nom.replace('_', '-')}: {valeur}" for nom, valeur in en_tetes.items()]
    lignes += [f"Content-Length: {len(corps)}"] if corps else []
    return "\r\n".join([*lignes, "", ""]).encode() + corps


def envoyer(port: int, octets: bytes) -> bytes:
    """Des octets tels quels ; ce qui est répondu."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as prise:
        recu = b""
        try:
            prise.sendall(octets)
            while not _entiere(recu) and (morceau := prise.recv(65536)):
                recu += morceau
        except ConnectionError:
            pass  # refusé avant d'avoir tout lu
        return recu


def _entiere(reponse: bytes) -> bool:
    tete, fin, corps = reponse.partition(b"\r\n\r\n")
    longueur = re.search(rb"content-length: (\d+)", tete.lower())
    return bool(fin and longueur) and len(corps) >= int(longueur[1])
