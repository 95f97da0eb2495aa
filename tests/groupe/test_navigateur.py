"""La page d'un groupe dans un vrai navigateur : ce qui se lit et se touche, à l'écran et sur le papier."""

import pytest

pytestmark = pytest.mark.navigateur
# Trois médecins, un surplus et des coûts ; le troisième suit un contrat.
GROUPE = (
    "/groupe/?date_signature=2026-12-01&etp=2&m=1p2300.a2900.t95~Dr+Genêt"
    "&m=1p980.a1400.x140.y70.o5~Dr+Houx&m=1p860.a1250.x150.y80.o5~Dr+Iris"
)
LARGEURS = (360, 768, 1280)
PAPIER = 718  # px : une feuille A4 sans ses marges
LETTRES_MIN = 11.5  # px
# Les lettres d'un dessin qui sortent de la page, qui se touchent ou qui sont trop petites.
ILLISIBLES = """minimum => [...document.querySelectorAll(".graphique svg")].flatMap(svg => {
    const lettres = [...svg.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
    const echelle = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const fautes = [];
    for (const t of svg.querySelectorAll("text"))
        if (parseFloat(getComputedStyle(t).fontSize) * echelle < minimum)
            fautes.push("petit " + t.textContent);
    lettres.forEach(([texte, r], rang) => {
        if (r.left < 0 || r.right > document.documentElement.clientWidth) fautes.push("coupé " + texte);
        for (const [autre, s] of lettres.slice(rang + 1))
            if (r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 4 && s.top < r.bottom - 4)
                fautes.push(texte + " sur " + autre);
    });
    return fautes;
})"""
CIBLES = """() => [...document.querySelectorAll(".gestes a")]
    .map(a => a.getBoundingClientRect()).map(r => [r.width, r.height])"""


def test_les_chiffres_des_dessins_se_lisent_partout(page_bureau):
    page_bureau.goto(GROUPE)
    assert page_bureau.locator(".graphique text").count() > 10
    for largeur in LARGEURS:
        page_bureau.set_viewport_size({"width": largeur, "height": 900})
        assert page_bureau.evaluate(ILLISIBLES, LETTRES_MIN) == [], largeur
    page_bureau.emulate_media(media="print")
    page_bureau.set_viewport_size({"width": PAPIER, "height": 1000})
    # Le dessin garde onze centimètres.
    assert page_bureau.evaluate(ILLISIBLES, 11) == []


def test_les_gestes_se_touchent_du_doigt(page_mobile, page_bureau):
    for page, cote in ((page_mobile, 44), (page_bureau, 24)):
        page.goto(GROUPE)
        tailles = page.evaluate(CIBLES)
        assert len(tailles) == 13
        assert all(min(taille) >= cote for taille in tailles), tailles


def test_retirer_puis_annuler(page_mobile):
    """La page revient sur la liste, dit qui est parti, et le remet à sa place."""
    page_mobile.goto(GROUPE)
    page_mobile.get_by_role("link", name="Retirer Dr Houx").click()
    dit = page_mobile.get_by_role("status").filter(has_text="Dr Houx")
    dit.wait_for()
    assert page_mobile.evaluate("location.hash") == "#medecins"
    dit.get_by_role("link", name="Annuler").click()
    page_mobile.get_by_text("Les médecins (3)").wait_for()
    noms = page_mobile.locator(".membres strong").all_inner_texts()
    assert noms == ["Dr Genêt", "Dr Houx", "Dr Iris"]


def test_au_telephone_les_combinaisons_se_lisent_sans_defiler(page_mobile):
    page_mobile.goto(GROUPE)
    cadre = page_mobile.get_by_role("group", name="Les combinaisons")
    assert cadre.evaluate("d => d.scrollWidth <= d.clientWidth")
    # Chaque chiffre y dit sa colonne.
    assert (
        cadre.locator("td.num").first.evaluate("td => getComputedStyle(td, '::before').content")
        == '"Aide"'
    )


def test_le_code_se_lit_sur_un_ecran(page_bureau):
    page_bureau.goto(GROUPE)
    assert page_bureau.locator(".qr svg").bounding_box()["width"] >= 240
