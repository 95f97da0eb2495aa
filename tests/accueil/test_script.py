"""site.js : rien dans le navigateur, le focus sur les erreurs, la copie annoncée."""

import pytest

pytestmark = pytest.mark.navigateur


def test_le_navigateur_ne_garde_rien_meme_avec_htmx(page_bureau):
    page_bureau.goto("/simulation/profil/?pmt=1300")
    assert page_bureau.evaluate("typeof htmx") == "object"
    assert page_bureau.evaluate("sessionStorage.length + localStorage.length") == 0


def test_une_reponse_partielle_peut_changer_l_adresse_sans_recharger(page_bureau):
    page_bureau.goto("/style/")
    page_bureau.evaluate(
        """() => document.body.dispatchEvent(new CustomEvent("htmx:afterRequest", {
            bubbles: true,
            detail: { successful: true, xhr: { getResponseHeader: () => "/style/?pmt=1300" } },
        }))"""
    )
    assert page_bureau.url.endswith("/style/?pmt=1300")


def test_la_page_s_ouvre_sur_le_resume_des_erreurs(page_bureau):
    page_bureau.goto("/style/")
    resume = page_bureau.locator(".resume-erreurs")
    assert resume.evaluate("resume => resume === document.activeElement")
    resume.get_by_role("link").nth(1).click()
    assert page_bureau.evaluate("document.activeElement.id") == "id_fautif-pmt"


def test_copier_le_dit_et_copie(page_bureau):
    page_bureau.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page_bureau.goto("/style/")
    page_bureau.get_by_text("Le message prêt à envoyer").click()
    page_bureau.get_by_role("button", name="Copier le message").click()
    page_bureau.get_by_text("Copié.").wait_for()
    copie = page_bureau.evaluate("navigator.clipboard.readText()")
    assert copie.startswith("Bonjour,")


def test_sans_javascript_le_bouton_copier_n_existe_pas(navigateur, site):
    contexte = navigateur.new_context(base_url=site, java_script_enabled=False)
    page = contexte.new_page()
    page.goto("/style/")
    page.get_by_text("Le message prêt à envoyer").click()
    assert page.locator("[data-copier]").is_hidden()
    contexte.close()
