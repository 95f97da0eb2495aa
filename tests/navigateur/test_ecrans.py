"""Chaque écran : accessible, valide, sans défilement horizontal, clair ou sombre, de 320 à 1280 px."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.test import Client
from playwright.sync_api import Page

from scripts.outils.axe import AXE, CONTRASTES, deplier, manquements
from scripts.outils.ecrans import ECRANS
from tests.outils.navigateur import dire

# Le navigateur, puis la base : les pages se demandent par leur nom, trop tard pour les préparer.
pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("navigateur", "site")]

# De quoi partager les écrans entre les processus : un sur PARTS, courts et longs mêlés.
PARTS = 12
DEBORDE = """() => {
    const large = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= large) return [];
    const dans_un_cadre = e => e.closest(".defile") || e.closest("svg");
    return [...document.querySelectorAll("body *")]
        .filter(e => e.getBoundingClientRect().right > large + 0.5 && !dans_un_cadre(e))
        .map(e => e.outerHTML.slice(0, 120));
}"""


def ouvrir_tout(page: Page, adresse: str) -> None:
    """L'écran demandé, avec tous ses replis ouverts."""
    reponse = page.goto(adresse)
    assert reponse.status in (200, 404), (adresse, reponse.status)
    # L'écran est bien celui demandé, pas celui d'une redirection.
    assert page.url.partition("?")[0].endswith(adresse.partition("?")[0])
    deplier(page)


@contextmanager
def au_doigt(page: Page) -> Iterator[None]:
    """La même page, sur un écran tactile : ce que la feuille de style lui réserve s'y voit."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    yield
    chrome.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    chrome.detach()
    assert not page.evaluate("matchMedia('(pointer: coarse)').matches")


def deborde(page: Page, *largeurs: int, hauteur: int) -> dict[str, str]:
    """Ce qui dépasse, à chaque largeur ; la page reste à la dernière."""
    fautes = {}
    for largeur in largeurs:
        page.set_viewport_size({"width": largeur, "height": hauteur})
        if page.evaluate("document.documentElement.scrollWidth") > largeur:
            fautes[f"déborde à {largeur} px"] = "\n".join(page.evaluate(DEBORDE))
    return fautes


def inaccessible(page: Page, largeur: int) -> dict[str, str]:
    """Tout axe en clair ; en sombre, où seules les couleurs changent, ses contrastes."""
    fautes = {}
    for theme, regles in (("light", AXE), ("dark", CONTRASTES)):
        page.emulate_media(color_scheme=theme)
        sombre = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert sombre == (theme == "dark")
        if trouves := dire(manquements(page, regles)):
            fautes[f"axe à {largeur} px, {theme}"] = trouves
    return fautes


@pytest.mark.parametrize("part", range(PARTS))
def test_chaque_ecran_tient_et_se_lit(page_bureau, part):
    """Chargé une fois, l'écran se voit au téléphone puis à l'ordinateur, en clair puis en sombre.

    Rien n'y est demandé au chargement qui dépende de la largeur ou du thème : la feuille de style
    en décide, à chaque instant.
    """
    page, fautes = page_bureau, {}
    for nom, adresse in list(ECRANS.items())[part::PARTS]:
        ouvrir_tout(page, adresse)
        with au_doigt(page):
            trouvees = deborde(page, 320, 360, hauteur=740) | inaccessible(page, 360)
        trouvees |= deborde(page, 1280, hauteur=900) | inaccessible(page, 1280)
        fautes |= {(nom, quoi): dit for quoi, dit in trouvees.items()}
    assert not fautes, "\n".join(f"{nom}, {quoi} : {dit}" for (nom, quoi), dit in fautes.items())


def test_le_theme_sombre_est_bien_un_autre_theme(page_bureau):
    fonds = set()
    for theme in ("light", "dark"):
        page_bureau.emulate_media(color_scheme=theme)
        page_bureau.goto("/")
        fonds.add(page_bureau.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(fonds) == 2


@pytest.mark.vnu
@pytest.mark.django_db
def test_html_valide(verifier_html):
    client = Client()
    pages = {}
    for nom, adresse in ECRANS.items():
        reponse = client.get(adresse, follow=True)
        assert reponse.status_code in (200, 404)
        pages[nom] = reponse.content.decode()
    verifier_html(pages)
