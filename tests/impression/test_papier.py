"""La fiche sur le papier : imprimée en PDF par Chromium, elle tient dans les pages promises."""

import re

import pytest
from playwright.sync_api import expect

from simulateur.cpts import annuaire
from simulateur.cpts.models import Cpts
from tests.cpts.conftest import COMPLETE
from tests.cpts.images import PNG
from tests.impression.situations import COURANTES, FICHE, LONGUES, TOUTES

pytestmark = pytest.mark.navigateur
LARGEUR_A4_SANS_MARGES = 703  # 186 mm
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def pages(page, adresse: str) -> int:
    page.goto(adresse)
    return len(PAGE.findall(page.pdf(format="A4")))


def test_deux_pages_pour_tous(page_bureau):
    comptees = {nom: pages(page_bureau, f"{FICHE}?{requete}") for nom, requete in TOUTES.items()}
    assert {nom: n for nom, n in comptees.items() if n > 2} == {}


def test_deux_pages_aussi_avec_une_cpts(page_bureau):
    """Son logo, ses contacts et ceux de la CPAM, sur la fiche la plus longue comme sur les autres."""
    Cpts(**COMPLETE, logo=PNG).save()
    annuaire.oublier()
    suite = f"&cpts={COMPLETE['slug']}"
    comptees = {nom: pages(page_bureau, f"{FICHE}?{r}{suite}") for nom, r in TOUTES.items()}
    assert {nom: n for nom, n in comptees.items() if n > 2} == {}
    page_bureau.emulate_media(media="print")
    expect(page_bureau.locator(".feuille .logo-cpts")).to_be_visible()


def test_seules_les_longues_sont_serrees(page_bureau):
    page = page_bureau
    serrees = {}
    for nom, requete in TOUTES.items():
        page.goto(f"{FICHE}?{requete}")
        serrees[nom] = page.locator(".feuille-serree").count() == 1
    assert {nom for nom, serree in serrees.items() if serree} == {*LONGUES, "suivi"}


def test_aucun_tableau_ne_force_a_reduire_la_page(page_bureau):
    """Chromium réduit toute la page quand un tableau en dépasse : le texte ne ferait plus 8 points."""
    page = page_bureau
    page.emulate_media(media="print")
    page.set_viewport_size({"width": LARGEUR_A4_SANS_MARGES, "height": 1000})
    for requete in TOUTES.values():
        page.goto(f"{FICHE}?{requete}")
        assert page.evaluate("document.documentElement.scrollWidth") <= LARGEUR_A4_SANS_MARGES
        trop_petits = page.evaluate(
            """() => [...document.querySelectorAll(".feuille *")]
                .filter(e => parseFloat(getComputedStyle(e).fontSize) < 7.95 * 96 / 72)
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
                .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert trop_petits == []


def test_le_papier_ne_porte_que_la_feuille(page_bureau):
    page = page_bureau
    page.emulate_media(media="print")
    page.goto(f"{FICHE}?{COURANTES['tranche connue']}")
    for cache in ("header.entete", "footer.pied", "text=Imprimer", "text=Revenir au résultat"):
        expect(page.locator(cache).first).to_be_hidden()
    expect(page.locator(".feuille .qr svg")).to_be_visible()


def test_le_bouton_imprime(page_bureau):
    page = page_bureau
    page.goto(f"{FICHE}?{COURANTES['tranche connue']}")
    page.evaluate("() => { window.print = () => { document.title = 'imprimé'; }; }")
    expect(page.get_by_text("Ctrl + P")).to_be_hidden()
    expect(page).not_to_have_title("imprimé")
    page.get_by_role("button", name="Imprimer").click()
    expect(page).to_have_title("imprimé")


def test_sans_javascript_la_fiche_dit_comment_l_imprimer(navigateur, site):
    contexte = navigateur.new_context(base_url=site, java_script_enabled=False)
    page = contexte.new_page()
    page.goto(f"{FICHE}?{COURANTES['tranche connue']}")
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    expect(page.get_by_text("Ctrl + P")).to_be_visible()
    contexte.close()


def test_le_resultat_s_imprime_sans_formulaire_et_avec_ce_qu_on_y_a_mis(page_bureau):
    page = page_bureau
    page.emulate_media(media="print")
    page.goto(f"/simulation/resultats/?{LONGUES['tout est dit']}")
    expect(page.locator("form").first).to_be_hidden()
    expect(page.get_by_text("Ce résultat existe en fiche")).to_be_visible()
    expect(page.locator(".recapitulatif").get_by_text("2 300 €")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator("form").first).to_be_visible()
    expect(page.get_by_text("Ce résultat existe en fiche")).to_be_hidden()
    expect(page.locator(".recapitulatif").get_by_text("2 300 €")).to_be_hidden()
