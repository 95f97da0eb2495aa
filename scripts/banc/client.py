"""Un client HTTP qui coûte peu : des prises gardées ouvertes, des demandes toutes prêtes."""

import gzip
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

MARQUE = b"\r\n\r\n"


@dataclass(frozen=True)
class Reponse:
    statut: int
    en_tetes: dict[str, str]
    corps: bytes  # tel que reçu, compressé s'il l'est

    @property
    def texte(self) -> str:
        comprime = self.en_tetes.get("content-encoding") == "gzip"
        return (gzip.decompress(self.corps) if comprime else self.corps).decode()


class Connexion:
    """Une connexion gardée ouverte ; rouverte si le serveur la ferme."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ouvrir()

    def _ouvrir(self) -> None:
        self._prise = socket.create_connection(("127.0.0.1", self._port), 30)
        self._prise.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._recu = b""

    def demander(self, chemin: str) -> Reponse:
        envoi = (
            f"GET {chemin} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
            "Accept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n"
        ).encode("ascii")
        try:
            self._prise.sendall(envoi)
            reponse = self._lire()
        except (ConnectionError, EOFError):
            self.fermer()
            self._ouvrir()
            self._prise.sendall(envoi)
            reponse = self._lire()
        if reponse.en_tetes.get("connection") == "close":
            self.fermer()
            self._ouvrir()
        return reponse

    def _lire(self) -> Reponse:
        while MARQUE not in self._recu:
            self._recevoir()
        tete, _, reste = self._recu.partition(MARQUE)
        premiere, *lignes = tete.decode("latin-1").split("\r\n")
        en_tetes = {
            nom.strip().lower(): valeur.strip()
            for nom, _, valeur in (ligne.partition(":") for ligne in lignes)
        }
        taille = int(en_tetes.get("content-length", 0))
        while len(reste) < taille:
            self._recu = b""
            self._recevoir()
            reste += self._recu
        self._recu = reste[taille:]
        return Reponse(int(premiere.split()[1]), en_tetes, reste[:taille])

    def _recevoir(self) -> None:
        morceau = self._prise.recv(262_144)
        if not morceau:
            raise EOFError
        self._recu += morceau

    def fermer(self) -> None:
        self._prise.close()


def a_saturation(port: int, chemins: Sequence[str], connexions: int) -> tuple[float, int]:
    """(demandes servies par seconde, demandes mal servies) avec `connexions` clients à la fois."""
    mauvaises = [0] * connexions

    def servir(rang: int) -> None:
        connexion = Connexion(port)
        for chemin in chemins[rang::connexions]:
            mauvaises[rang] += connexion.demander(chemin).statut != 200
        connexion.fermer()

    fils = [threading.Thread(target=servir, args=(rang,)) for rang in range(connexions)]
    debut = time.perf_counter()
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return len(chemins) / (time.perf_counter() - debut), sum(mauvaises)
