"""Le dépliant sur le papier : deux pages A4, rien de coupé, rien de trop petit ; et au téléphone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.navigateur
ADRESSE = "/depliant/"
PAGE_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")
A4 = {"width": 794, "height": 1123}  # 210 × 297 mm
POINT = 96 / 72
TROP_PETITS = """minimum => [...document.querySelectorAll(".depliant *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !e.closest(".lu-seulement, title, desc"))
    .filter(e => {
        // Les lettres d'un dessin sont à la mesure du dessin.
        const svg = e.closest("svg");
        const echelle = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
        return parseFloat(getComputedStyle(e).fontSize) * echelle < minimum;
    }).map(e => e.outerHTML.slice(0, 100))"""
COUPES = """() => [...document.querySelectorAll(".face")]
    .filter(f => f.scrollHeight > f.clientHeight || f.scrollWidth > f.clientWidth)
    .map(f => [f.scrollHeight, f.clientHeight, f.scrollWidth, f.clientWidth])"""


@pytest.fixture
def feuille(page_bureau):
    page_bureau.goto(ADRESSE)
    return page_bureau


def test_exactement_deux_pages_a4(feuille):
    for options in ({"format": "A4"}, {"prefer_css_page_size": True}):
        pdf = feuille.pdf(**options)
        assert len(PAGE_PDF.findall(pdf)) == 2
        cadres = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
        assert {(round(float(x)), round(float(y))) for x, y in cadres} <= {(595, 842), (596, 843)}


@pytest.mark.parametrize("adresse", [ADRESSE, f"{ADRESSE}?cpts=cpts-exemple"])
def test_rien_n_est_coupe_ni_trop_petit(feuille, adresse):
    feuille.goto(adresse)
    feuille.emulate_media(media="print")
    feuille.set_viewport_size(A4)
    assert feuille.evaluate(COUPES) == []
    assert feuille.evaluate(TROP_PETITS, 8.5 * POINT) == []


def test_le_papier_ne_porte_que_la_feuille_en_noir_et_blanc(feuille):
    feuille.emulate_media(media="print")
    for cache in ("header.entete", "footer.pied", "text=Imprimer >> nth=0"):
        expect(feuille.locator(cache).first).to_be_hidden()
    couleurs = feuille.evaluate(
        """() => [...new Set([...document.querySelectorAll(".depliant *")]
            .filter(e => !e.closest("svg"))
            .flatMap(e => [getComputedStyle(e).color, getComputedStyle(e).borderTopColor]))]"""
    )
    for couleur in couleurs:
        assert len(set(re.findall(r"[\d.]+", couleur)[:3])) == 1, couleurs


def test_le_bouton_imprime_et_sans_script_on_dit_comment(feuille, navigateur, site):
    feuille.evaluate("() => { window.print = () => { document.title = 'imprimé'; }; }")
    feuille.get_by_role("button", name="Imprimer").click()
    expect(feuille).to_have_title("imprimé")
    contexte = navigateur.new_context(base_url=site, java_script_enabled=False)
    page = contexte.new_page()
    page.goto(ADRESSE)
    expect(page.get_by_text("Ctrl + P")).to_be_visible()
    contexte.close()
