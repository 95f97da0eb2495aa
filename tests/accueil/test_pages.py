"""L'accueil et la page des composants : valides, accessibles, sans cookie, et sans montant inventé."""

from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from eligibility import selectors
from eligibility.regles.bareme import AvantPremierBareme, Bareme, Cellule
from simulateur.accueil.reperes import montants_en_bref

PAGES = ("/", "/style/")


def bareme(montants: dict) -> Bareme:
    vide = MappingProxyType({})
    return Bareme(
        date_effet=date(2026, 2, 25),
        revision=1,
        publie_le=None,
        verifie_le=None,
        source="",
        montants=montants,
        seuils=vide,
        objectifs=vide,
        parametres=vide,
        options=vide,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("chemin", PAGES)
def test_page_servie_sans_cookie(client, chemin):
    reponse = client.get(chemin)
    assert reponse.status_code == 200
    assert not reponse.cookies
    assert "site non officiel" in reponse.content.decode()


@pytest.mark.django_db
def test_la_page_des_composants_n_est_pas_indexee(client):
    assert '<meta name="robots" content="noindex">' in client.get("/style/").content.decode()
    assert 'name="robots"' not in client.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "panne",
    [AvantPremierBareme("2026-11-22"), selectors.TablesIndisponibles(selectors.AUCUN_BAREME)],
)
def test_l_accueil_s_ouvre_sans_bareme_et_sans_montant(client, monkeypatch, panne):
    def lever(*args):
        raise panne

    if isinstance(panne, AvantPremierBareme):
        monkeypatch.setattr(selectors.Tables, "bareme_at", lever)
    else:
        monkeypatch.setattr(selectors, "tables", lever)
    page = client.get("/").content.decode()
    assert "Commencer la simulation" in page
    assert "€" not in page


def test_une_option_dont_une_case_est_vide_n_est_pas_montree():
    complet = {("1", "base", annee): Cellule(Decimal(1000 * annee)) for annee in (1, 2, 3)}
    troue = {("0.5", "base", 1): Cellule(Decimal(500)), ("0.5", "base", 2): Cellule(None)}
    lignes = montants_en_bref(bareme(complet | troue))
    assert [ligne["libelle"] for ligne in lignes] == ["1 ETP"]
    textes = [montant["texte"] for montant in lignes[0]["montants"]]
    assert textes == [f"{n}\u202f000\u202f€" for n in (1, 2, 3)]


@pytest.mark.vnu
@pytest.mark.django_db
def test_html_valide(client, verifier_html):
    verifier_html({chemin: client.get(chemin).content.decode() for chemin in PAGES})


@pytest.mark.navigateur
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chemin", PAGES)
def test_accessible_dans_les_deux_themes(page_mobile, page_bureau, verifier_axe, chemin, theme):
    for page in (page_mobile, page_bureau):
        page.emulate_media(color_scheme=theme)
        page.goto(chemin)
        for repli in page.locator("details").all():
            repli.evaluate("repli => { repli.open = true; }")
        verifier_axe(page)


@pytest.mark.navigateur
@pytest.mark.parametrize("chemin", PAGES)
def test_rien_ne_deborde_a_320_px(page_mobile, chemin):
    page_mobile.set_viewport_size({"width": 320, "height": 640})
    page_mobile.goto(chemin)
    assert page_mobile.evaluate("document.documentElement.scrollWidth") == 320
