"""`python -m scripts.accessibilite` : axe sur chaque écran, et ce qu'un lecteur d'écran y lirait.

Il écrit ce que dit la page /accessibilite/ (simulateur/mentions/controles.json) et docs/lecture-a-l-ecran.md.
"""

import json
import os
import shutil
import sys
import tempfile
from datetime import datetime
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from scripts.banc.installation import preparer
from scripts.banc.serveurs import RACINE, site
from tests.navigateur.ecrans import DATE, ECRANS, GENERALISTE, REMPLI
from tests.outils.navigateur import AXE

ENREGISTRES = RACINE / "simulateur/mentions/controles.json"
LECTURE = RACINE / "docs/lecture-a-l-ecran.md"
LARGEURS, THEMES = (360, 1280), ("light", "dark")
# Le parcours d'un généraliste, puis ce qui arrive quand une réponse est fausse.
A_LIRE = {
    "Profil": "/simulation/profil/",
    "Profil, une réponse fausse": f"/simulation/profil/?date_65=x&{GENERALISTE}&vue=erreurs",
    "Patientèle": f"/simulation/patientele/?{GENERALISTE}",
    "Option": f"/simulation/option/?file_active=1700&pmt=1300&{GENERALISTE}",
    "Résultat": f"/simulation/resultats/?{DATE}&{REMPLI}",
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="accessibilite-") as dossier:
        environnement = {"VAR_DIR": dossier, "DJANGO_SETTINGS_MODULE": "simulateur.settings"}
        os.environ.update(environnement)
        preparer()
        with site(environnement) as serveur, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox", "--disable-dev-shm-usage"],
            )
            adresse = f"http://127.0.0.1:{serveur.port}"
            manquements, outil = _passer(chromium, adresse)
            LECTURE.write_text(_lire(chromium, adresse), encoding="utf-8")
            navigateur = f"Chromium {chromium.version.partition('.')[0]}"
            chromium.close()
    controles = {
        "jour": f"{datetime.now(ZoneInfo('Europe/Paris')):%Y-%m-%d}",
        "outil": outil,
        "navigateur": navigateur,
        "ecrans": len(ECRANS),
        "passages": len(ECRANS) * len(LARGEURS) * len(THEMES),
        "manquements": manquements,
    }
    ENREGISTRES.write_text(json.dumps(controles, indent=2) + "\n", encoding="utf-8")
    print(controles)
    return 1 if manquements else 0


def _passer(chromium, adresse: str) -> tuple[int, str]:
    """Le nombre de manquements, et l'outil qui les a cherchés."""
    manquements, outil = 0, ""
    for largeur in LARGEURS:
        for theme in THEMES:
            page = chromium.new_page(
                base_url=adresse, viewport={"width": largeur, "height": 900}, color_scheme=theme
            )
            for nom, chemin in ECRANS.items():
                page.goto(chemin)
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                # L'ombre des tableaux est un dégradé : axe ne jugerait plus de contraste devant elle.
                page.evaluate(
                    "document.querySelectorAll('.defile').forEach(d => d.style.background = 'none')"
                )
                reponse = Axe().run(page, options=AXE).response
                outil = f"axe-core {reponse['testEngine']['version']}"
                manquements += len(reponse["violations"])
                for faute in reponse["violations"]:
                    print(f"{nom}, {largeur}, {theme} : {faute['id']}", flush=True)
            page.close()
    return manquements, outil


def _lire(chromium, adresse: str) -> str:
    """Ce que l'arbre d'accessibilité dit de chaque page, dans l'ordre où il se lit."""
    page = chromium.new_page(base_url=adresse, viewport={"width": 360, "height": 740})
    textes = [
        "# Ce qu'un lecteur d'écran lit",
        "",
        "`make accessibilite` l'écrit : l'arbre d'accessibilité de Chromium, dans l'ordre de lecture, pour "
        "un téléphone. Personne ne l'a encore écouté. Ce qui en a été tiré, et le reste de ce qui est "
        "vérifié : [accessibilite.md](accessibilite.md).",
    ]
    for titre, chemin in A_LIRE.items():
        textes += ["", f"## {titre}", "", "```yaml", _arbre(page, chemin), "```"]
    return "\n".join([*textes, ""])


def _arbre(page: Page, chemin: str) -> str:
    page.goto(chemin)
    return page.locator("main").aria_snapshot()


if __name__ == "__main__":
    sys.exit(main())
