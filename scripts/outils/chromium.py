"""Chromium de Debian, celui qu'installe scripts/outils_de_test.sh."""

import shutil

from playwright.sync_api import Browser, Playwright

ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage")


def programme() -> str:
    """Son chemin ; RuntimeError s'il n'est pas là."""
    trouve = shutil.which("chromium")
    if trouve is None:
        raise RuntimeError(
            "Chromium manque : scripts/outils_de_test.sh l'installe, ou dit quoi faire."
        )
    return trouve


def lancer(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=programme(), args=ARGUMENTS)
