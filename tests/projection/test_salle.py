"""Dans un vrai navigateur, aux mesures d'un projecteur : rien ne déborde, les touches avancent."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.projection import salles

pytestmark = pytest.mark.navigateur
PROJECTEURS = ((1280, 720), (1920, 1080))
ADRESSE = f"{salles.RESULTAT}?{salles.DIFFICILES['tranche connue']}"
GROUPE = f"{salles.GROUPE}?{salles.GROUPES['dix médecins']}"
DEBORDENT = """([largeur, hauteur]) => [...document.querySelectorAll(".ecran")].filter(ecran => {
    const {height} = ecran.getBoundingClientRect();
    const dehors = [...ecran.querySelectorAll("*")].some(e => {
        const cadre = e.getBoundingClientRect();
        return cadre.right > largeur + 0.5 && !e.closest("svg");
    });
    const coupe = [...ecran.querySelectorAll("*")].some(e =>
        getComputedStyle(e).overflowY === "auto" && e.scrollHeight > e.clientHeight + 1);
    return Math.abs(height - hauteur) > 0.6 || dehors || coupe;
}).map(ecran => `${ecran.id} : ${ecran.getBoundingClientRect().height}`)"""
PETITS = """() => [...document.querySelectorAll(".idee *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .filter(e => !e.closest(".lu-seulement, svg") && parseFloat(getComputedStyle(e).fontSize) < 18)
    .map(e => e.outerHTML.slice(0, 80))"""
A_L_ECRAN = """() => {
    const hauts = [...document.querySelectorAll(".ecran")]
        .map(e => [Math.abs(e.getBoundingClientRect().top), e.id]);
    const [ecart, nom] = hauts.sort((a, b) => a[0] - b[0])[0];
    return ecart < 2 ? nom : `entre deux, près de ${nom}`;
}"""
FOCUS = "document.activeElement.closest('.ecran')?.id"
PAGE_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture
def salle(page_bureau) -> Page:
    page_bureau.set_viewport_size({"width": 1280, "height": 720})
    return page_bureau


@pytest.mark.parametrize("mesures", PROJECTEURS, ids=str)
def test_chaque_ecran_tient_dans_la_fenetre(salle, mesures):
    salle.set_viewport_size(dict(zip(("width", "height"), mesures, strict=True)))
    fautes = {}
    for nom, adresse in salles.toutes().items():
        salle.goto(adresse)
        trouvees = salle.evaluate(DEBORDENT, list(mesures)) + salle.evaluate(PETITS)
        if trouvees or not salle.locator(".ecran").count():
            fautes[nom] = trouvees
    assert fautes == {}


def verifier_ou(page: Page, nom: str) -> None:
    page.wait_for_function(f"() => ({A_L_ECRAN})() === {nom!r}")
    assert page.evaluate(FOCUS) == nom
    # Pas page.url, que le navigateur lui dit plus tard.
    assert page.evaluate("location.hash") == f"#{nom}"


def test_les_touches_avancent_et_reculent(salle):
    salle.goto(ADRESSE)
    noms = salle.locator(".ecran").evaluate_all("tous => tous.map(e => e.id)")
    rang = 0
    suite = [
        ("ArrowRight", 1), ("PageDown", 1), ("ArrowDown", 1), ("Space", 1), ("PageUp", -1),
        ("ArrowLeft", -1), ("ArrowUp", -1), ("Space", 1), ("Shift+Space", -1),
    ]  # fmt: skip
    for touche, pas in suite:
        salle.keyboard.press(touche)
        rang += pas
        verifier_ou(salle, noms[rang])
    for touche, nom in (("End", noms[-1]), ("PageDown", noms[-1]), ("Home", noms[0])):
        salle.keyboard.press(touche)
        verifier_ou(salle, nom)
    salle.keyboard.press("PageUp")
    verifier_ou(salle, noms[0])
    expect(salle.locator(f"#{noms[0]} .rang")).to_have_text(f"1 / {len(noms)}")


def test_recharger_revient_au_meme_ecran_et_echap_au_resultat(salle):
    salle.goto(ADRESSE)
    noms = salle.locator(".ecran").evaluate_all("tous => tous.map(e => e.id)")
    for nom in noms[1:4]:
        salle.keyboard.press("PageDown")
        verifier_ou(salle, nom)
    salle.reload()
    salle.wait_for_function(f"() => ({A_L_ECRAN})() === {noms[3]!r}")
    salle.keyboard.press("PageDown")
    verifier_ou(salle, noms[4])
    salle.keyboard.press("Escape")
    salle.wait_for_url(re.compile(re.escape(salles.RESULTATS)))
    expect(salle.locator(".verdict")).to_be_visible()


def test_les_liens_et_la_molette_changent_d_ecran(salle):
    salle.goto(GROUPE)
    salle.locator("#groupe_question").get_by_role("link", name="suivant").click()
    verifier_ou(salle, "groupe_deux")
    salle.evaluate("document.querySelector('#groupe_part').scrollIntoView()")
    salle.wait_for_function("() => location.hash === '#groupe_part'")
    salle.keyboard.press("PageDown")
    verifier_ou(salle, "chez_vous")


def test_les_touches_d_un_champ_et_les_raccourcis_restent_au_navigateur(salle):
    salle.goto(ADRESSE)
    salle.evaluate(
        """() => {
            const champ = document.createElement("input");
            document.querySelector("#verdict").append(champ);
            champ.focus();
        }"""
    )
    for touche in ("a", "Space", "b", "ArrowRight", "End", "PageDown", "Escape"):
        salle.keyboard.press(touche)
    assert salle.locator("#verdict input").input_value() == "a b"
    assert "#" not in salle.url
    assert salle.url.partition("?")[0].endswith(salles.RESULTAT)
    salle.locator("#verdict input").evaluate("champ => champ.blur()")
    salle.keyboard.press("Alt+PageDown")
    assert "#" not in salle.url


def test_au_telephone_les_fleches_font_defiler_la_page(page_mobile):
    page_mobile.goto(ADRESSE)
    page_mobile.keyboard.press("PageDown")
    page_mobile.wait_for_function("() => scrollY > 0")
    assert page_mobile.evaluate(FOCUS) is None


def test_le_mouvement_se_demande(navigateur, site):
    """Sans préférence, on glisse d'un écran à l'autre ; sinon on y saute."""
    voulus = {}
    for reglage in ("reduce", "no-preference"):
        contexte = navigateur.new_context(
            base_url=site, reduced_motion=reglage, viewport={"width": 1280, "height": 720}
        )
        page = contexte.new_page()
        page.goto(ADRESSE)
        page.evaluate(
            "() => { Element.prototype.scrollIntoView = o => { document.title = o.behavior; }; }"
        )
        page.keyboard.press("PageDown")
        voulus[reglage] = page.title()
        contexte.close()
    assert voulus == {"reduce": "auto", "no-preference": "smooth"}


def test_sans_javascript_les_liens_suffisent(navigateur, site):
    contexte = navigateur.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 1280, "height": 720}
    )
    page = contexte.new_page()
    page.goto(GROUPE)
    noms = page.locator(".ecran").count()
    for rang in range(1, noms):
        page.locator(".ecran").nth(rang - 1).get_by_role("link", name="suivant").click()
        cadre = page.locator(".ecran").nth(rang).bounding_box()
        assert abs(cadre["y"]) < 2, rang
    page.locator(".ecran").nth(noms - 1).get_by_role("link", name="quitter").click()
    assert page.url.partition("?")[0].endswith(salles.PAGE_GROUPE)
    contexte.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_accessible_dans_les_deux_themes(salle, verifier_axe, theme):
    salle.emulate_media(color_scheme=theme)
    for adresse in (ADRESSE, GROUPE, f"{salles.RESULTAT}?{salles.DIFFICILES['refus']}"):
        salle.goto(adresse)
        verifier_axe(salle)


@pytest.mark.parametrize("adresse", [ADRESSE, GROUPE], ids=["résultat", "groupe"])
def test_imprimee_un_ecran_par_page_en_paysage(salle, adresse):
    salle.goto(adresse)
    ecrans = salle.locator(".ecran").count()
    pdf = salle.pdf(prefer_css_page_size=True)
    assert len(PAGE_PDF.findall(pdf)) == ecrans
    cadres = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    assert cadres
    assert all(float(largeur) > float(hauteur) for largeur, hauteur in cadres)
    salle.emulate_media(media="print")
    salle.set_viewport_size({"width": 1122, "height": 793})
    coupes = salle.evaluate(
        "[...document.querySelectorAll('.ecran')]"
        ".filter(e => e.scrollHeight > e.clientHeight + 1).map(e => e.id)"
    )
    assert coupes == []


def test_rien_ne_reste_dans_le_navigateur(salle):
    salle.goto(ADRESSE)
    salle.keyboard.press("PageDown")
    assert salle.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
