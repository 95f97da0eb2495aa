"""Un groupe de trente médecins : chacun seul, tous ensemble, et les combinaisons."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from eligibility import selectors
from eligibility.regles.bareme import Referentiel, Segment
from eligibility.regles.groupe.estimation import estimer_groupe
from eligibility.regles.groupe.modele import Groupe, Membre
from eligibility.regles.situation import Situation
from simulateur.plateforme import ramasse_miettes

from .mesures import Mesure

MEDECINS = 30
GROUPES = 5
BUDGET = 1.0
SIGNATURE = date(2026, 12, 1)
GENERALISTE = "medecine-generale"
# Des nombres de patients vraisemblables, pour un barème dont l'annexe 10 serait remplie.
PATIENTS = {("0.5", "pmt"): 90, ("1", "pmt"): 170, ("0.5", "fa"): 60, ("1", "fa"): 110}


def mesurer(combien: int = GROUPES) -> Iterable[Mesure]:
    ramasse_miettes.espacer()
    livrees = selectors.tables().referentiel
    for quoi, referentiel in (
        ("tables livrées", livrees),
        ("objectifs tous connus", objectifs_connus(livrees)),
    ):
        for etp in (MEDECINS // 6, MEDECINS // 2, MEDECINS):
            yield _mesurer(quoi, referentiel, etp, combien)


def _mesurer(quoi: str, referentiel: Referentiel, etp: int, combien: int) -> Mesure:
    """La plus longue de `combien` estimations entières, chacune d'un groupe différent, au processeur."""
    durees, trop = [], 0
    for graine in range(combien):
        compose = groupe(graine, etp)
        debut = time.process_time()
        estimation = estimer_groupe(compose, referentiel)
        durees.append(time.process_time() - debut)
        trop += estimation.comparaison.trop
    renonce = f", {trop} fois sans comparaison" if trop else ""
    valeur = f"{max(durees):.2f} s de processeur{renonce}".replace(".", ",")
    return Mesure(
        f"groupe de {MEDECINS}, {etp} ETP, {quoi}, le plus lent de {combien}", valeur,
        f"< {BUDGET:.0f} s", max(durees) < BUDGET and not trop,
    )  # fmt: skip


def groupe(graine: int, etp: int) -> Groupe:
    """Des généralistes de toute patientèle, les mêmes à chaque fois : trois sur dix ont un contrat."""
    tirage = Random(graine)  # noqa: S311 - un tirage à refaire, pas un secret
    membres = tuple(_membre(tirage, rang) for rang in range(MEDECINS))
    return Groupe("SISA", Decimal(etp), SIGNATURE, membres, Situation(GENERALISTE, "1", SIGNATURE))


def _membre(tirage: Random, rang: int) -> Membre:
    pmt = round(tirage.gauss(1_250, 350))
    champs = {"pmt": max(200, pmt), "file_active": max(300, pmt + tirage.randint(100, 600))}
    if tirage.random() < 0.3:
        signature = date(2024, 7, 1) if tirage.random() < 0.2 else _jour(tirage)
        champs |= {
            "contrat": "en-cours", "contrat_signature": signature,
            "contrat_option": tirage.choice(("0.5", "1")),
        }  # fmt: skip
        if signature.year < 2025:
            champs["pmt_an3"] = champs["pmt"] + tirage.randint(-20, 150)
            champs["fa_an3"] = champs["file_active"] + tirage.randint(0, 150)
    elif pmt > 1_700:
        champs["tranche"] = tirage.choice((">=P95", "P90-P95"))
    secteur = "2" if tirage.random() < 0.1 else "1"
    pamsu = tirage.random() < 0.2
    return Membre(f"M{rang}", Situation(GENERALISTE, secteur, SIGNATURE, **champs), pamsu)


def _jour(tirage: Random) -> date:
    return date(tirage.choice((2023, 2024, 2025)), tirage.randint(1, 11), tirage.randint(1, 28))


def objectifs_connus(referentiel: Referentiel) -> Referentiel:
    """Les mêmes tables, l'annexe 10 supposée remplie : les patients comptent aussi, tous différents."""
    segments = {
        (GENERALISTE, option, indicateur): (
            Segment(0, 1_045, patients, patients),
            Segment(1_045, 4_000, patients, patients // 4),
            Segment(4_000, None, patients // 4),
        )
        for (option, indicateur), patients in PATIENTS.items()
    }
    return replace(
        referentiel, baremes=tuple(replace(b, objectifs=segments) for b in referentiel.baremes)
    )
