"""Le simulateur dans la page d'un autre site, dans un vrai navigateur."""

import shutil

import pytest
from playwright.sync_api import Page, expect

from simulateur.cpts import annuaire

pytestmark = pytest.mark.navigateur
CADRE = "iframe[title*='Simulateur']"
RESULTAT = (
    "simulation/resultats/?date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale"
)


def extrait(page: Page, site: str, suite: str = "?cpts=ma-cpts") -> str:
    """Ce que la page pour les webmestres donne à copier."""
    page.goto(f"{site}/integration/{suite}")
    return page.get_by_label("À coller").input_value()


def encadrer(hote, visiter, site: str, suite: str = "?cpts=ma-cpts") -> None:
    with visiter(f"{site}/") as (page, _):
        colle = extrait(page, site, suite)
    hote.html = (
        '<!DOCTYPE html><html lang="fr"><title>Ma CPTS</title><body><h1>Ma CPTS</h1>'
        f"<p>Un paragraphe.</p>{colle}</body></html>"
    )


def aller_au_resultat(page: Page):
    """Tout le parcours, dans le cadre."""
    cadre = page.frame_locator(CADRE)
    cadre.get_by_label("Médecine générale", exact=True).check()
    cadre.get_by_label("Secteur 1").check()
    expect(cadre.locator("#apercu")).to_contain_text("€")  # un échange, par htmx
    cadre.get_by_role("button", name="Continuer", exact=True).last.click()
    cadre.get_by_label("Combien de patients vous ont choisi").press_sequentially("1300")
    expect(cadre.locator("#apercu")).to_contain_text("Vous pourriez signer")
    cadre.get_by_role("button", name="Continuer", exact=True).last.click()
    cadre.get_by_role("button", name="Voir le résultat").click()
    expect(cadre.get_by_role("heading", level=1)).to_contain_text("€")
    return cadre


def hauteur_suivie(page: Page) -> bool:
    """Le cadre a la hauteur de son contenu, à l'arrondi près : rien n'y défile."""
    dedans = page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
    return abs(page.locator(CADRE).bounding_box()["height"] - dedans) <= 2


def attendre_la_hauteur(page: Page) -> None:
    for _ in range(50):
        if hauteur_suivie(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError("le cadre n'a pas suivi son contenu")


def test_dans_un_site_permis_jusqu_au_resultat(site, hote, cpts, visiter):
    encadrer(hote, visiter, site)
    with visiter(hote.origine, viewport={"width": 900, "height": 700}) as (page, plaintes):
        hauteurs = set()
        attendre_la_hauteur(page)
        hauteurs.add(page.locator(CADRE).bounding_box()["height"])
        cadre = aller_au_resultat(page)
        attendre_la_hauteur(page)
        hauteurs.add(page.locator(CADRE).bounding_box()["height"])
        assert len(hauteurs) == 2
        # La page suivante se lit depuis son début.
        assert page.locator(CADRE).bounding_box()["y"] >= -1
        expect(cadre.get_by_text("Ma CPTS").first).to_be_visible()
        expect(cadre.get_by_text("01 02 03 04 05")).to_be_visible()
        # Un repli qui s'ouvre change la hauteur sans changer de page.
        avant = page.locator(CADRE).bounding_box()["height"]
        cadre.locator("details > summary").first.click()
        page.wait_for_function(
            "([choix, avant]) => document.querySelector(choix).clientHeight !== avant",
            arg=[CADRE, avant],
        )
        attendre_la_hauteur(page)
        # Ce qui se partage est la page entière, ce qui sort s'ouvre ailleurs.
        assert "/embed/" not in cadre.get_by_label("L’adresse de ce résultat").input_value()
        with page.context.expect_page() as ouverte:
            cadre.get_by_role("link", name="Imprimer la fiche").click()
        expect(ouverte.value.locator(".feuille")).to_contain_text("Ma CPTS")
        assert "/embed/" not in ouverte.value.url
        assert plaintes == []


@pytest.mark.parametrize("suite", ["?cpts=ma-cpts", ""])
def test_un_site_non_permis_est_refuse(site, hote, cpts, visiter, suite):
    encadrer(hote, visiter, site, suite)
    cpts.origines = "https://autre.exemple.fr"
    cpts.save()
    annuaire.oublier()
    with visiter(hote.origine) as (page, plaintes):
        page.wait_for_timeout(500)
        assert page.frames[1].url.startswith("chrome-error://")
        assert any("frame-ancestors" in plainte for plainte in plaintes)


def test_hors_de_embed_personne_n_encadre(site, hote, cpts, visiter):
    hote.html = f'<!DOCTYPE html><iframe src="{site}/simulation/profil/?cpts=ma-cpts"></iframe>'
    with visiter(hote.origine) as (page, plaintes):
        page.wait_for_timeout(500)
        assert page.frames[1].url.startswith("chrome-error://")
        assert plaintes


def test_sans_cookie_ni_stockage_de_tiers(playwright_bloque, site, hote, cpts, visiter):
    """Le réglage « bloquer les cookies tiers » refuse aussi tout stockage dans un cadre."""
    encadrer(hote, visiter, site)
    with visiter(hote.origine, chromium=playwright_bloque) as (page, plaintes):
        cadre = aller_au_resultat(page)
        expect(cadre.get_by_text("01 02 03 04 05")).to_be_visible()
        assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
        assert plaintes == []


def test_dans_un_cadre_sans_aucun_stockage(site, hote, cpts, visiter):
    """`document.cookie` et `localStorage` y lèvent une erreur : rien de chez nous n'y touche."""
    encadrer(hote, visiter, site)
    lus = """(() => {
        window.touches = [];
        const fermer = (objet, nom) => Object.defineProperty(objet, nom, { configurable: true, get() {
            touches.push(nom);
            throw new DOMException("refusé", "SecurityError");
        } });
        for (const nom of ["localStorage", "sessionStorage", "indexedDB", "caches"]) fermer(window, nom);
        fermer(document, "cookie");
    })()"""
    with visiter(hote.origine) as (page, plaintes):
        page.context.add_init_script(lus)
        page.reload()
        aller_au_resultat(page)
        assert page.frames[1].evaluate("touches") == []
        assert plaintes == []


def test_sans_notre_script_le_cadre_garde_sa_hauteur(site, hote, cpts, visiter):
    encadrer(hote, visiter, site)
    hote.html = hote.html.partition("<script")[0]
    with visiter(hote.origine) as (page, plaintes):
        expect(page.frame_locator(CADRE).get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_timeout(300)
        assert page.locator(CADRE).evaluate("c => c.clientHeight") == 900
        assert plaintes == []


@pytest.mark.parametrize("permis", [True, False])
def test_la_hauteur_ne_va_qu_a_qui_est_permis_et_la_demande(site, hote, cpts, visiter, permis):
    """Ni à un autre message, ni à une page que le navigateur aurait laissé encadrer malgré tout."""

    def autres_parents(route):
        reponse = route.fetch()
        html = reponse.text().replace(f'="{hote.origine}"', '="https://x.fr"')
        route.fulfill(response=reponse, body=html)

    adresse = f"{site}/embed/simulation/profil/?cpts=ma-cpts"
    hote.html = f'<!DOCTYPE html><iframe title="Simulateur" src="{adresse}"></iframe>'
    with visiter(hote.origine) as (page, plaintes):
        if not permis:
            page.route("**/embed/**", autres_parents)
            page.reload()
        expect(page.frame_locator(CADRE).get_by_role("heading", level=1)).to_be_visible()
        page.evaluate("window.recus = []; addEventListener('message', (m) => recus.push(m.data));")
        demander = "texte => document.querySelector('iframe').contentWindow.postMessage(texte, '*')"
        page.evaluate(demander, "donne-moi tout")
        page.wait_for_timeout(200)
        assert page.evaluate("recus") == []
        page.evaluate(demander, "simulateur-assistant : hauteur ?")
        page.wait_for_timeout(200)
        recus = page.evaluate("recus")
        assert [list(recu["simulateurAssistant"]) for recu in recus] == [["hauteur"]] * permis
        assert plaintes == []


def test_un_autre_cadre_ne_change_pas_le_notre(site, hote, cpts, visiter):
    """Une page tierce qui imite notre message n'est pas crue : son origine n'est pas la nôtre."""
    encadrer(hote, visiter, site)
    with visiter(hote.origine) as (page, _):
        attendre_la_hauteur(page)
        page.evaluate("postMessage({ simulateurAssistant: { hauteur: 5000 } }, '*')")
        page.wait_for_timeout(200)
        assert hauteur_suivie(page)


def test_sans_javascript(site, hote, cpts, visiter):
    encadrer(hote, visiter, site)
    with visiter(hote.origine, java_script_enabled=False) as (page, _):
        cadre = page.frame_locator(CADRE)
        cadre.get_by_label("Médecine générale", exact=True).check()
        cadre.get_by_label("Secteur 1").check()
        cadre.get_by_role("button", name="Continuer", exact=True).last.click()
        cadre.get_by_label("Combien de patients vous ont choisi").fill("1300")
        cadre.get_by_role("button", name="Continuer", exact=True).last.click()
        cadre.get_by_role("button", name="Voir le résultat").click()
        expect(cadre.get_by_role("heading", level=1)).to_contain_text("€")
        expect(cadre.get_by_text("01 02 03 04 05")).to_be_visible()


def test_la_page_d_integration_montre_et_copie(site, cpts, visiter):
    with visiter(f"{site}/integration/?cpts=ma-cpts") as (page, plaintes):
        cadre = aller_au_resultat(page)
        expect(cadre.get_by_text("01 02 03 04 05")).to_be_visible()
        attendre_la_hauteur(page)
        page.get_by_role("button", name="Copier l’extrait").click()
        expect(page.get_by_role("status")).not_to_be_empty()
        assert plaintes == []


@pytest.fixture
def playwright_bloque(navigateur):
    """Chromium qui refuse cookies et stockage à tout cadre d'un autre site."""
    autre = navigateur.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-dev-shm-usage", "--test-third-party-cookie-phaseout"],
    )
    yield autre
    autre.close()
