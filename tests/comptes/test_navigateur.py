"""Entrer et se protéger, au clavier, sur un téléphone et sur un grand écran : accessible partout."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from simulateur.comptes import second_facteur
from tests.comptes.conftest import MOT_DE_PASSE, mot_de_passe

DEBORDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def taper(page, texte: str) -> None:
    """La frappe attend le curseur : le navigateur ne le pose qu'en dessinant la page."""
    expect(page.locator("input:focus")).to_have_count(1)
    page.keyboard.type(texte)


def valider(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def voir(page, verifier_axe, titre: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(titre)
    verifier_axe(page)
    assert not page.evaluate(DEBORDE), titre


@pytest.mark.navigateur
@pytest.mark.usefixtures("navigateur")  # avant la base : sa boucle change la connexion de ce fil
@pytest.mark.parametrize(("largeur", "theme"), [("mobile", "light"), ("bureau", "dark")])
def test_de_la_connexion_aux_codes(request, verifier_axe, compte, telephone, largeur, theme):
    """Aucun clic : le champ attendu a le curseur, Entrée valide, les boutons s'atteignent."""
    page = request.getfixturevalue(f"page_{largeur}")
    page.emulate_media(color_scheme=theme)
    page.goto("/admin/atelier/")
    voir(page, verifier_axe, "Connexion")
    taper(page, "agnes")
    page.keyboard.press("Tab")
    taper(page, "faux")
    valider(page)
    expect(page.get_by_role("alert")).to_contain_text("mot de passe")
    voir(page, verifier_axe, "Connexion")
    page.get_by_label("Nom d’utilisateur").fill("agnes")
    page.keyboard.press("Tab")
    taper(page, MOT_DE_PASSE)
    valider(page)
    page.get_by_role("link", name="Second facteur").focus()
    valider(page)
    voir(page, verifier_axe, "Second facteur")
    page.get_by_role("button", name="Activer").focus()
    valider(page)
    voir(page, verifier_axe, "Activer le second facteur")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 100
    taper(page, "000000")
    valider(page)
    expect(page.get_by_role("alert")).to_contain_text("pas le bon")
    voir(page, verifier_axe, "Activer le second facteur")
    appareil = second_facteur.en_preparation(compte)
    appareil.throttle_reset()
    page.get_by_label("Code", exact=True).fill(telephone(appareil))
    valider(page)
    voir(page, verifier_axe, "Vos codes de secours")
    codes = page.get_by_role("group", name="Vos codes").inner_text().split()
    assert len(codes) == 10
    # Un clic les choisit tous, pour les copier.
    page.get_by_role("group", name="Vos codes").click()
    assert page.evaluate("getSelection().toString()").split() == codes

    # La sortie est finie avant de revenir, et le premier champ attend la frappe.
    with page.expect_navigation():
        page.get_by_role("button", name="Déconnexion").click()
    page.goto("/admin/atelier/")
    expect(page.get_by_label("Nom d’utilisateur")).to_be_focused()
    taper(page, "agnes")
    page.keyboard.press("Tab")
    taper(page, MOT_DE_PASSE)
    valider(page)
    voir(page, verifier_axe, "Votre code")
    taper(page, "zzzz")
    valider(page)
    expect(page.get_by_role("alert")).to_contain_text("pas le bon")
    voir(page, verifier_axe, "Votre code")
    page.get_by_label("Code :", exact=True).fill(telephone(appareil, plus_tard=30))
    valider(page)
    voir(page, verifier_axe, "Atelier des barèmes")


@pytest.mark.navigateur
def test_les_autres_pages(page_mobile, verifier_axe, protege, telephone, settings):
    page, settings.SECOND_FACTEUR_OBLIGATOIRE = page_mobile, True
    page.goto("/admin/")
    taper(page, "agnes")
    page.keyboard.press("Tab")
    taper(page, MOT_DE_PASSE)
    valider(page)
    taper(page, telephone(protege.appareil))
    valider(page)
    page.goto("/admin/comptes/second-facteur/")
    voir(page, verifier_axe, "Second facteur")
    page.goto("/admin/comptes/second-facteur/codes/")
    voir(page, verifier_axe, "Tirer de nouveaux codes de secours")
    page.goto("/admin/comptes/second-facteur/retirer/")
    taper(page, "faux")
    valider(page)
    voir(page, verifier_axe, "Retirer le second facteur")
    page.get_by_label("Votre mot de passe").fill(MOT_DE_PASSE)
    valider(page)
    expect(page.get_by_text("obligatoire")).to_be_visible()
    voir(page, verifier_axe, "Second facteur")
    page.get_by_role("button", name="Se déconnecter", exact=True).focus()
    valider(page)
    for _ in range(4):  # et celui de tout à l'heure
        page.get_by_label("Nom d’utilisateur").fill("agnes")
        page.get_by_label("Mot de passe").fill("faux")
        valider(page)
    voir(page, verifier_axe, "Trop d’essais")


@pytest.mark.vnu
@pytest.mark.django_db
def test_html_valide(verifier_html, protege, telephone):
    client = Client()
    pages = {"connexion": client.get("/admin/login/"), "fausse": mot_de_passe(client, valeur="x")}
    mot_de_passe(client)
    adresse = "/admin/comptes/code/"
    pages |= {"code": client.get(adresse), "code faux": client.post(adresse, {"code": "zz"})}
    client.post(adresse, {"code": telephone(protege.appareil)})
    base = "/admin/comptes/second-facteur/"
    pages |= {
        "état": client.get(base),
        "codes": client.post(f"{base}codes/", {"mot_de_passe": MOT_DE_PASSE}),
        "retirer": client.post(f"{base}retirer/", {"mot_de_passe": "x"}),
    }
    client.post(f"{base}retirer/", {"mot_de_passe": MOT_DE_PASSE})
    pages["sans"] = client.get(base)
    client.post(f"{base}commencer/")
    pages["activer"] = client.post(f"{base}activer/", {"code": ""})
    verifier_html({nom: page.text for nom, page in pages.items()})
