"""Les mêmes demandes par le réseau, à travers gunicorn, puis schemathesis sur la description de l'API."""

import http.client
import re
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scripts.outils.application import Demande

from .verdict import faute

FILS = 4
# Un fichier à la fois par processus : qui arrive pendant ce temps est prié de revenir, et revient.
RETOURS, PATIENCE_S = 100, 0.05
ESSAIS_PAR_OPERATION = 400
CONTROLES = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def demander(port: int, demandes: Iterator[Demande]) -> tuple[int, Counter]:
    """Chaque demande une fois, sur des connexions gardées ; combien, et les fautes."""
    verrou, fautes, total = threading.Lock(), Counter(), [0]

    def courir() -> None:
        ligne = Ligne(port)
        while True:
            with verrou:
                demande = next(demandes, None)
            if demande is None:
                break
            vue = ligne.demander(demande)
            with verrou:
                total[0] += 1
                if vue:
                    fautes[vue] += 1
                    print(f"  {vue} : {demande}"[:600], flush=True)
        ligne.fermer()

    fils = [threading.Thread(target=courir) for _ in range(FILS)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return total[0], fautes


class Ligne:
    """Une connexion gardée ; la demande est écrite à la main : http.client en refuserait beaucoup."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._prise: socket.socket | None = None

    def demander(self, demande: Demande) -> str:
        """La faute de la réponse, s'il y en a une ; redemande ce que le site prie de redemander."""
        for _ in range(RETOURS):
            faute_vue, occupe = self._demander_ou_rouvrir(demande)
            if not occupe:
                break
            time.sleep(PATIENCE_S)
        return faute_vue

    def _demander_ou_rouvrir(self, demande: Demande) -> tuple[str, bool]:
        neuve = self._prise is None
        try:
            return self._demander(demande)
        except (http.client.HTTPException, OSError) as panne:
            self.fermer()
            # Le serveur ferme une connexion gardée trop longtemps : la demande n'a pas été lue.
            if neuve:
                return f"la connexion : {type(panne).__name__}", False
            return self._demander_ou_rouvrir(demande)

    def _demander(self, demande: Demande) -> tuple[str, bool]:
        if self._prise is None:
            self._prise = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        self._prise.sendall(_ecrite(demande))
        reponse = http.client.HTTPResponse(self._prise, method=demande.methode)
        reponse.begin()
        corps = reponse.read()
        if reponse.will_close:
            self.fermer()
        entetes = {nom.lower(): valeur for nom, valeur in reponse.getheaders()}
        occupe = reponse.status == 503 and "retry-after" in entetes
        return faute(demande, reponse.status, entetes, corps), occupe

    def fermer(self) -> None:
        if self._prise is not None:
            self._prise.close()
            self._prise = None


def _ecrite(demande: Demande) -> bytes:
    # Une espace ou un retour finirait la ligne : ce serait une autre demande.
    chemin = re.sub(r"[\x00-\x20\x7f]", lambda m: f"%{ord(m[0]):02X}", demande.chemin)
    entetes = {"Host": "127.0.0.1", **demande.entetes}
    if demande.corps:
        entetes["Content-Length"] = str(len(demande.corps))
    lignes = [f"{demande.methode} {chemin} HTTP/1.1", *(f"{n}: {v}" for n, v in entetes.items())]
    return "\r\n".join([*lignes, "", ""]).encode("utf-8", "surrogatepass") + demande.corps


def schemathesis(port: int, programme: str, dossier: Path) -> tuple[int, int]:
    """Combien d'essais, et combien de fautes."""
    fini = subprocess.run(
        [
            programme, "run", f"http://127.0.0.1:{port}/api/v1/openapi.json",
            f"--checks={CONTROLES}", "--phases=examples,coverage,fuzzing", "--no-color",
            f"--max-examples={ESSAIS_PAR_OPERATION}", "--continue-on-failure", "--seed=1",
        ],
        cwd=dossier, capture_output=True, text=True, check=False,
    )  # fmt: skip
    trouves = re.search(r"(\d+) generated", fini.stdout)
    combien = int(trouves[1]) if trouves else 0
    if fini.returncode:
        print(fini.stdout[-4_000:], fini.stderr[-1_000:], file=sys.stderr)
    return combien, int(fini.returncode != 0 or not combien)
