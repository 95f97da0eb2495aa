"""Le moteur seul, puis la commande sur un fichier entier."""

import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path
from statistics import fmean

from eligibility import selectors
from eligibility.regles import estimer
from simulateur.cas.situations import JOUR, situations
from simulateur.plateforme import ramasse_miettes
from simulateur.reponses.lecture import lire_json

from .mesures import Mesure, Temps, chronometrer, ms

BUDGET_MOTEUR = 0.5e-3
BUDGET_COMMANDE = 60.0
LIGNES_DU_BUDGET = 50_000


def moteur(combien: int) -> list[Mesure]:
    """`combien` situations distinctes, trace comprise ; la classe la plus lente à part.

    Avec le réglage du ramasse-miettes du site et de la commande, que rien d'autre ne change.
    """
    ramasse_miettes.espacer()
    referentiel = selectors.tables().referentiel
    tirees = list(islice(situations(referentiel), combien))
    lues = [(c, lire_json(r, referentiel, JOUR).situation()) for c, r in tirees]
    for _, situation in lues[:200]:
        estimer(situation, referentiel)
    processeur = time.process_time()
    durees = chronometrer(lambda lue: estimer(lue[1], referentiel), lues)
    temps = Temps(durees, (time.process_time() - processeur) / len(lues))
    classes = defaultdict(list)
    for (classe, _), duree in zip(lues, durees, strict=True):
        classes[classe].append(duree)
    pire = max(classes, key=lambda classe: fmean(classes[classe]))
    lignes = [len(estimer(situation, referentiel).trace) for _, situation in lues[:500]]
    return [
        Mesure(
            f"moteur avec trace ({fmean(lignes):.0f} lignes), moyenne de {combien} situations",
            f"{ms(temps.moyenne, 2)} ms (processeur {ms(temps.processeur, 2)}), "
            f"{1 / temps.moyenne:.0f} par seconde",
            f"≤ {ms(BUDGET_MOTEUR)} ms",
            temps.processeur <= BUDGET_MOTEUR,
        ),
        Mesure("moteur, p95", f"{ms(temps.percentile(95), 2)} ms"),
        Mesure(f"moteur, classe la plus lente ({pire})", f"{ms(fmean(classes[pire]), 2)} ms"),
    ]


def commande(combien: int, dossier: Path) -> list[Mesure]:
    """`manage.py estimer` sur un fichier de lignes toutes différentes, sortie jetée."""
    fichier = dossier / "situations.jsonl"
    with fichier.open("w", encoding="utf-8") as sortie:
        for _, reponses in islice(situations(selectors.tables().referentiel), combien):
            sortie.write(json.dumps(reponses) + "\n")
    debut = time.perf_counter()
    memoire = 0
    with subprocess.Popen(
        [sys.executable, "manage.py", "estimer", str(fichier)],
        stdout=subprocess.DEVNULL,
    ) as processus:
        # Le maximum rendu par wait4 compterait aussi la mémoire du banc, héritée par fork.
        while not (fini := os.wait4(processus.pid, os.WNOHANG))[0]:
            memoire = max(memoire, _memoire(processus.pid))
            time.sleep(0.05)
        duree = time.perf_counter() - debut
        processus.returncode = os.waitstatus_to_exitcode(fini[1])
    if processus.returncode:
        raise RuntimeError(f"estimer s'est arrêté avec le code {processus.returncode}")
    processeur = fini[2].ru_utime + fini[2].ru_stime
    budget = BUDGET_COMMANDE * combien / LIGNES_DU_BUDGET
    return [
        Mesure(
            f"`estimer`, {combien} lignes distinctes, un processus",
            f"{duree:.0f} s (processeur {processeur:.0f} s)",
            f"< {budget:.0f} s",
            duree < budget,
        ),
        Mesure("`estimer`, mémoire au plus haut", f"{memoire / 1024:.0f} Mio"),
    ]


def _memoire(pid: int) -> int:
    """Le plus haut de sa mémoire jusqu'ici, en Kio ; 0 s'il vient de finir."""
    lignes = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(ligne.split()[1]) for ligne in lignes if ligne.startswith("VmHWM")), 0)
