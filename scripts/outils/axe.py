"""axe : ce qu'il vérifie d'une page, et ce qu'il lui reproche."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# Ce qui change d'un thème à l'autre : les couleurs seulement.
CONTRASTES = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def deplier(page: Page) -> None:
    """Tous les replis ouverts : ce qui est caché doit valoir ce qui se voit."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    # L'ombre des tableaux est un dégradé : axe ne jugerait plus aucun contraste devant elle.
    page.evaluate("document.querySelectorAll('.defile').forEach(d => d.style.background = 'none')")


def manquements(page: Page, regles: dict = AXE) -> list[dict]:
    """Ce qu'axe reproche à la page ; son script n'y entre qu'une fois par chargement."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate("regles => axe.run(regles).then(r => r.violations)", regles)


def version(page: Page) -> str:
    """Celle qui vient de juger la page."""
    return page.evaluate("axe.version")
