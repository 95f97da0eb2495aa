"""Les pages sans réponse, demandées au site puis à nginx, qui les garde : combien de fois plus vite."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from scripts.outils.nginx import devant
from scripts.outils.serveurs import Serveur

from .client import Connexion
from .mesures import Mesure, ms

PAGES = {
    "accueil": "/",
    "première étape": "/simulation/profil/",
    "barème": "/baremes/2026-02-25/",
    "page du guide": "/guide/pmt-et-file-active/",
}
BUDGET = 10


def mesurer(serveur: Serveur, combien: int, statiques: Path, dossier: Path) -> Iterator[Mesure]:
    """Une demande à la fois, connexion gardée ; la durée médiane."""
    dossier.mkdir()
    with devant([serveur.port], statiques, dossier) as nginx:
        for nom, chemin in PAGES.items():
            du_site = _mediane(serveur.port, chemin, combien // 10)
            de_nginx = _mediane(nginx.port, chemin, combien)
            fois = du_site / de_nginx
            yield Mesure(
                f"{nom} derrière nginx, une à la fois : p50",
                f"{ms(de_nginx, 2)} ms, {fois:.0f} × plus vite que le site ({ms(du_site)} ms)",
                f"≥ {BUDGET} ×",
                fois >= BUDGET,
            )


def _mediane(port: int, chemin: str, combien: int) -> float:
    connexion = Connexion(port)
    durees = []
    for _ in range(combien + 10):
        debut = time.perf_counter()
        statut = connexion.demander(chemin).statut
        durees.append(time.perf_counter() - debut)
        if statut != 200:
            raise RuntimeError(f"{chemin} : statut {statut}")
    connexion.fermer()
    return median(durees[10:])
