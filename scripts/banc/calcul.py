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
from simulateur.reponses.lecture import lire_json

from .mesures import Mesure, Temps, chronometrer, ms
from .situations import JOUR, situations

BUDGET_MOTEUR = 0.5e-3
BUDGET_COMMANDE = 60.0
LIGNES_DU_BUDGET = 50_000


def moteur(combien: int) -> list[Mesure]:
    """`combien` situations distinctes, trace comprise ; la classe la plus lente à part."""
    referentiel = selectors.referentiel()
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
            f"{ms(temps.moyenne, 2)} ms (processeur {ms(temps.processeur, 2)})",
            f"≤ {ms(BUDGET_MOTEUR)} ms",
            temps.processeur <= BUDGET_MOTEUR,
        ),
        Mesure("moteur, p95", f"{ms(temps.percentile(95), 2)} ms"),
        Mesure(f"moteur, classe la plus lente ({pire})", f"{ms(fmean(classes[pire]), 2)} ms"),
    ]


def commande(combien: int, dossier: Path, environnement: dict[str, str]) -> list[Mesure]:
    """`manage.py estimer` sur un fichier de lignes toutes différentes, sortie jetée."""
    fichier = dossier / "situations.jsonl"
    with fichier.open("w", encoding="utf-8") as sortie:
        for _, reponses in islice(situations(selectors.referentiel()), combien):
            sortie.write(json.dumps(reponses) + "\n")
    debut = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "manage.py", "estimer", str(fichier)],
        env=os.environ | environnement, stdout=subprocess.DEVNULL,
    ) as processus:  # fmt: skip
        _, statut, usage = os.wait4(processus.pid, 0)
        processus.returncode = os.waitstatus_to_exitcode(statut)
    duree = time.perf_counter() - debut
    if processus.returncode:
        raise RuntimeError(f"estimer s'est arrêté avec le code {processus.returncode}")
    processeur = usage.ru_utime + usage.ru_stime
    budget = BUDGET_COMMANDE * combien / LIGNES_DU_BUDGET
    return [
        Mesure(
            f"`estimer`, {combien} lignes distinctes, un processus",
            f"{duree:.0f} s (processeur {processeur:.0f} s)",
            f"< {budget:.0f} s",
            duree < budget,
        ),
        Mesure("`estimer`, mémoire au plus haut", f"{usage.ru_maxrss / 1024:.0f} Mio"),
    ]
