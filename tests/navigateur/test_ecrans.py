"""Chaque écran : accessible, valide, sans défilement horizontal, clair ou sombre, de 320 à 1280 px."""

from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.navigateur.ecrans import ECRANS

# Le navigateur, puis la base : les pages se demandent par leur nom, trop tard pour les préparer.
pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("navigateur", "site")]

LARGEURS = {"mobile": (320, 360), "bureau": (1280,)}
CONTRASTES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
              "resultTypes": ["violations"]}  # fmt: skip
DEBORDE = """() => {
    const large = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= large) return [];
    const dans_un_cadre = e => e.closest(".defile") || e.closest("svg");
    return [...document.querySelectorAll("body *")]
        .filter(e => e.getBoundingClientRect().right > large + 0.5 && !dans_un_cadre(e))
        .map(e => e.outerHTML.slice(0, 120));
}"""


@contextmanager
def tout_ouvert(page, adresse: str):
    """L'écran avec tous ses replis ouverts : ce qui est caché doit valoir ce qui se voit."""
    reponse = page.goto(adresse)
    assert reponse.status in (200, 404), (adresse, reponse.status)
    # L'écran est bien celui demandé, pas celui d'une redirection.
    assert page.url.partition("?")[0].endswith(adresse.partition("?")[0])
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    # L'ombre des tableaux est un dégradé : axe ne jugerait plus aucun contraste devant elle.
    page.evaluate("document.querySelectorAll('.defile').forEach(d => d.style.background = 'none')")
    yield


@pytest.mark.parametrize("appareil", LARGEURS)
def test_rien_ne_deborde(request, appareil):
    page = request.getfixturevalue(f"page_{appareil}")
    fautes = {}
    for largeur in LARGEURS[appareil]:
        page.set_viewport_size({"width": largeur, "height": 800})
        for nom, adresse in ECRANS.items():
            with tout_ouvert(page, adresse):
                deborde = page.evaluate("document.documentElement.scrollWidth") > largeur
                if deborde:
                    fautes[nom, largeur] = page.evaluate(DEBORDE)
    assert fautes == {}


@pytest.mark.parametrize("appareil", LARGEURS)
def test_accessible_en_clair(request, appareil, verifier_axe):
    page = request.getfixturevalue(f"page_{appareil}")
    fautes = {}
    for nom, adresse in ECRANS.items():
        with tout_ouvert(page, adresse):
            try:
                verifier_axe(page)
            except AssertionError as faute:
                fautes[nom] = str(faute)
    assert fautes == {}


@pytest.mark.parametrize("appareil", LARGEURS)
def test_contrastes_en_sombre(request, appareil):
    page = request.getfixturevalue(f"page_{appareil}")
    page.emulate_media(color_scheme="dark")
    fautes = {}
    for nom, adresse in ECRANS.items():
        with tout_ouvert(page, adresse):
            violations = Axe().run(page, options=CONTRASTES).response["violations"]
            if violations:
                fautes[nom] = [n["html"][:150] for v in violations for n in v["nodes"]]
    assert fautes == {}


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
