"""Ce qu'axe ne voit pas : où va le focus, ce qui s'annonce, ce qui tient quand on agrandit."""

import re

import pytest
from playwright.sync_api import expect

from scripts.outils.ecrans import ECRANS

# Le navigateur, puis la base.
pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("navigateur", "site")]
RESULTAT = ECRANS["résultat éligible"]
ESPACEMENT = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
DEBORDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Un focus dont rien ne se voit : caché, rogné, ou sans contour.
INVISIBLE = """() => {
  const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e);
  const vu = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);
  const cerne = s.outlineStyle !== 'none' || e.closest('.option');
  const rogne = [e, ...e.querySelectorAll('*')].every(x => getComputedStyle(x).clipPath !== 'none');
  const dessus = vu?.closest('.resume');
  if (e === document.body || (cerne && !rogne && !dessus && Math.min(b.width, b.height) >= 15)) return '';
  return e.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("ecran", ["option remplie", "résultat éligible", "guide"])
def test_au_clavier_on_voit_toujours_ou_l_on_est(page_mobile, ecran):
    page = page_mobile
    page.goto(ECRANS[ecran])
    perdus = set()
    for touche in ("Tab", "Shift+Tab"):
        for _ in range(90):
            page.keyboard.press(touche)
            perdus.add(page.evaluate(INVISIBLE))
    assert perdus == {""}


def test_une_etape_faite_se_touche_au_telephone(page_mobile):
    page = page_mobile
    page.goto(ECRANS["option remplie"])
    lien = page.get_by_role("link", name="Votre profil")
    boite = lien.bounding_box()
    assert boite["height"] >= 24
    assert boite["width"] >= 24
    lien.tap()
    expect(page).to_have_url(re.compile("/simulation/profil/"))


def test_sur_une_fenetre_tres_basse_rien_ne_reste_par_dessus_le_texte(page_bureau):
    """1280 × 1024 agrandi à 400 % : 320 × 256."""
    page = page_bureau
    page.set_viewport_size({"width": 320, "height": 256})
    for ecran in ("option remplie", "résultat éligible"):
        page.goto(ECRANS[ecran])
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => getComputedStyle(e).position !== 'sticky')"
        )


@pytest.mark.parametrize(
    ("ecran", "largeur"),
    [
        ("résultat éligible", 360),
        ("contrat suivi", 360),
        ("option remplie", 360),
        ("présentation", 1280),
        ("présentation d’un groupe", 1280),
    ],
)
def test_un_texte_espace_ne_pousse_rien_hors_de_la_page(navigateur, site, ecran, largeur):
    """WCAG 1.4.12, au téléphone et devant une salle."""
    contexte = navigateur.new_context(
        base_url=site, viewport={"width": largeur, "height": 740}, bypass_csp=True
    )
    page = contexte.new_page()
    page.goto(ECRANS[ecran])
    page.add_style_tag(content=ESPACEMENT)
    assert not page.evaluate(DEBORDE)
    contexte.close()


@pytest.mark.parametrize(
    ("depart", "arrivee"),
    [
        (".essai", ".essai"),
        ("a#saisie-suivi", "form#saisie-suivi"),
        ("a#saisie-cout", "form#saisie-cout"),
        ("#d-ou-annees", "summary#d-ou-annees"),
    ],
)
def test_ce_qui_remplace_un_lien_en_reprend_le_focus(page_bureau, depart, arrivee):
    page = page_bureau
    page.goto(RESULTAT)
    page.locator(depart).first.focus()
    with page.expect_response(re.compile("/simulation/resultats/")):
        page.keyboard.press("Enter")
    expect(page.locator(arrivee).first).to_be_focused()


def test_une_reponse_s_annonce_dans_une_zone_qui_reste(page_bureau):
    """Une zone d'annonce remplacée avec son texte ne se lit pas : celle-ci ne bouge pas."""
    page = page_bureau
    page.goto(ECRANS["patientèle vide"])
    zone = page.locator("#annonce")
    page.evaluate("document.querySelector('#annonce').dataset.temoin = 'oui'")
    page.get_by_label("Combien de patients vous ont choisi").fill("1300")
    expect(zone).to_contain_text("Vous pourriez signer un contrat.")
    expect(zone).to_have_attribute("data-temoin", "oui")
    expect(page.locator("main [aria-live]")).to_have_count(0)


def test_la_recherche_d_une_specialite_s_annonce(page_bureau):
    page = page_bureau
    page.goto(ECRANS["profil, recherche"])
    page.get_by_role("searchbox").fill("cardio")
    expect(page.locator("#annonce")).to_contain_text("spécialité")


@pytest.mark.parametrize(
    "ecran", ["profil faux", "patientèle fausse", "résultat faux", "groupe faux"]
)
def test_une_page_a_corriger_le_dit_dans_son_titre(page_bureau, ecran):
    page = page_bureau
    page.goto(ECRANS[ecran])
    expect(page).to_have_title(re.compile("^Erreur\u00a0: "))
    expect(page.locator(".resume-erreurs")).to_be_focused()
    assert (
        page.evaluate("document.querySelector('.resume-erreurs').getAttribute('role')") == "group"
    )


def test_chaque_lien_vers_un_calcul_dit_de_quoi(page_bureau):
    page = page_bureau
    page.goto(RESULTAT)
    liens = page.locator("a[id^=d-ou-]")
    assert liens.count() > 5
    expect(
        page.get_by_role("link", name="D’où viennent ces chiffres ? L’aide de chaque année")
    ).to_have_count(1)


def test_couleurs_imposees_le_choix_et_le_bouton_se_voient(page_bureau):
    page = page_bureau
    page.emulate_media(forced_colors="active")
    page.goto(RESULTAT)
    assert (
        page.locator("td.choisie").first.evaluate("e => getComputedStyle(e).borderLeftWidth")
        == "2px"
    )
    page.goto(ECRANS["option remplie"])
    assert (
        page.locator(".btn-primary").first.evaluate("e => getComputedStyle(e).borderTopWidth")
        == "3px"
    )


def test_les_gros_caracteres_tiennent_dans_un_telephone(page_mobile):
    """La taille de texte du navigateur doublée : la page ne se lit pas en la poussant de côté."""
    page = page_mobile
    page.context.new_cdp_session(page).send(
        "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
    )
    deborde = []
    for ecran in (
        "accueil",
        "patientèle remplie",
        "option remplie",
        "résultat éligible",
        "fiche éligible",
    ):
        page.goto(ECRANS[ecran])
        assert (
            page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 32
        )
        if page.evaluate(DEBORDE):
            deborde.append(ecran)
    assert deborde == []
