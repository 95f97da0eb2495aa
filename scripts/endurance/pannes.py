"""Dix minutes à mi-charge : des ouvriers tués, la base arrêtée puis relancée, des publications.

    scripts/postgresql.sh .venv/bin/python -m scripts.endurance.pannes [--minutes 10]

Chaque réponse est comparée, à l'octet, à celle que les mêmes tables donnent sans serveur : une autre est
fausse. Une panne n'est permise qu'à une demande en chemin sur un ouvrier qu'on tuait, et à une seule par
connexion qu'il pouvait tenir.
"""

import argparse
import os
import signal
import sys
import threading
import time

from scripts.outils.client import demander
from scripts.outils.serveurs import Serveur, enfants

from . import base, essai
from .visiteurs import Visiteurs, au_plus

CHEMINS = 240
ENTRE_DEUX_MORTS_S = 20
TITRE = f"PostgreSQL ; un ouvrier tué (-9) toutes les {ENTRE_DEUX_MORTS_S} secondes ; "
# La base revenue, le site ne la redemande que toutes les dix secondes.
SUITE_AU_RETOUR_S = 15.0


def main() -> int:
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--minutes", type=float, default=10)
    options = lecteur.parse_args()
    if not base.presente():
        sys.exit("À lancer par scripts/postgresql.sh : il faut une base qu'on puisse arrêter.")
    with essai.site_neuf("pannes") as serveur:
        return _eprouver(serveur, options.minutes * 60)


def _eprouver(serveur: Serveur, secondes: float) -> int:
    chemins = essai.chemins_de(CHEMINS)
    histoire = essai.Histoire.neuve(chemins)
    cadence = au_plus(serveur.port, chemins) / 2
    with Visiteurs(serveur.port, chemins, cadence) as visiteurs:
        fin = threading.Event()
        tueur = threading.Thread(target=_tuer, args=(serveur.pid, histoire, fin))
        tueur.start()
        try:
            _scenario(serveur.port, chemins, secondes, histoire)
        finally:
            fin.set()
            tueur.join()
    return essai.conclure("pannes", "Pannes", TITRE, visiteurs.vues, histoire, cadence, secondes)


def _tuer(maitre: int, histoire: essai.Histoire, fin: threading.Event) -> None:
    """Un ouvrier à la fois, le plus ancien, sans préavis ; le maître en fait naître un autre."""
    while not fin.wait(ENTRE_DEUX_MORTS_S):
        ouvriers = enfants(maitre)
        if len(ouvriers) == essai.OUVRIERS:
            os.kill(min(ouvriers), signal.SIGKILL)
            histoire.morts.append(time.monotonic())


def _scenario(port: int, chemins: list[str], secondes: float, histoire: essai.Histoire) -> None:
    """Une publication ; la base loin, longtemps ; à son retour une autre ; loin encore ; la fin."""
    debut = time.monotonic()

    def a(part: float) -> None:
        time.sleep(max(0.0, debut + part * secondes - time.monotonic()))

    histoire.dire("les visiteurs arrivent")
    a(0.15)
    essai.publier(chemins, histoire)
    a(0.3)
    base.arreter()
    histoire.dire("la base est arrêtée")
    time.sleep(5)
    histoire.attendre_que("sans base, l'administration répond 503", _admin(port) == 503)
    histoire.attendre_que("sans base, /sante/pret le dit", "sans base" in _pret(port))
    a(0.55)
    base.relancer()
    histoire.dire("la base est revenue")
    essai.publier(chemins, histoire, SUITE_AU_RETOUR_S)
    time.sleep(SUITE_AU_RETOUR_S)
    histoire.attendre_que("la base revenue, l'administration répond", _admin(port) == 302)
    histoire.attendre_que("la base revenue, /sante/pret le dit", "sans base" not in _pret(port))
    a(0.75)
    base.arreter()
    histoire.dire("la base est arrêtée encore")
    a(0.85)
    base.relancer()
    histoire.dire("la base est revenue")
    a(1)
    histoire.dire("les visiteurs partent")


def _admin(port: int) -> int:
    """Ce que voit quelqu'un dont la session est à relire dans la base."""
    return demander(port, "/admin/", Cookie=f"sessionid={'a' * 32}").statut


def _pret(port: int) -> str:
    return demander(port, "/sante/pret").texte


if __name__ == "__main__":
    sys.exit(main())
