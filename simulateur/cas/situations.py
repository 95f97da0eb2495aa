"""Des situations toutes différentes, les mêmes à chaque fois : le tirage part d'une graine fixe."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from eligibility.regles.bareme import Referentiel
from eligibility.regles.vocabulaire import (
    CLINIQUE_80,
    GENERALISTE,
    SLUG_GENERALISTE,
    TRANCHES,
    indicateurs,
)
from simulateur.reponses.lecture import lire_json

GRAINE = 20_260_225
JOUR = date(2026, 11, 22)
# Une situation sur deux est un premier contrat ; les autres font travailler davantage.
CLASSES = (*("nouveau",) * 6, *("suivi",) * 2, *("termine",) * 2, "second", "prolonge")


def situations(
    referentiel: Referentiel, graine: int = GRAINE
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(classe, réponses en JSON), sans fin et sans doublon ; toutes sont acceptées par le site."""
    tirage = random.Random(graine)  # noqa: S311 - un tirage à refaire, pas un secret
    vues = set()
    for rang in count():
        classe = CLASSES[rang % len(CLASSES)]
        reponses = _tirer(tirage, classe, referentiel)
        cle = hash(tuple(sorted((k, str(v)) for k, v in reponses.items())))
        if cle in vues or lire_json(reponses, referentiel, JOUR).erreurs:
            continue
        vues.add(cle)
        yield classe, reponses


def _tirer(tirage: random.Random, classe: str, referentiel: Referentiel) -> dict[str, Any]:
    autres = [s.slug for s in referentiel.specialites.values() if s.groupe != GENERALISTE]
    generaliste = classe in ("second", "prolonge") or tirage.random() < 0.6
    specialite = SLUG_GENERALISTE if generaliste else tirage.choice(autres)
    groupe = referentiel.groupe(specialite)
    reponses: dict[str, Any] = {
        "specialite": specialite,
        "secteur": tirage.choice(("1", "1", "2-optam", "2")),
        "file_active": tirage.randint(300, 6_000),
        "date_signature": _jour(tirage, date(2024, 1, 1), date(2030, 12, 31)),
    }
    if "pmt" in indicateurs(groupe):
        reponses["pmt"] = tirage.randint(100, 3_500)
    if tirage.random() < 0.5:
        reponses["tranche"] = tirage.choice(TRANCHES)
    if groupe == CLINIQUE_80:
        reponses["part_clinique"] = tirage.randint(50, 100)
    _PRECISIONS[classe](tirage, reponses)
    return reponses


def _nouveau(tirage: random.Random, reponses: dict[str, Any]) -> None:
    reponses["option"] = tirage.choice(("0.5", "1"))
    reponses["age_65"] = tirage.random() < 0.1
    reponses["nouvel_installe"] = tirage.random() < 0.1


def _suivi(tirage: random.Random, reponses: dict[str, Any]) -> None:
    reponses |= {
        "contrat": "en-cours",
        "contrat_option": tirage.choice(("0.5", "1")),
        "contrat_signature": _jour(tirage, date(2019, 8, 21), date(2023, 12, 31)),
        "objectif_fa": tirage.randint(10, 400),
    }
    for annee in (3, 4, 5):
        reponses[f"fa_an{annee}"] = reponses["file_active"] + tirage.randint(-100, 500)
        if "pmt" in reponses:
            reponses["objectif_pmt"] = 150
            reponses[f"pmt_an{annee}"] = reponses["pmt"] + tirage.randint(-50, 300)


def _prolonge(tirage: random.Random, reponses: dict[str, Any]) -> None:
    """Dix années, quatre options, deux tranches possibles : ce qu'il y a de plus long à calculer."""
    _suivi(tirage, reponses)
    reponses.pop("tranche", None)
    reponses["contrat_signature"] = _jour(tirage, date(2019, 8, 21), date(2021, 6, 30))
    reponses["date_signature"] = _jour(tirage, date(2026, 7, 1), date(2029, 6, 30))


def _second(tirage: random.Random, reponses: dict[str, Any]) -> None:
    reponses |= {
        "zone": tirage.choice(("zip", "inconnue")),
        "contrat": "en-cours",
        "contrat_option": "1",
        "contrat_signature": _jour(tirage, date(2022, 1, 1), date(2023, 12, 31)),
        "contrat_objectif_atteint": True,
        "option": tirage.choice(("1.5", "2")),
    }


def _termine(tirage: random.Random, reponses: dict[str, Any]) -> None:
    reponses |= {
        "contrat": "termine",
        "contrat_fin": _jour(tirage, date(2020, 1, 1), date(2023, 12, 31)),
        "circonstances_exceptionnelles": tirage.random() < 0.5,
    }


_PRECISIONS = {
    "nouveau": _nouveau,
    "suivi": _suivi,
    "prolonge": _prolonge,
    "second": _second,
    "termine": _termine,
}


def _jour(tirage: random.Random, debut: date, fin: date) -> str:
    return (debut + timedelta(days=tirage.randint(0, (fin - debut).days))).isoformat()
