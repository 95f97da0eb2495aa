"""`python -m scripts.phare` : Lighthouse, téléphone, médiane de cinq passages ; en erreur sous un seuil.

Il écrit docs/lighthouse.md. Les pages sont servies par gunicorn, comme à un visiteur.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from scripts.outils import RACINE, chromium
from scripts.outils.ecrans import DATE, GENERALISTE, REMPLI
from scripts.outils.installation import installation_neuve
from scripts.outils.serveurs import site

PHARE = RACINE / "scripts/phare/node_modules/lighthouse/cli/index.js"
RAPPORT = RACINE / "docs/lighthouse.md"
ESSAIS = 3

# Les pages avec des réponses se disent « noindex » : leur note de référencement n'est pas à lire.
COMMUNES = {"performance": 97, "accessibility": 100, "best-practices": 100}
INDEXEES = COMMUNES | {"seo": 100}
NOMS = {
    "performance": "vitesse",
    "accessibility": "accessibilité",
    "best-practices": "bonnes pratiques",
    "seo": "référencement",
}
PAGES = {
    "accueil": ("/", INDEXEES),
    "profil": ("/simulation/profil/", COMMUNES),
    "patientèle": (f"/simulation/patientele/?{GENERALISTE}", COMMUNES),
    "option": (f"/simulation/option/?{REMPLI}", COMMUNES),
    "résultat": (f"/simulation/resultats/?{DATE}&{REMPLI}", COMMUNES),
    "guide": ("/guide/", INDEXEES),
    "page du guide": ("/guide/pmt-et-file-active/", INDEXEES),
    "barèmes": ("/baremes/", INDEXEES),
}


class Note(NamedTuple):
    page: str
    categorie: str
    valeurs: list[int]
    seuil: int

    @property
    def mediane(self) -> float:
        return median(self.valeurs)

    @property
    def tenue(self) -> bool:
        return self.mediane >= self.seuil


def main() -> int:
    options = _options()
    with installation_neuve("phare"), site() as serveur:
        notes = list(_noter(f"http://127.0.0.1:{serveur.port}", options))
    if not options.sans_rapport:
        RAPPORT.write_text(_rapport(notes, options.passages), encoding="utf-8")
    manquees = [note for note in notes if not note.tenue]
    for note in manquees:
        print(f"{note.page}, {NOMS[note.categorie]} : {note.mediane:g} < {note.seuil}")
    return 1 if manquees else 0


def _options() -> argparse.Namespace:
    lecteur = argparse.ArgumentParser(description=__doc__)
    lecteur.add_argument("--passages", type=int, default=5)
    lecteur.add_argument("--page", choices=PAGES, help="une seule page")
    lecteur.add_argument("--sans-rapport", action="store_true", help="n'écrit pas le rapport")
    return lecteur.parse_args()


def _noter(adresse: str, options: argparse.Namespace) -> Iterator[Note]:
    for page, (chemin, seuils) in PAGES.items():
        if options.page not in (None, page):
            continue
        passages = [_passer(adresse + chemin, tuple(seuils)) for _ in range(options.passages)]
        for categorie, seuil in seuils.items():
            note = Note(page, categorie, [p[categorie] for p in passages], seuil)
            print(f"{page}, {NOMS[categorie]} : {note.mediane:g} {note.valeurs}", flush=True)
            yield note


def _passer(adresse: str, categories: tuple[str, ...]) -> dict[str, int]:
    """Une page, une fois : la note de chaque catégorie, sur 100."""
    for reste in reversed(range(ESSAIS)):
        fini = _lancer(adresse, categories)
        if not fini.returncode:
            break
        erreur = fini.stderr.decode()[-2_000:]
        # Une trace que Chromium n'a pas rendue ne dit rien de la page : Lighthouse demande de recommencer.
        if not reste or "Please run Lighthouse again" not in erreur:
            sys.exit(erreur)
        print("    passage perdu par Lighthouse, recommencé", flush=True)
    lues = json.loads(fini.stdout)
    _montrer_les_fautes(lues)
    return {nom: round(100 * categorie["score"]) for nom, categorie in lues["categories"].items()}


def _lancer(adresse: str, categories: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [
            "node", str(PHARE), adresse, "--quiet", "--output=json",
            f"--only-categories={','.join(categories)}",
            f"--chrome-flags={' '.join(('--headless=new', *chromium.ARGUMENTS))}",
        ],
        env=os.environ | {"CHROME_PATH": chromium.programme()},
        capture_output=True, check=False,
    )  # fmt: skip


def _montrer_les_fautes(lues: dict) -> None:
    for categorie in lues["categories"].values():
        if categorie["id"] == "performance":
            continue
        for reference in categorie["auditRefs"]:
            controle = lues["audits"][reference["id"]]
            if reference["weight"] and controle["score"] not in (1, None):
                print(f"    {categorie['id']} : {controle['title']}", flush=True)


def _rapport(notes: list[Note], passages: int) -> str:
    jour = datetime.now(ZoneInfo("Europe/Paris"))
    lignes = [
        "# Lighthouse",
        "",
        f"`make phare`, le {jour:%d/%m/%Y} : profil « téléphone », médiane de {passages} passages dans "
        "Chromium, gunicorn sur la boucle locale.",
        "",
        "| page | catégorie | médiane | passages | seuil | |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {note.page} | {NOMS[note.categorie]} | {note.mediane:g} | "
            f"{', '.join(map(str, note.valeurs))} | {note.seuil} | "
            f"{'tenu' if note.tenue else '**manqué**'} |"
            for note in notes
        ),
        "",
    ]
    return "\n".join(lignes)


if __name__ == "__main__":
    sys.exit(main())
