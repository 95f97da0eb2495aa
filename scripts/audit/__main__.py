"""Demande aux registres les failles connues des paquets épinglés : `make audit`.

Échoue sur une faille. Un registre qui ne sait pas répondre n'en est pas une : le compte rendu dit alors ce
que personne n'a vérifié.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.outils import RACINE

# Ce que des outils installent, et rien qui parte avec le projet.
AILLEURS = frozenset(("node_modules", "var"))
ATTENTE_S = 180


def _dossiers_npm() -> Iterator[str]:
    for dossier, sous, fichiers in os.walk(RACINE):
        sous[:] = [nom for nom in sous if nom not in AILLEURS and not nom.startswith(".")]
        if "package-lock.json" in fichiers:
            yield str(Path(dossier).relative_to(RACINE))


# Tout ce qui épingle : un fichier de plus n'a pas à se déclarer ici.
PYTHON = tuple(sorted(fichier.name for fichier in RACINE.glob("requirements*.txt")))
NPM = tuple(sorted(_dossiers_npm()))


class Muet(Exception):
    """Le registre n'a rien répondu qui se lise."""


def demander(*commande: str) -> dict:
    """Le JSON qu'une commande écrit, quel que soit son code de sortie."""
    try:
        sortie = subprocess.run(
            commande, cwd=RACINE, capture_output=True, text=True, check=False, timeout=ATTENTE_S
        ).stdout
        return json.loads(sortie)
    except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError) as erreur:
        raise Muet from erreur


def de_python(fichier: str) -> tuple[list[str], int, int]:
    """(failles, paquets vérifiés, paquets que personne n'a vérifiés)."""
    return lire_pip_audit(
        demander(
            *("var/surete/bin/pip-audit", "--requirement", fichier, "--disable-pip"),
            *("--require-hashes", "--format", "json", "--progress-spinner", "off"),
        )
    )


def lire_pip_audit(lu: dict) -> tuple[list[str], int, int]:
    verifies = [paquet for paquet in lu["dependencies"] if "skip_reason" not in paquet]
    failles = [
        f"{paquet['name']} {paquet['version']} : {faille['id']}"
        f" (corrigé en {', '.join(faille['fix_versions']) or '?'})"
        for paquet in verifies
        for faille in paquet["vulns"]
    ]
    return failles, len(verifies), len(lu["dependencies"]) - len(verifies)


def de_npm(dossier: str) -> tuple[list[str], int, int]:
    lu = demander("scripts/npm.sh", "audit", "--json", "--prefix", dossier)
    if "vulnerabilities" not in lu:
        raise Muet
    failles = [f"{nom} : {dit['severity']}" for nom, dit in lu["vulnerabilities"].items()]
    return failles, lu["metadata"]["dependencies"]["total"], 0


def main() -> int:
    echec = False
    for lire, quoi in [(de_python, PYTHON), (de_npm, NPM)]:
        for ou in quoi:
            try:
                failles, verifies, tus = lire(ou)
            except Muet:
                failles, verifies, tus = [], 0, 1
            echec |= bool(failles)
            nom = ou if lire is de_python else f"npm, {ou}"
            if verifies:
                print(f"{nom} : {verifies} paquets vérifiés, {len(failles)} faille(s) connue(s).")
            if tus:
                print(f"{nom} : PAS VÉRIFIÉ, le registre ne sait pas répondre ({tus} demandes).")
            for faille in failles:
                print(f"  {faille}")
    return int(echec)


if __name__ == "__main__":
    sys.exit(main())
