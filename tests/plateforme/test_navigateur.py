"""Les pages d'erreur vues dans un navigateur, au téléphone et au bureau."""

import pytest

pytestmark = pytest.mark.navigateur


@pytest.mark.parametrize("largeur", ["mobile", "bureau"])
@pytest.mark.parametrize("adresse", ["/nulle-part/", f"/?q={'a' * 7500}"], ids=["404", "414"])
def test_page_d_erreur(request, verifier_axe, largeur, adresse):
    page = request.getfixturevalue(f"page_{largeur}")
    reponse = page.goto(adresse)
    assert reponse.status in (404, 414)
    verifier_axe(page)
    # La feuille de style, servie sous son nom à empreinte, s'applique.
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.context.cookies() == []
    page.get_by_role("link", name="Revenir à l’accueil").focus()


def test_la_base_du_test_se_voit_dans_la_page(page_bureau, django_user_model):
    django_user_model.objects.create_superuser("agnes", password="x")
    page_bureau.goto("/admin/login/?next=/admin/")
    page_bureau.get_by_label("Nom d’utilisateur").fill("agnes")
    page_bureau.get_by_label("Mot de passe").fill("x")
    page_bureau.get_by_role("button", name="Connexion").click()
    page_bureau.locator("#user-tools").wait_for()
    # La CSP tient aussi dans l'administration : une infraction ferait échouer la page.
    assert {cookie["path"] for cookie in page_bureau.context.cookies()} == {"/admin/"}
