"""La page d'un fichier dans un vrai navigateur : au téléphone et au bureau, avec et sans JavaScript."""

import pytest

from scripts.outils.axe import CONTRASTES
from tests.lot.conftest import PAGE, en_csv

pytestmark = pytest.mark.navigateur
TETE = ["nom", "specialite", "secteur", "pmt", "file_active"]
MEDECINS = [
    ["Anne", "medecine-generale", "1", 1300, 1700],
    ["Bruno", "medecine-generale", "1", 700, 900],
    ["Chloé", "medecine-generale", "9", "beaucoup", ""],
    ["DenisAlexandreMaximilienEmmanuelChristophe", "cardiologie", "2", "", 2100],
] * 15
FICHIER = {"name": "medecins.csv", "mimeType": "text/csv", "buffer": en_csv(TETE, *MEDECINS)}


DEFILENT = """() => [...document.querySelectorAll(".defile")]
    .filter(d => d.scrollWidth > d.clientWidth).map(d => d.getAttribute("aria-label"))"""


def remplir(page):
    page.goto(PAGE)
    page.get_by_label("Votre fichier", exact=True).set_input_files(FICHIER)
    page.get_by_label("Ordre des lignes").select_option("seuil")
    page.get_by_role("button", name="Calculer").click()
    page.get_by_role("heading", name="Ligne à ligne").wait_for()


def sans_debord(page):
    large = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= large


@pytest.mark.parametrize("appareil", ["mobile", "bureau"])
def test_du_formulaire_au_resultat(request, appareil, verifier_axe):
    page = request.getfixturevalue(f"page_{appareil}")
    page.goto(PAGE)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    _juger(page, verifier_axe)
    remplir(page)
    _juger(page, verifier_axe)
    _sur_papier(page)
    # Seul le dernier pas de l'avancement se voit.
    assert page.locator(".avancement > p:visible").all_inner_texts()[0].startswith("60 lignes lues")
    assert page.locator(".avancement > p:visible").count() == 1
    assert "Bruno" in page.locator("table.lot tbody th").first.inner_text()
    with page.expect_popup() as onglet:
        page.get_by_role("link", name="Ligne 2, Anne").click()
    assert "38\u202f000\u202f€" in onglet.value.locator("main").inner_text()


def _juger(page, verifier_axe):
    sans_debord(page)
    # L'ombre des tableaux est un dégradé : axe ne jugerait plus aucun contraste devant elle.
    page.evaluate("document.querySelectorAll('.defile').forEach(d => d.style.background = 'none')")
    verifier_axe(page)
    page.emulate_media(color_scheme="dark")
    verifier_axe(page, CONTRASTES)
    page.emulate_media(color_scheme="light")


def _sur_papier(page):
    """Une feuille A4 ne défile pas : le tableau y tient, le nom le plus long compris."""
    ecran = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 900})
    sans_debord(page)
    page.emulate_media(media="screen")
    page.set_viewport_size(ecran)


def test_au_telephone_une_ligne_se_lit_sans_defiler(page_mobile):
    remplir(page_mobile)
    assert page_mobile.evaluate(DEFILENT) == []


def test_un_refus_se_dit_au_champ(page_mobile, verifier_axe):
    page_mobile.goto(PAGE)
    page_mobile.get_by_label("Votre fichier", exact=True).set_input_files(
        {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG\0\0"}
    )
    page_mobile.get_by_role("button", name="Calculer").click()
    alerte = page_mobile.locator(".resume-erreurs")
    assert "ni un CSV ni un classeur" in alerte.inner_text()
    assert page_mobile.title().startswith("Erreur")
    verifier_axe(page_mobile)


@pytest.fixture(params=[360, 1280])
def page_sans_script(request, navigateur, site):
    contexte = navigateur.new_context(
        base_url=site,
        java_script_enabled=False,
        locale="fr-FR",
        viewport={"width": request.param, "height": 800},
    )
    contexte.set_default_timeout(10_000)
    yield contexte.new_page()
    contexte.close()


def test_sans_javascript(page_sans_script):
    page = page_sans_script
    remplir(page)
    assert page.get_by_role("heading", name="Lignes à corriger").is_visible()
    assert page.locator(".avancement > p:visible").count() == 1
    assert page.get_by_role("row", name="Non éligible").first.is_visible()


def test_un_fichier_rendu_se_telecharge(page_bureau):
    page_bureau.goto(PAGE)
    page_bureau.get_by_label("Votre fichier", exact=True).set_input_files(FICHIER)
    page_bureau.get_by_label("Dans un classeur XLSX").check()
    with page_bureau.expect_download() as recu:
        page_bureau.get_by_role("button", name="Calculer").click()
    assert recu.value.suggested_filename.startswith("estimations-")
    assert recu.value.suggested_filename.endswith(".xlsx")
