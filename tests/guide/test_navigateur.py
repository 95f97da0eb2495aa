"""Le guide dans un vrai navigateur : ouvert sur place, sans rien perdre ; cherché à mesure ; accessible."""

import re

import pytest
from playwright.sync_api import expect

from .conftest import DECLAREE, PAGES, publier

# Le navigateur, puis la base.
pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("navigateur", "site", "guide")]
PMT = "/guide/pmt-et-file-active/"
PATIENTELE = "/simulation/patientele/?secteur=1&specialite=medecine-generale"
RESULTAT = (
    "/simulation/resultats/?date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale"
)
TITRE = "PMT et file active : deux façons de vous compter"


def sous(page, question: str):
    """Le lien vers le guide sous une question."""
    return page.locator(f"#div_id_{question} [data-extrait]")


def test_l_extrait_s_ouvre_sous_la_question_et_ce_qui_est_tape_reste(page_bureau):
    page = page_bureau
    page.goto(PATIENTELE)
    champ = page.get_by_label("Combien de patients vous ont choisi")
    champ.fill("1300")
    expect(page).to_have_url(re.compile("pmt=1300"))
    adresse, demandees = page.url, []
    page.on("request", lambda requete: demandees.append(requete.url))
    sous(page, "pmt").click()
    extrait = page.locator("#div_id_pmt .extrait")
    expect(extrait).to_contain_text(DECLAREE)
    # Ce qui s'ouvre est dit : le focus va à son titre, dans une région nommée.
    expect(extrait.locator(".titre")).to_be_focused()
    expect(page.get_by_role("region", name="Extrait du guide")).to_be_visible()
    expect(sous(page, "pmt")).to_have_attribute("aria-expanded", "true")
    # Rien n'est parti avec la demande, rien n'a bougé.
    assert [url.partition("/guide/")[2] for url in demandees if "/guide/" in url] == [
        f"{PMT}extrait/".removeprefix("/guide/")
    ]
    assert page.url == adresse
    expect(champ).to_have_value("1300")
    # On continue de répondre, l'extrait ouvert.
    page.get_by_label("Combien de patients différents").fill("1700")
    expect(page).to_have_url(re.compile("file_active=1700"))
    expect(champ).to_have_value("1300")
    expect(extrait).to_be_visible()
    page.get_by_role("button", name="Fermer").click()
    expect(extrait).to_have_count(0)
    expect(sous(page, "pmt")).to_be_focused()
    assert sous(page, "pmt").get_attribute("aria-expanded") is None


def test_un_seul_extrait_a_la_fois_et_le_lien_le_referme(page_mobile):
    page = page_mobile
    publier(
        [
            {**PAGES[0], "ancres": ["question:pmt"]},
            {**PAGES[1], "ancres": ["question:file_active"]},
        ]
    )
    page.goto(PATIENTELE)
    sous(page, "pmt").tap()
    expect(page.locator("#div_id_pmt .extrait")).to_be_visible()
    sous(page, "file_active").tap()
    expect(page.locator("#div_id_file_active .extrait")).to_be_visible()
    expect(page.locator(".extrait")).to_have_count(1)
    sous(page, "file_active").tap()
    expect(page.locator(".extrait")).to_have_count(0)


def test_une_frappe_pendant_le_chargement_ne_perd_ni_l_extrait_ni_la_frappe(page_bureau):
    page = page_bureau
    page.goto(PATIENTELE)
    retenus = []

    def retenir(route) -> None:
        retenus.append(route)

    page.route("**/extrait/", retenir)
    sous(page, "pmt").click()
    champ = page.get_by_label("Combien de patients différents")
    champ.fill("1700")
    while not retenus:
        page.wait_for_timeout(20)
    expect(page).to_have_url(re.compile("file_active=1700"))
    retenus[0].continue_()
    expect(page.locator("#div_id_pmt .extrait")).to_be_visible()
    expect(champ).to_have_value("1700")


def test_dans_le_resultat_l_extrait_s_ouvre_et_se_referme_quand_tout_se_refait(page_bureau):
    page = page_bureau
    page.goto(RESULTAT)
    lien = page.locator("section[aria-labelledby=s-suivi] > .comprendre > a")
    lien.click()
    expect(page.locator(".extrait")).to_contain_text("patientèle observée")
    page.get_by_role("link", name="Lire la page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Et si je n’atteins pas l’objectif ?")
    page.goto(f"{RESULTAT}&vue=suivi")
    lien.click()
    expect(page.locator(".extrait")).to_be_visible()
    champ = page.locator("#id_pmt_an3")
    champ.fill("1310")
    expect(page.locator("#annonce")).to_contain_text("Résultat recalculé")
    expect(page.locator(".extrait")).to_have_count(0)
    expect(champ).to_have_value("1310")


def test_sous_un_cadre_l_extrait_s_ouvre_aussi(page_bureau):
    page_bureau.goto(f"/embed{PATIENTELE}")
    sous(page_bureau, "pmt").click()
    expect(page_bureau.locator("#div_id_pmt .extrait")).to_contain_text(DECLAREE)


def test_la_recherche_suit_ce_qu_on_tape(page_bureau):
    page = page_bureau
    page.goto("/guide/")
    champ = page.get_by_role("searchbox")
    champ.click()
    expect(champ).to_be_focused()
    champ.press_sequentially("teletravial", delay=15)
    expect(page.locator("#pages h3")).to_have_text(["Le télétravail est-il possible ?"])
    expect(page.get_by_role("status")).to_have_text("1 page pour « teletravial ».")
    expect(page).to_have_url(re.compile(r"/guide/\?q=teletravial$"))
    # Le champ n'a pas été remplacé : on y tape encore.
    expect(champ).to_be_focused()
    page.reload()
    expect(champ).to_have_value("teletravial")
    champ.fill("")
    expect(page.locator("#pages h2").first).to_have_text("Votre patientèle")


def test_sans_javascript(navigateur, site):
    contexte = navigateur.new_context(base_url=site, java_script_enabled=False)
    page = contexte.new_page()
    page.goto("/guide/")
    page.get_by_role("searchbox").fill("objectif atteint")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("link", name="Et si je n’atteins pas l’objectif ?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Et si je n’atteins pas l’objectif ?")
    page.goto(PATIENTELE)
    sous(page, "pmt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITRE)
    contexte.close()


@pytest.mark.parametrize("appareil", ["mobile", "bureau"])
@pytest.mark.parametrize("couleurs", ["light", "dark"])
def test_accessible(request, verifier_axe, appareil, couleurs):
    page = request.getfixturevalue(f"page_{appareil}")
    page.emulate_media(color_scheme=couleurs)
    for adresse in ("/guide/", "/guide/?q=objectif", PMT, "/guide/inconnue/"):
        page.goto(adresse)
        page.evaluate(
            "document.querySelectorAll('.defile').forEach(d => d.style.background = 'none')"
        )
        verifier_axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    for adresse, lien in ((PATIENTELE, "#div_id_pmt [data-extrait]"), (RESULTAT, "[data-extrait]")):
        page.goto(adresse)
        page.locator(lien).first.click()
        expect(page.locator(".extrait")).to_be_visible()
        page.evaluate(
            "document.querySelectorAll('.defile').forEach(d => d.style.background = 'none')"
        )
        verifier_axe(page)


def test_sur_papier_il_ne_reste_que_le_texte_et_ses_sources(page_bureau):
    page = page_bureau
    page.emulate_media(media="print")
    page.goto(PMT)
    expect(page.get_by_text("Un bébé compte pour un.")).to_be_visible()
    expect(page.get_by_role("heading", name="Les sources de cette page")).to_be_visible()
    for cache in (".fil", ".article > aside", ".etiquettes", "#ensuite", ".entete nav"):
        expect(page.locator(cache).first).to_be_hidden()
    # L'adresse d'une source se lit dans la liste, pas à chaque passage.
    apres = "e => getComputedStyle(e, '::after').content"
    assert page.locator(".preuve a").first.evaluate(apres) == "none"
    assert "http" in page.locator("section[aria-labelledby=sources] li a").first.evaluate(apres)
