"""Ce que htmx ajoute : le verdict à mesure, les questions qui s'ouvrent ; et rien de tapé ne se perd."""

import re

import pytest
from playwright.sync_api import Error, Page, expect

pytestmark = pytest.mark.navigateur

EN_COURS = "contrat=en-cours&contrat_option=1&secteur=1&specialite=medecine-generale"
GENERALISTE = "secteur=1&specialite=medecine-generale"


@pytest.fixture
def echanges_retenus(page_bureau):
    """Les échanges partent et attendent ; `liberer()` laisse revenir les réponses, dans l'ordre."""
    retenus = []

    def retenir(route) -> None:
        if route.request.headers.get("hx-request"):
            retenus.append(route)
        else:
            route.continue_()

    def liberer() -> None:
        page_bureau.wait_for_timeout(50)
        while retenus:
            try:
                retenus.pop(0).continue_()
            except Error:
                continue  # htmx l'a déjà abandonné pour un plus récent
        page_bureau.wait_for_timeout(250)

    page_bureau.route("**/simulation/**", retenir)
    liberer.retenus = retenus
    return liberer


def attendre_un_envoi(page: Page, retenus: list) -> None:
    for _ in range(60):
        if retenus:
            return
        page.wait_for_timeout(50)
    raise AssertionError("aucun échange n'est parti")


OPACITE = "e => getComputedStyle(e, '::after').opacity"


def test_l_apercu_montre_qu_il_attend(page_bureau, echanges_retenus):
    """Sur une ligne lente, rien d'autre ne dit que la réponse vient."""
    page_bureau.goto(f"/simulation/profil/?{GENERALISTE}")
    apercu = page_bureau.locator("#apercu")
    assert apercu.evaluate(OPACITE) == "0"
    page_bureau.get_by_label("Secteur 2 avec Optam").check()
    attendre_un_envoi(page_bureau, echanges_retenus.retenus)
    page_bureau.wait_for_timeout(400)
    assert float(apercu.evaluate(OPACITE)) > 0.9
    echanges_retenus()
    assert page_bureau.locator("#apercu").evaluate(OPACITE) == "0"


def test_les_questions_s_ouvrent_et_se_ferment_avec_les_reponses(page_bureau):
    page = page_bureau
    page.goto("/simulation/profil/")
    page.get_by_label("Médecine générale", exact=True).check()
    page.get_by_label("Oui, il est en cours").check()
    expect(page.get_by_label("Quand avez-vous signé ce contrat")).to_be_visible()
    page.get_by_label("J’en ai eu un, il est terminé").check()
    expect(page.get_by_label("Quand ce contrat s’est-il terminé")).to_be_visible()
    expect(page.get_by_label("Quand avez-vous signé ce contrat")).to_have_count(0)
    page.get_by_label("Non, ce serait le premier").check()
    expect(page.get_by_label("Quand ce contrat s’est-il terminé")).to_have_count(0)
    page.get_by_text("Une autre spécialité").click()
    page.get_by_label("Chercher par son nom").press_sequentially("orl", delay=20)
    expect(page.locator("#specialites .form-check")).to_have_count(1)
    page.get_by_label("Oto-rhino-laryngologie").check()
    expect(page.get_by_label("Quelle part de vos honoraires")).to_be_visible()
    assert page.evaluate(
        "new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
        " == document.querySelectorAll('[id]').length"
    )


def test_le_verdict_se_forme_pendant_qu_on_tape(page_bureau):
    page = page_bureau
    page.goto(f"/simulation/patientele/?{GENERALISTE}")
    apercu = page.locator("#apercu")
    champ = page.get_by_label("Combien de patients vous ont choisi")
    champ.press_sequentially("740", delay=30)
    expect(apercu).to_contain_text("Vous ne pourriez pas signer")
    expect(apercu).to_contain_text("35")
    champ.fill("")
    champ.press_sequentially("1 300", delay=30)
    expect(apercu).to_contain_text("Vous pourriez signer")
    expect(apercu).to_contain_text("38\u202f000\u202f€")
    expect(champ).to_be_focused()
    expect(champ).to_have_value("1 300")


def test_l_adresse_suit_et_recharger_garde_les_reponses(page_bureau):
    page = page_bureau
    page.goto("/simulation/profil/")
    page.get_by_label("Médecine générale", exact=True).check()
    page.get_by_label("Secteur 1").check()
    page.get_by_label("Oui, il est en cours").check()
    page.get_by_label("Quand avez-vous signé ce contrat").press_sequentially("01/03/2025", delay=10)
    expect(page).to_have_url(re.compile(r"contrat_signature=2025-03-01"))
    page.reload()
    expect(page.get_by_label("Quand avez-vous signé ce contrat")).to_have_value("01/03/2025")
    expect(page.locator("[name=secteur]:checked")).to_have_value("1")
    expect(page.locator("[name=contrat]:checked")).to_have_value("en-cours")
    # Et « précédent » quitte le parcours : les échanges n'encombrent pas l'historique.
    assert page.evaluate("history.length") <= 2


def test_taper_pendant_un_echange_ne_perd_rien(page_bureau, echanges_retenus):
    page = page_bureau
    page.goto(f"/simulation/profil/?{EN_COURS}")
    champ = page.get_by_label("Quand avez-vous signé ce contrat")
    page.get_by_label("Nouvellement installé").check()
    attendre_un_envoi(page, echanges_retenus.retenus)
    champ.press_sequentially("01/0")
    echanges_retenus()
    expect(champ).to_be_focused()
    champ.press_sequentially("3/20", delay=20)
    page.wait_for_timeout(400)
    echanges_retenus()
    champ.press_sequentially("25")
    expect(champ).to_have_value("01/03/2025")
    page.wait_for_timeout(400)
    echanges_retenus()
    expect(champ).to_have_value("01/03/2025")
    expect(page).to_have_url(re.compile(r"contrat_signature=2025-03-01"))
    expect(page).to_have_url(re.compile(r"nouvel_installe=oui"))


def test_choisir_pendant_un_echange_ne_perd_pas_le_choix(page_bureau, echanges_retenus):
    """La tranche est dans la zone que la réponse en chemin va remplacer."""
    page = page_bureau
    page.goto(f"/simulation/patientele/?{GENERALISTE}")
    page.get_by_label("Combien de patients vous ont choisi").press_sequentially("1300")
    attendre_un_envoi(page, echanges_retenus.retenus)
    page.get_by_label("Du 50e au 90e percentile").check()
    echanges_retenus()
    expect(page.get_by_label("Du 50e au 90e percentile")).to_be_checked()
    page.wait_for_timeout(400)
    echanges_retenus()
    expect(page.get_by_label("Du 50e au 90e percentile")).to_be_checked()
    expect(page).to_have_url(re.compile(r"tranche=P50-P90"))


def test_un_reseau_lent_n_empeche_pas_une_question_de_s_ouvrir(page_bureau, echanges_retenus):
    page = page_bureau
    page.goto("/simulation/profil/?specialite=medecine-generale")
    page.get_by_label("Oui, il est en cours").check()
    attendre_un_envoi(page, echanges_retenus.retenus)
    page.get_by_label("Secteur 1").check()
    page.wait_for_timeout(400)
    echanges_retenus()
    expect(page.get_by_label("Quand avez-vous signé ce contrat")).to_be_visible()
    expect(page.locator("[name=secteur]:checked")).to_have_value("1")


def test_une_date_a_demi_tapee_ne_fait_pas_oublier_l_option(page_bureau):
    page = page_bureau
    page.goto(f"/simulation/option/?file_active=1700&pmt=1300&{GENERALISTE}")
    page.get_by_text("0,5 ETP").click()
    champ = page.get_by_label("Quand signeriez-vous")
    champ.fill("")
    champ.press_sequentially("01/12/2", delay=20)
    expect(page.locator("#cartes .montant")).to_have_count(0)
    expect(page.locator("[name=option]:checked")).to_have_value("0.5")
    champ.press_sequentially("027", delay=20)
    expect(page.locator("#cartes .montant").first).to_be_visible()
    expect(page.locator("[name=option]:checked")).to_have_value("0.5")
    page.get_by_role("button", name="Voir le résultat").click()
    expect(page).to_have_url(re.compile(r"2027-12-01.*option=0\.5"))


@pytest.mark.parametrize(
    "adresse",
    [
        "/simulation/patientele/?secteur=1",
        f"/simulation/option/?pmt=x&{GENERALISTE}",
        f"/simulation/resultats/?option=3&{GENERALISTE}",
        f"/simulation/resultats/?pmt_an3=x&{GENERALISTE}",
    ],
)
def test_le_focus_va_au_resume_des_erreurs_et_de_la_au_champ(page_bureau, adresse):
    page = page_bureau
    page.goto(adresse)
    expect(page.locator(".resume-erreurs")).to_be_focused()
    lien = page.locator(".resume-erreurs a").first
    cible = lien.get_attribute("href")
    page.keyboard.press("Tab")
    expect(lien).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(cible)).to_be_in_viewport()
    if page.locator(cible).evaluate("e => e.matches('input')"):
        expect(page.locator(cible)).to_be_focused()
