"""Un ouvrier de gunicorn que des visiteurs lents n'occupent pas.

Le sien donne un fil à une connexion dès qu'elle s'ouvre, et ne borne ni l'arrivée d'une demande ni tout
l'échange : huit visiteurs au compte-gouttes tiendraient huit fils sans fin. Ici une connexion n'a de fil
qu'une fois que quelque chose est arrivé, et le perd passé son temps. Trois méthodes de `ThreadWorker` sont
redéfinies, avec ce qu'il ne documente pas : voir la décision 24 quand gunicorn change de version.
"""

import os
import selectors
import socket
import time
from contextlib import suppress
from functools import partial

from gunicorn.workers.gthread import TConn, ThreadWorker

# Ce que dure au plus l'arrivée d'une demande, corps compris, puis tout l'échange.
RECEPTION_S = float(os.environ.get("RECEPTION_S") or 30)
ECHANGE_S = float(os.environ.get("ECHANGE_S") or 60)


class OuvrierPresse(ThreadWorker):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.en_cours: dict[TConn, float] = {}

    def enqueue_req(self, conn):
        """Une connexion n'a de fil qu'une fois que quelque chose est arrivé."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.set_timeout()
        self.pending_conns.append(conn)
        attendue = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, attendue)

    def handle(self, conn):
        self.en_cours[conn] = time.monotonic()
        try:
            return super().handle(conn)
        finally:
            self.en_cours.pop(conn, None)

    def murder_pending(self):
        """À chaque tour : qui a dépassé son temps n'a plus rien à lire, puis plus rien à écrire."""
        super().murder_pending()
        maintenant = time.monotonic()
        for conn, debut in self.en_cours.copy().items():
            duree = maintenant - debut
            if duree > RECEPTION_S:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR if duree > ECHANGE_S else socket.SHUT_RD)
