"""Publier sans cesse pendant que le site sert : aucune panne, aucune réponse à demi d'avant et d'après.

    python -m scripts.endurance.publications [--secondes 30]

Un site neuf sur la boucle locale, et des visiteurs à la moitié de ce qu'il sert au plus.
"""

import argparse
import sys
import time

from . import essai
from .visiteurs import Visiteurs, au_plus

CHEMINS = 48


def main() -> int:
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--secondes", type=float, default=30)
    secondes = lecteur.parse_args().secondes
    with essai.site_neuf("publications") as serveur:
        return _eprouver(serveur.port, secondes)


def _eprouver(port: int, secondes: float) -> int:
    chemins = essai.chemins_de(CHEMINS)
    histoire = essai.Histoire.neuve(chemins)
    cadence = au_plus(port, chemins) / 2
    debut = time.monotonic()
    with Visiteurs(port, chemins, cadence) as visiteurs:
        while time.monotonic() - debut < secondes:
            essai.publier(chemins, histoire)
            time.sleep(0.5)
    duree = time.monotonic() - debut
    return essai.conclure(
        "publications", "Publications", "", visiteurs.vues, histoire, cadence, duree
    )


if __name__ == "__main__":
    sys.exit(main())
