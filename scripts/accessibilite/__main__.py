"""`python -m scripts.accessibilite` : axe sur chaque écran, et ce qu'un lecteur d'écran y lirait.

Il écrit ce que dit la page /accessibilite/ (simulateur/mentions/controles.json) et docs/lecture-a-l-ecran.md.
"""

import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.outils import RACINE, axe, chromium
from scripts.outils.ecrans import DATE, ECRANS, GENERALISTE, REMPLI
from scripts.outils.installation import installation_neuve
from scripts.outils.serveurs import site

ENREGISTRES = RACINE / "simulateur/mentions/controles.json"
LECTURE = RACINE / "docs/lecture-a-l-ecran.md"
LARGEURS, THEMES = (360, 1280), ("light", "dark")
# Le parcours d'un généraliste, puis ce qui arrive quand une réponse est fausse.
A_LIRE = {
    "Profil": "/simulation/profil/",
    "Profil, une réponse fausse": f"/simulation/profil/?date_65=x&{GENERALISTE}&vue=erreurs",
    "Patientèle": f"/simulation/patientele/?{GENERALISTE}",
    "Option": f"/simulation/option/?{REMPLI}",
    "Résultat": f"/simulation/resultats/?{DATE}&{REMPLI}",
}


def main() -> int:
    with (
        installation_neuve("accessibilite"),
        site() as serveur,
        sync_playwright() as playwright,
        chromium.lancer(playwright) as navigateur,
    ):
        adresse = f"http://127.0.0.1:{serveur.port}"
        manquements, outil = _passer(navigateur, adresse)
        LECTURE.write_text(_lire(navigateur, adresse), encoding="utf-8")
        version = navigateur.version.partition(".")[0]
    controles = {
        "jour": f"{datetime.now(ZoneInfo('Europe/Paris')):%Y-%m-%d}",
        "outil": outil,
        "navigateur": f"Chromium {version}",
        "ecrans": len(ECRANS),
        "passages": len(ECRANS) * len(LARGEURS) * len(THEMES),
        "manquements": manquements,
    }
    ENREGISTRES.write_text(json.dumps(controles, indent=2) + "\n", encoding="utf-8")
    print(controles)
    return 1 if manquements else 0


def _passer(navigateur: Browser, adresse: str) -> tuple[int, str]:
    """Le nombre de manquements, et l'outil qui les a cherchés."""
    manquements, outil = 0, ""
    for largeur in LARGEURS:
        for theme in THEMES:
            page = navigateur.new_page(
                base_url=adresse, viewport={"width": largeur, "height": 900}, color_scheme=theme
            )
            for nom, chemin in ECRANS.items():
                page.goto(chemin)
                axe.deplier(page)
                fautes = axe.manquements(page)
                outil = f"axe-core {axe.version(page)}"
                manquements += len(fautes)
                for faute in fautes:
                    print(f"{nom}, {largeur}, {theme} : {faute['id']}", flush=True)
            page.close()
    return manquements, outil


def _lire(navigateur: Browser, adresse: str) -> str:
    """Ce que l'arbre d'accessibilité dit de chaque page, dans l'ordre où il se lit."""
    page = navigateur.new_page(base_url=adresse, viewport={"width": 360, "height": 740})
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
