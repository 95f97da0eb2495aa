"""Chromium de Debian, celui qu'installe scripts/outils_de_test.sh : sans fenêtre ni ce qui va avec.

Le navigateur entier, à qui l'on demande de ne rien montrer, prend moitié plus de processeur.
"""

import shutil

from playwright.sync_api import Browser, Playwright

ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage")


def programme() -> str:
    """Son chemin ; RuntimeError s'il n'est pas là."""
    trouve = shutil.which("chromium-headless-shell")
    if trouve is None:
        raise RuntimeError(
            "Chromium manque : scripts/outils_de_test.sh l'installe, ou dit quoi faire."
        )
    return trouve


def lancer(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=programme(), args=ARGUMENTS)
