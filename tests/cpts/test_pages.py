"""Ce qu'une CPTS montre d'elle, partout où son lien mène ; une inconnue ne montre rien."""

import re
from urllib.parse import quote

import pytest

from simulateur.cpts.models import Cpts

pytestmark = pytest.mark.django_db
QUESTION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
PAGES = (
    f"/simulation/resultats/?{QUESTION}",
    f"/simulation/impression/?{QUESTION}",
    f"/embed/simulation/resultats/?{QUESTION}",
)
CONTACTS = (
    'href="tel:0102030405"', "01 02 03 04 05", 'href="mailto:equipe@cpts.invalid"',
    'href="https://cpts.invalid/"', "Plateforme des médecins", 'href="tel:3608"',
    'href="mailto:medecins@cpam.invalid"', 'href="https://cpam.invalid/medecins"',
)  # fmt: skip


def ouvrir(client, adresse, slug):
    page = client.get(f"{adresse}&cpts={quote(slug)}", follow=True)
    assert page.status_code == 200
    return page.text


@pytest.mark.parametrize("adresse", PAGES)
def test_ses_contacts_et_ceux_de_la_cpam(client, cpts, adresse):
    page = ouvrir(client, adresse, "ma-cpts")
    assert "Votre CPTS" in page
    assert "avec Ma CPTS" in page
    assert [texte for texte in CONTACTS if texte not in page] == []


@pytest.mark.parametrize("adresse", PAGES)
def test_ce_qui_n_est_pas_connu_ne_se_montre_pas(client, adresse):
    page = ouvrir(client, adresse, "cpts-exemple")
    bloc = page.partition("Votre CPTS</")[2].partition("<section")[0].partition("</section>")[0]
    assert "CPTS Exemple (fictive)" in bloc
    assert "href" not in bloc
    assert "avec la CPTS Exemple (fictive)" in page
    assert "CPAM" not in bloc


@pytest.mark.parametrize("adresse", PAGES)
@pytest.mark.parametrize(
    "slug",
    ["inconnue", "ma-cpts/..", "MA-CPTS", "<script>alert(1)</script>", "x' OR 1=1--", "x\r\nSet-Cookie: a=b",
     "x; frame-ancestors *", "é" * 200, "\x00"],
    ids=lambda slug: slug[:12],
)  # fmt: skip
def test_une_inconnue_est_ignoree_en_silence(client, cpts, adresse, slug):
    reponse = client.get(
        adresse, {**dict(p.split("=") for p in QUESTION.split("&")), "cpts": slug}, follow=True
    )
    assert reponse.status_code == 200
    assert "Ma CPTS" not in reponse.text
    assert "Votre CPTS" not in reponse.text
    assert "<script>alert" not in reponse.text
    assert "Set-Cookie" not in reponse.headers
    assert "*" not in reponse.headers["Content-Security-Policy"]


def test_elle_suit_du_premier_lien_au_dernier(client, cpts):
    """De l'accueil au résultat, et quand on recommence."""
    accueil = client.get("/?cpts=ma-cpts").text
    assert 'href="/simulation/profil/?cpts=ma-cpts"' in accueil
    assert "avec Ma CPTS" in accueil
    resultat = ouvrir(client, PAGES[0], "ma-cpts")
    assert 'href="/simulation/profil/?cpts=ma-cpts">Nouvelle simulation' in resultat
    profil = client.get("/simulation/profil/?cpts=ma-cpts&secteur=1").text
    assert 'href="/simulation/profil/?cpts=ma-cpts">Tout effacer' in profil
    assert '<input type="hidden" name="cpts" value="ma-cpts">' in profil


def test_un_nom_ne_peut_rien_ouvrir(client):
    Cpts(slug="mechante", nom='<b onclick="x">"Nom"', courriel="a?bcc=b@x.fr").save()
    page = ouvrir(client, PAGES[0], "mechante")
    assert "<b onclick" not in page
    assert 'href="mailto:a%3Fbcc%3Db@x.fr"' in page


def test_un_echange_garde_le_bloc(client, cpts):
    """Les petits formulaires refont tout le résultat : la CPTS en est."""
    fragment = client.get(
        f"{PAGES[0]}&cpts=ma-cpts", headers={"hx-request": "true", "hx-target": "resultat"}
    ).text
    assert "01 02 03 04 05" in fragment
    assert "<html" not in fragment


def test_sans_cpts_les_pages_ne_changent_pas(client, cpts):
    for adresse in ("/", *PAGES):
        page = client.get(adresse, follow=True).text
        assert "cpts=" not in page.replace("?cpts=</code>", "")
        assert not re.search("class=.(avec|logo)-cpts", page)
