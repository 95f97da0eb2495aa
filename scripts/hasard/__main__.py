"""`python -m scripts.hasard` : 200 000 demandes au hasard, dont 20 000 par le réseau, et pas une panne.

Le rapport va dans docs/endurance/hasard.md. La suite de tests en porte 5 000, par le même chemin.
"""

import argparse
import multiprocessing
import shutil
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from scripts.outils import RACINE
from scripts.outils.installation import SANS_LIMITE, installation_neuve
from scripts.outils.serveurs import site

from .equipe import porter_beaucoup

RAPPORT = RACINE / "docs/endurance/hasard.md"
PROCESSUS = 2
GRAINE_DU_RESEAU = 1_000


def main() -> int:
    options = _options()
    with installation_neuve("hasard", **SANS_LIMITE, JOURNAL_NIVEAU="CRITICAL") as dossier:
        lignes = list(_eprouver(options, dossier))
    tenu = all(fautes == 0 for _, _, fautes, _ in lignes) and all(n for _, n, _, _ in lignes)
    if not options.sans_rapport:
        RAPPORT.write_text(_rapport(lignes), encoding="utf-8")
    return 0 if tenu else 1


def _options() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--demandes", type=int, default=182_000, help="portées à l'application")
    lecteur.add_argument("--reseau", type=int, default=20_000, help="par HTTP")
    lecteur.add_argument("--graine", type=int, default=1)
    lecteur.add_argument("--sans-rapport", action="store_true", help="n'écrit pas le rapport")
    return lecteur.parse_args()


def _eprouver(options: argparse.Namespace, dossier: Path) -> Iterator[tuple[str, int, int, float]]:
    """Ce qui a été essayé : (quoi, combien, fautes, secondes)."""
    debut = time.monotonic()
    part = options.demandes // PROCESSUS
    with multiprocessing.get_context("spawn").Pool(PROCESSUS) as equipe:
        rendus = equipe.starmap(
            porter_beaucoup, [(options.graine + n, part) for n in range(PROCESSUS)]
        )
    yield _dire("à l'application", *map(sum, zip(*rendus, strict=True)), debut)

    from eligibility import selectors

    from .demandes import demandes
    from .par_http import demander, schemathesis

    with site(WEB_CONCURRENCY="2") as serveur:
        debut = time.monotonic()
        suite = demandes(selectors.tables().referentiel, options.graine + GRAINE_DU_RESEAU)
        combien, fautes = demander(serveur.port, islice(suite, options.reseau))
        yield _dire("par le réseau", combien, fautes.total(), debut)
        debut = time.monotonic()
        programme = shutil.which("st", path=str(Path(sys.executable).parent))
        if programme is None:
            sys.exit("schemathesis manque : make endurance l'installe")
        yield _dire(
            "schemathesis, sur la description de l'API",
            *schemathesis(serveur.port, programme, dossier),
            debut,
        )


def _dire(quoi: str, combien: int, fautes: int, debut: float) -> tuple[str, int, int, float]:
    duree = time.monotonic() - debut
    print(f"{quoi} : {combien} demandes, {fautes} fautes, {duree:.0f} s", flush=True)
    return quoi, combien, fautes, duree


def _rapport(lignes: list[tuple[str, int, int, float]]) -> str:
    jour = datetime.now(ZoneInfo("Europe/Paris"))
    return "\n".join(
        [
            "# Demandes au hasard",
            "",
            f"`python -m scripts.hasard`, le {jour:%d/%m/%Y}. Une faute : un statut 5xx ou inattendu, une "
            "connexion coupée, un JSON ou une page incomplets, un cookie hors de l'administration, une "
            "balise d'un visiteur, un mot de nos entrailles. Un 503 qui prie de revenir (un fichier à la "
            "fois par processus) se redemande, comme le ferait un visiteur ; s'il dure, c'est une faute.",
            "",
            "| demandes portées | combien | fautes | durée |",
            "| --- | --- | --- | --- |",
            *(f"| {q} | {n} | {f} | {d:.0f} s |" for q, n, f, d in lignes),
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
