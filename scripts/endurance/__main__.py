"""Publier pendant que le site sert : aucune erreur, aucune réponse à demi d'avant et à demi d'après.

    python -m scripts.endurance [--secondes 30] [--demandes 200]

Un site neuf sur la boucle locale, des visiteurs à cadence fixe, et des publications qui alternent deux
montants de l'année 1. Chaque réponse nomme sa révision : ses montants doivent être ceux de cette révision.
"""

import argparse
import gzip
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from scripts.banc import serveurs

MEDECIN = {
    "specialite": "medecine-generale", "secteur": "1", "pmt": "1300", "file_active": "1700",
    "tranche": "P50-P90", "date_signature": "2026-12-01",
}  # fmt: skip
# Les deux montants de première année qui alternent, 1 ETP et 0,5 ETP : jamais l'un sans l'autre.
MONTANTS = (("38000.00", "19000.00"), ("37000.00", "18500.00"))
FILS = 8
DELAI_DE_SUITE_S = 5.0


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as dossier:
        environnement = {
            "VAR_DIR": dossier,
            "API_PAR_MINUTE": "0",
            "PAGES_PAR_MINUTE": "0",
            "WEB_CONCURRENCY": "2",
        }
        os.environ.update(environnement)
        for commande in (
            ["migrate"],
            ["charger_cas"],
            ["charger_guide"],
            ["charger_tables"],
            ["collectstatic", "--no-input"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *commande, "--verbosity=0"],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        with serveurs.site(environnement) as serveur:
            return _eprouver(serveur.port, options.secondes, options.demandes, Path(dossier))


def _options() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--secondes", type=float, default=30)
    lecteur.add_argument("--demandes", type=float, default=200, help="par seconde")
    return lecteur.parse_args()


class Visiteurs:
    """Des fils qui demandent à cadence fixe, et ce qu'ils ont vu."""

    def __init__(self, port: int, par_seconde: float) -> None:
        self._port, self._pas = port, FILS / par_seconde
        self._fin = threading.Event()
        self._verrou = threading.Lock()
        self.vues: Counter = Counter()
        self.fautes: list[str] = []
        self._fils = [threading.Thread(target=self._courir, args=(n,)) for n in range(FILS)]

    def __enter__(self) -> Self:
        for fil in self._fils:
            fil.start()
        return self

    def __exit__(self, *exc) -> None:
        self._fin.set()
        for fil in self._fils:
            fil.join()

    def _courir(self, numero: int) -> None:
        connexion = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        chemin = f"/api/v1/estimation?{urlencode(MEDECIN)}"
        page = f"/simulation/resultats/?{urlencode(sorted(MEDECIN.items()))}"
        prochain = time.monotonic() + numero * self._pas / FILS
        rang = 0
        while not self._fin.is_set():
            time.sleep(max(0.0, prochain - time.monotonic()))
            prochain += self._pas
            rang += 1
            une_page = rang % 10 == 0
            connexion.request(
                "GET", page if une_page else chemin, headers={"Accept-Encoding": "gzip"}
            )
            reponse = connexion.getresponse()
            corps = reponse.read()
            if reponse.headers.get("Content-Encoding") == "gzip":
                corps = gzip.decompress(corps)
            vu = _lire_page(corps) if une_page else _lire_api(reponse.status, corps)
            if reponse.status != 200:
                vu = f"statut {reponse.status}"
            with self._verrou:
                self.vues[vu] += 1
                if vu not in {"impaire", "paire"}:
                    self.fautes.append(vu)
        connexion.close()


def _lire_api(statut: int, corps: bytes) -> str:
    if statut != 200:
        return f"statut {statut}"
    dit = json.loads(corps)
    montants = {o["option"]: o["annees"][0]["montant"] for o in dit["options"]}
    return _juger(dit["bareme"]["revision"], (montants["1"], montants["0.5"]))


def _lire_page(corps: bytes) -> str:
    texte = corps.decode()
    presents = [m for m in MONTANTS if all(_ecrit(montant) in texte for montant in m)]
    if len(presents) != 1:
        return f"page mêlée : {presents}"
    return ("impaire", "paire")[MONTANTS.index(presents[0])]


def _ecrit(montant: str) -> str:
    entier = montant.partition(".")[0]
    return f"{entier[:-3]}\u202f{entier[-3:]}"


def _juger(revision: int, montants: tuple[str, str]) -> str:
    """Les révisions impaires ont les premiers montants, les paires les seconds."""
    attendus = MONTANTS[(revision + 1) % 2]
    if montants != attendus:
        return f"réponse mêlée : révision {revision}, {montants}"
    return "impaire" if revision % 2 else "paire"


def _eprouver(port: int, secondes: float, demandes: float, dossier: Path) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulateur.settings")
    django.setup()
    from eligibility import cycle

    cycle.GARDES.clear()  # des montants inventés : aucun cas de contrôle ne les attend
    debut = time.monotonic()
    publications = []
    with Visiteurs(port, demandes) as visiteurs:
        time.sleep(2)
        while time.monotonic() - debut < secondes:
            publications.append(_publier(len(publications)))
            _attendre_la_suite(port, publications[-1])
        duree = time.monotonic() - debut
    total = sum(visiteurs.vues.values())
    print(
        f"{total} réponses en {duree:.0f} s ({total / duree:.0f}/s), {len(publications)} publications"
    )
    for vu, nombre in visiteurs.vues.most_common():
        print(f"  {nombre} : {vu}")
    assez = total / duree >= 0.9 * demandes
    if not assez:
        print(f"la cadence de {demandes:.0f}/s n'a pas été tenue")
    (dossier / "journal").touch()
    return 0 if assez and not visiteurs.fautes and len(publications) > 1 else 1


def _publier(rang: int) -> int:
    """Une correction du barème en vigueur, avec l'autre couple de montants ; sa révision."""
    from eligibility import actes, cycle, ecriture
    from eligibility.documents import base
    from eligibility.documents.differences import Difference, lignes_par_cle
    from eligibility.models import Bareme

    brouillon = cycle.copier(
        Bareme.objects.get(date_effet="2026-02-25", statut="publie"), actes.SYSTEME
    )
    lignes = lignes_par_cle(base.document(brouillon), "montants")
    voulus = MONTANTS[(brouillon.revision + 1) % 2]
    changements = [
        Difference("montants", cle, lignes[cle], {**lignes[cle], "valeur": valeur})
        for cle, valeur in zip((("1", "base", 1), ("0.5", "base", 1)), voulus, strict=True)
    ]
    ecriture.ecrire(brouillon, changements, actes.SYSTEME)
    cycle.publier(brouillon, actes.SYSTEME, f"endurance {rang}")
    return brouillon.revision


def _attendre_la_suite(port: int, revision: int) -> None:
    """Le site suit en moins de cinq secondes, sans redémarrer."""
    limite = time.monotonic() + DELAI_DE_SUITE_S
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    while time.monotonic() < limite:
        connexion.request("GET", f"/api/v1/estimation?{urlencode(MEDECIN)}")
        if json.loads(connexion.getresponse().read())["bareme"]["revision"] == revision:
            connexion.close()
            return
        time.sleep(0.1)
    raise SystemExit(f"la révision {revision} n'était pas servie après {DELAI_DE_SUITE_S:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
