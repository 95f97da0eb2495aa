"""Le tableau : à l'écran, et dans le README entre ses deux repères."""

import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import django

from scripts.outils import RACINE

from .mesures import Mesure

DEBUT, FIN = "<!-- bench -->", "<!-- /bench -->"
CLIENT = (
    "client Python sur la boucle locale et sur les mêmes cœurs, connexions gardées, gzip ; gunicorn, 4 fils "
    "par ouvrier"
)


def contexte() -> str:
    """La machine, le commit et le client : sans eux un chiffre ne veut rien dire."""
    sale = _git("status", "--porcelain", "--untracked-files=no")
    commit = _git("rev-parse", "--short", "HEAD") + (" (modifié)" if sale else "")
    versions = f"Python {platform.python_version()}, Django {django.__version__}"
    return f"Commit {commit}, {datetime.now(UTC):%d/%m/%Y}, {_processeur()}, {versions} ; {CLIENT}."


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=RACINE, capture_output=True, text=True, check=False
    ).stdout.strip()


def _processeur() -> str:
    fichier = Path("/proc/cpuinfo")
    lignes = fichier.read_text().splitlines() if fichier.exists() else []
    noms = [ligne.partition(":")[2].strip() for ligne in lignes if ligne.startswith("model name")]
    return f"{len(noms)} × {noms[0]}" if noms else platform.machine()


def tableau(mesures: list[Mesure]) -> str:
    lignes = ["| mesure | valeur | budget | |", "| --- | --- | --- | --- |"]
    avis = {True: "tenu", False: "**dépassé**", None: ""}
    lignes += [f"| {m.quoi} | {m.valeur} | {m.budget} | {avis[m.tenu]} |" for m in mesures]
    return "\n".join(lignes)


def ecrire_readme(mesures: list[Mesure], fichier: Path = RACINE / "README.md") -> bool:
    """Remplace ce qui est entre les repères ; faux quand le README ne les a pas."""
    texte = fichier.read_text(encoding="utf-8") if fichier.exists() else ""
    avant, debut, reste = texte.partition(DEBUT)
    _, fin, apres = reste.partition(FIN)
    if not (debut and fin):
        return False
    corps = f"\n{contexte()}\n\n{tableau(mesures)}\n"
    fichier.write_text(f"{avant}{DEBUT}{corps}{FIN}{apres}", encoding="utf-8")
    return True
