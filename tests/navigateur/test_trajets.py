"""De l'accueil au résultat : au doigt, au clavier seul, sans JavaScript."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.navigateur

TOUCHERS_MAXIMAUX = 12


def reponses(page: Page) -> dict[str, str]:
    return {cle: valeurs[-1] for cle, valeurs in parse_qs(urlsplit(page.url).query).items()}


def verifier_resultat(page: Page) -> None:
    expect(page).to_have_url(re.compile("/simulation/resultats/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("38\u202f000\u202f€")
    lues = reponses(page)
    assert (lues["pmt"], lues["file_active"]) == ("1300", "1700")
    assert (lues["specialite"], lues["secteur"]) == ("medecine-generale", "1")
    montants = page.locator("#s-annees ~ div tbody data").evaluate_all(
        "donnees => donnees.map(donnee => donnee.value)"
    )
    assert montants == ["38000.00", "28000.00", "22000.00", "22000.00", "22000.00"]


def test_un_generaliste_lit_son_aide_en_douze_touchers_au_telephone(page_mobile, capsys):
    page, touchers = page_mobile, 0

    def toucher(cible) -> None:
        nonlocal touchers
        cible.tap()
        touchers += 1

    def taper(etiquette: str, texte: str) -> None:
        toucher(page.get_by_label(etiquette))
        page.keyboard.type(texte)

    page.goto("/")
    toucher(page.get_by_role("link", name="Commencer la simulation").first)
    toucher(page.get_by_label("Médecine générale", exact=True))
    toucher(page.get_by_label("Secteur 1"))
    toucher(page.get_by_role("button", name="Continuer"))
    taper("Combien de patients vous ont choisi", "1300")
    taper("Combien de patients différents", "1700")
    toucher(page.get_by_role("button", name="Continuer"))
    toucher(page.get_by_role("button", name="Voir le résultat"))
    verifier_resultat(page)
    with capsys.disabled():
        print(f"\n  généraliste, accueil → résultat : {touchers} touchers", end="")  # noqa: T201 - le compte se lit à l’écran
    assert touchers <= TOUCHERS_MAXIMAUX


def test_au_clavier_seul_de_l_accueil_au_resultat(page_bureau):
    page = page_bureau
    clavier = page.keyboard

    def aller_a(condition: str, essais: int = 60) -> None:
        """Tab jusqu'à l'élément ; à chaque pas, le focus se voit."""
        for _ in range(essais):
            clavier.press("Tab")
            if page.evaluate(f"e => document.activeElement.matches({condition!r})"):
                visible = page.evaluate(
                    """() => {
                        // Une carte se cerne tout entière quand son bouton a le focus.
                        const lui = document.activeElement;
                        const style = getComputedStyle(lui.closest(".option") || lui);
                        return style.outlineStyle !== "none"
                            || lui.matches(".form-control") && style.boxShadow !== "none";
                    }"""
                )
                assert visible, f"le focus ne se voit pas sur {condition}"
                return
        raise AssertionError(f"{condition} hors d'atteinte au clavier")

    page.goto("/")
    clavier.press("Tab")
    assert page.evaluate("document.activeElement.className") == "evitement"
    aller_a("a.btn-primary")
    clavier.press("Enter")
    page.wait_for_url("**/profil/**")
    aller_a("[name=specialite]")
    clavier.press("Space")
    aller_a("[name=secteur]")
    clavier.press("Space")
    aller_a("[name=contrat]")
    clavier.press("ArrowDown")
    expect(page.locator("#id_contrat_signature")).to_be_visible()
    expect(page.locator("[name=contrat]:checked")).to_be_focused()
    clavier.press("ArrowUp")
    expect(page.locator("#id_contrat_signature")).to_have_count(0)
    aller_a("button.btn-primary")
    clavier.press("Enter")
    page.wait_for_url("**/patientele/**")
    aller_a("#id_pmt")
    clavier.type("1300")
    aller_a("#id_file_active")
    clavier.type("1700")
    clavier.press("Enter")
    page.wait_for_url("**/option/**")
    aller_a("[name=option]")
    clavier.press("ArrowUp")
    expect(page.locator("[name=option]:checked")).to_have_value("0.5")
    clavier.press("ArrowDown")
    expect(page.locator("[name=option]:checked")).to_have_value("1")
    aller_a("button.btn-primary")
    clavier.press("Enter")
    verifier_resultat(page)


@pytest.fixture
def page_sans_javascript(navigateur, site):
    contexte = navigateur.new_context(
        base_url=site, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    contexte.set_default_timeout(10_000)
    yield contexte.new_page()
    contexte.close()


def test_sans_javascript_tout_le_trajet_recherche_comprise(page_sans_javascript):
    page = page_sans_javascript
    page.goto("/")
    page.get_by_role("link", name="Commencer la simulation").first.click()
    page.get_by_text("Une autre spécialité").click()
    page.get_by_label("Chercher par son nom").fill("nez gorge")
    page.get_by_label("Chercher par son nom").fill("orl")
    page.get_by_role("button", name="Chercher").click()
    liste = page.locator("#specialites .form-check")
    expect(liste).to_have_count(1)
    page.get_by_label("Oto-rhino-laryngologie").check()
    page.get_by_label("Secteur 1").check()
    page.get_by_label("J’en ai eu un, il est terminé").check()
    page.get_by_role("button", name="Continuer").click()
    # Les questions que ces réponses ouvrent sont posées avant d'aller plus loin.
    expect(page).to_have_url(re.compile("/simulation/profil/"))
    page.get_by_label("Quand ce contrat s’est-il terminé").fill("01/02/2024")
    page.get_by_label("Quelle part de vos honoraires").fill("85")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Combien de patients différents").fill("2 500")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Voir le résultat").click()
    expect(page).to_have_url(re.compile("/simulation/resultats/"))
    lues = reponses(page)
    assert lues["specialite"] == "orl"
    assert lues["contrat_fin"] == "2024-02-01"
    assert lues["part_clinique"] == "85"
    assert lues["file_active"] == "2500"
    expect(page.get_by_role("heading", level=1)).to_contain_text("€")
    page.get_by_role("link", name="Modifier : Combien de patients différents").click()
    page.get_by_label("Combien de patients différents").fill("deux mille")
    page.get_by_role("button", name="Revenir au résultat").click()
    expect(page.locator(".resume-erreurs")).to_be_visible()
    expect(page.get_by_label("Combien de patients différents")).to_have_value("deux mille")
