"""Des visiteurs à cadence fixe, qui notent ce qu'ils ont reçu et quand ; on juge après."""

import hashlib
import http.client
import select
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple, Self

HOTE = "127.0.0.1"
DELAI_S = 20
CONNEXIONS = 8
# Ce qu'un visiteur demande avant de s'en aller. Gardées sans fin, les connexions d'un ouvrier tué iraient
# toutes, et pour toujours, à celui qui reste : le suivant ne servirait personne.
PAGES_PAR_VISITE = 20
POST = "POST "


class Vue(NamedTuple):
    """Une demande : quand (time.monotonic), laquelle, et l'empreinte du corps ou le nom de la panne."""

    debut: float
    fin: float
    chemin: str
    statut: int  # 0 : aucune réponse entière
    corps: str


class Visiteurs:
    """`fils` connexions gardées, `par_seconde` demandes en tout, sans jamais redemander.

    Un chemin est ce qu'on demande, ou « POST adresse JSON ».
    """

    def __init__(
        self, port: int, chemins: Sequence[str], par_seconde: float, fils: int = CONNEXIONS
    ) -> None:
        self._port, self._chemins, self._pas = port, chemins, fils / par_seconde
        self._fin = threading.Event()
        self._verrou = threading.Lock()
        self.vues: list[Vue] = []
        self._fils = [
            threading.Thread(target=self._courir, args=(rang, fils)) for rang in range(fils)
        ]

    def __enter__(self) -> Self:
        for fil in self._fils:
            fil.start()
        return self

    def __exit__(self, *exc) -> None:
        self._fin.set()
        for fil in self._fils:
            fil.join()

    def _courir(self, rang: int, fils: int) -> None:
        ligne = Ligne(self._port)
        prochain = time.monotonic() + rang * self._pas / fils
        suivant = rang
        while not self._fin.is_set():
            if suivant // fils % PAGES_PAR_VISITE == 0:
                ligne.fermer()
            time.sleep(max(0.0, prochain - time.monotonic()))
            prochain += self._pas
            vue = ligne.demander(self._chemins[suivant % len(self._chemins)])
            suivant += fils
            with self._verrou:
                self.vues.append(vue)
        ligne.fermer()


def au_plus(port: int, chemins: Sequence[str], secondes: float = 8) -> float:
    """Réponses par seconde quand on en demande sans fin."""
    debut = time.monotonic()
    with Visiteurs(port, chemins, 100_000) as visiteurs:
        time.sleep(secondes)
    return len(visiteurs.vues) / (time.monotonic() - debut)


class Ligne:
    """Une connexion gardée ; celle que le serveur a fermée se rouvre avant d'écrire, jamais après."""

    def __init__(self, port: int) -> None:
        self._connexion = http.client.HTTPConnection(HOTE, port, timeout=DELAI_S)

    def demander(self, chemin: str) -> Vue:
        debut = time.monotonic()
        try:
            self._rouvrir_si_fermee()
            # Sans le port : les liens entiers d'une page sont alors ceux de l'application seule.
            methode, adresse, envoi = lire(chemin)
            self._connexion.putrequest(methode, adresse, skip_host=True, skip_accept_encoding=True)
            self._connexion.putheader("Host", HOTE)
            if envoi:
                self._connexion.putheader("Content-Type", "application/json")
                self._connexion.putheader("Content-Length", str(len(envoi)))
            self._connexion.endheaders(envoi or None)
            reponse = self._connexion.getresponse()
            corps = reponse.read()
        except (http.client.HTTPException, OSError) as panne:
            self._connexion.close()
            return Vue(debut, time.monotonic(), chemin, 0, type(panne).__name__)
        return Vue(debut, time.monotonic(), chemin, reponse.status, empreinte(corps))

    def _rouvrir_si_fermee(self) -> None:
        prise = self._connexion.sock
        # Rien n'est attendu : lisible veut dire fermée.
        if prise is not None and select.select([prise], [], [], 0)[0]:
            self._connexion.close()

    def fermer(self) -> None:
        self._connexion.close()


def lire(chemin: str) -> tuple[str, str, bytes]:
    """(méthode, adresse, corps)."""
    if not chemin.startswith(POST):
        return "GET", chemin, b""
    adresse, _, envoi = chemin.removeprefix(POST).partition(" ")
    return "POST", adresse, envoi.encode()


def empreinte(corps: bytes) -> str:
    return hashlib.blake2b(corps, digest_size=8).hexdigest()
