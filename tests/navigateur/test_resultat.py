"""Le résultat vivant : le suivi qu'on tape ou qu'on glisse, le calcul qu'on ouvre, sans rien perdre."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.navigateur

ADRESSE = (
    "/simulation/resultats/?date_signature=2026-12-01&file_active=1700&objectif_fa=100"
    "&objectif_pmt=200&pmt=1300&secteur=1&specialite=medecine-generale&tranche=P50-P90"
)


def test_taper_un_niveau_refait_le_resultat_sans_quitter_le_champ(page_bureau):
    page = page_bureau
    page.goto(ADRESSE)
    page.get_by_role("link", name="Essayer avec mes chiffres").click()
    champ = page.locator("#id_pmt_an3")
    expect(champ).to_be_visible()
    champ.press_sequentially("1350", delay=30)
    expect(page.locator("table.suivi")).to_contain_text("Un indicateur n’est pas renseigné")
    expect(champ).to_be_focused()
    expect(champ).to_have_value("1350")
    expect(page).to_have_url(re.compile("pmt_an3=1350"))
    expect(page.locator("#annonce")).to_contain_text("Résultat recalculé")
    # Le curseur reste en fin de saisie : on continue de taper où l'on en était.
    champ.press("Backspace")
    champ.press_sequentially("1", delay=30)
    expect(page).to_have_url(re.compile("pmt_an3=1351"))
    page.reload()
    expect(page.locator("#id_pmt_an3")).to_have_value("1351")


def test_le_curseur_bouge_le_champ_et_le_resultat(page_bureau):
    page = page_bureau
    page.goto(f"{ADRESSE}&fa_an3=1700&pmt_an3=1300")
    curseur = page.locator("#curseur_pmt_an3")
    curseur.focus()
    for _ in range(3):
        curseur.press("ArrowRight")
    expect(page.locator("#id_pmt_an3")).to_have_value("1303")
    expect(page).to_have_url(re.compile("pmt_an3=1303"))
    expect(page.locator("#curseur_pmt_an3")).to_be_focused()


def test_un_niveau_illisible_se_dit_a_son_champ_sans_rien_perdre(page_bureau):
    page = page_bureau
    page.goto(f"{ADRESSE}&pmt_an3=1400")
    page.locator("#id_fa_an3").press_sequentially("beaucoup", delay=10)
    expect(page.locator("#id_fa_an3_error")).to_contain_text("nombre entier de patients")
    expect(page.locator("#id_fa_an3")).to_have_value("beaucoup")
    expect(page.locator("#id_pmt_an3")).to_have_value("1400")


def test_corriger_au_clavier_garde_sa_place_et_retire_le_resume_des_erreurs(page_bureau):
    page = page_bureau
    page.goto(f"{ADRESSE}&jours_travailles=0")
    expect(page.locator(".resume-erreurs")).to_be_focused()
    page.locator("#id_jours_travailles").fill("200")
    page.locator("#recalculer-cout").press("Enter")
    expect(page.locator("#annonce")).to_contain_text("Résultat recalculé")
    expect(page.locator(".resume-erreurs")).to_have_count(0)
    expect(page.locator("#recalculer-cout")).to_be_focused()


def test_d_ou_viennent_ces_chiffres_s_ouvre_sur_place(page_bureau):
    page = page_bureau
    page.goto(ADRESSE)
    page.locator("#d-ou-cout").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#calcul-cout table")).to_be_visible()
    expect(page.locator("#calcul-cout")).to_contain_text("KALI1147")
    expect(page.locator("#d-ou-cout")).to_be_focused()
    assert "vue=" not in page.url, "ouvrir un calcul ne change pas l'adresse"


def test_un_exemple_s_essaie_d_un_geste(page_mobile):
    page = page_mobile
    page.goto(ADRESSE)
    page.get_by_role("link", name="un indicateur juste sous son plancher").tap()
    expect(page.locator("table.suivi")).to_contain_text("trop-perçu")
    expect(page).to_have_url(re.compile("fa_an3=1800&.*pmt_an3=1299"))


def test_sans_javascript_le_suivi_se_refait_par_son_bouton(navigateur, site):
    contexte = navigateur.new_context(java_script_enabled=False, base_url=site)
    page = contexte.new_page()
    page.goto(ADRESSE)
    page.get_by_role("link", name="Essayer avec mes chiffres").click()
    assert not page.locator(".curseur").first.is_visible()
    page.locator("#id_pmt_an3").fill("1 299")
    page.locator("#saisie-suivi button").click()
    assert "pmt_an3=1299" in page.url
    assert "#s-suivi" in page.url
    expect(page.locator("table.suivi")).to_be_visible()
    page.locator("#d-ou-suivi").click()
    expect(page.locator("#calcul-suivi table")).to_be_visible()
    contexte.close()


def test_au_telephone_l_avance_et_le_solde_se_lisent_sans_defiler(page_mobile):
    page = page_mobile
    page.goto(f"{ADRESSE}&fa_an3=1750&pmt_an3=1400&fa_an4=1690&fa_an5=1710&pmt_an5=1500")
    cadre = page.get_by_role("group", name="Aide selon la patientèle observée")
    expect(cadre.get_by_text("11\u202f000\u202f€").first).to_be_visible()
    assert cadre.evaluate("d => d.scrollWidth <= d.clientWidth")


def test_au_telephone_un_petit_tableau_tient_et_un_grand_dit_qu_il_defile(page_mobile):
    page = page_mobile
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{ADRESSE.replace('&tranche=P50-P90', '')}&fa_an3=1700&pmt_an3=1300")
    cadres = page.evaluate(
        """() => [...document.querySelectorAll(".defile")].map(d => [
            d.getAttribute("aria-label"), d.scrollWidth > d.clientWidth, d.tabIndex,
            getComputedStyle(d).backgroundAttachment,
        ])"""
    )
    defilent = {nom for nom, defile, _, _ in cadres if defile}
    assert "Coût et reste à payer" in defilent
    petits = {"Options côte à côte", "Niveaux de l’objectif", "Aide selon la tranche"}
    assert petits <= {nom for nom, *_ in cadres} - defilent
    for nom, _, tabulation, attache in cadres:
        assert (nom, tabulation, attache) == (nom, 0, "local, local, scroll, scroll")
    for media in ({"media": "print"}, {"media": "screen", "forced_colors": "active"}):
        page.emulate_media(**media)
        images = page.evaluate(
            "[...document.querySelectorAll('.defile')].map(d => getComputedStyle(d).backgroundImage)"
        )
        assert set(images) == {"none"}
