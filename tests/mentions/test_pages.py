"""Les pages qu'un site public doit : vraies, complètes ou qui le disent, et sans rien du visiteur."""

import json
from datetime import date

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone

from simulateur.mentions import controles, editeur
from simulateur.plateforme.cache import PUBLIC
from tests.parcours.pages import arbre, texte

pytestmark = pytest.mark.django_db
PAGES = (
    "/mentions-legales/",
    "/confidentialite/",
    "/accessibilite/",
    "/sources/",
    "/plan-du-site/",
    "/robots.txt",
    "/sitemap.xml",
)
EDITEUR = {
    "EDITEUR": "Association des essais",
    "EDITEUR_ADRESSE": "1 rue de l’Essai, 75001 Paris",
    "EDITEUR_TELEPHONE": "01 99 00 00 00",
    "EDITEUR_COURRIEL": "contact@exemple.fr",
    "DIRECTEUR_PUBLICATION": "Camille Essai",
    "HEBERGEUR": "Hébergeur des essais",
    "HEBERGEUR_ADRESSE": "2 rue de l’Essai, 75002 Paris",
    "HEBERGEUR_TELEPHONE": "01 99 00 00 01",
}


def page(client: Client, adresse: str) -> str:
    reponse = client.get(adresse)
    assert reponse.status_code == 200
    return reponse.text


@pytest.mark.parametrize("adresse", PAGES)
def test_publique_sans_requete_ni_cookie(client, settings, django_assert_num_queries, adresse):
    settings.REFERENTIEL_FRAICHEUR_S = 60
    client.get("/")
    with django_assert_num_queries(0):
        reponse = client.get(adresse)
    assert reponse.status_code == 200
    assert not reponse.cookies
    assert reponse.headers["Cache-Control"] == PUBLIC
    marque = reponse.headers["ETag"]
    assert client.get(adresse, headers={"if-none-match": marque}).status_code == 304


def test_un_editeur_inconnu_se_dit(client):
    lue = texte(arbre(page(client, "/mentions-legales/")))
    assert "pas encore indiqué son éditeur" in lue
    assert "pas encore indiqué son hébergeur" in lue
    assert "à compléter par l’éditeur" in lue
    assert {faute.id for faute in editeur.mentions_incompletes(None)} == {"simulateur.W001"}


def test_un_editeur_connu_se_lit(client, settings):
    for nom, valeur in EDITEUR.items():
        setattr(settings, nom, valeur)
    lue = page(client, "/mentions-legales/")
    for valeur in EDITEUR.values():
        assert valeur in lue
    assert "compléter" not in lue
    assert editeur.mentions_incompletes(None) == []
    assert EDITEUR["EDITEUR_COURRIEL"] in page(client, "/confidentialite/")


def test_une_coordonnee_qui_manque_se_dit(client, settings):
    for nom, valeur in EDITEUR.items():
        setattr(settings, nom, valeur)
    settings.HEBERGEUR_TELEPHONE = ""
    assert page(client, "/mentions-legales/").count("Coordonnées incomplètes") == 1
    assert "HEBERGEUR_TELEPHONE" in editeur.mentions_incompletes(None)[0].msg


def test_la_confidentialite_suit_les_reglages(client, settings):
    settings.JOURNAL_ACCES, settings.API_PAR_MINUTE = False, 600
    lue = page(client, "/confidentialite/")
    assert "ne note que les pannes" in lue
    assert "empreinte" in lue
    settings.JOURNAL_ACCES, settings.API_PAR_MINUTE = True, 0
    lue = page(client, "/confidentialite/")
    assert "note chaque page servie" in lue
    assert "empreinte" not in lue


def test_toutes_les_sources_avec_leur_date(client):
    lue = page(client, "/sources/")
    lignes = arbre(lue).findall(".//main//ul/li")
    par_cle = {ligne.get("id"): ligne for ligne in lignes}
    assert "Vérifié le 22 novembre 2026" in texte(par_cle["ameli-aide"])
    assert "Non vérifié" in texte(par_cle["ameli-sim"])
    # Un lien que nous n'avons pas n'est pas un lien.
    assert not par_cle["collectif26"].findall(".//a")


LOC, LASTMOD = (
    f"{{http://www.sitemaps.org/schemas/sitemap/0.9}}{nom}" for nom in ("loc", "lastmod")
)
SANS_MOTEURS = {"/simulation/profil/", "/groupe/"}


def test_le_plan_mene_partout_et_le_sitemap_aux_pages_sans_reponse(client):
    liens = [a.get("href") for a in arbre(page(client, "/plan-du-site/")).findall(".//main//a")]
    assert len(liens) == len(set(liens)) > 15
    for lien in liens:
        assert client.get(lien).status_code == 200, lien
    racine = ElementTree.fromstring(page(client, "/sitemap.xml"))
    dits = [loc.text.removeprefix("http://testserver") for loc in racine.iter(LOC)]
    assert dits == [lien for lien in liens if lien not in SANS_MOTEURS]
    for jour in racine.iter(LASTMOD):
        date.fromisoformat(jour.text)


def test_aucune_page_du_sitemap_ne_refuse_les_moteurs(client):
    racine = ElementTree.fromstring(page(client, "/sitemap.xml"))
    for loc in racine.iter(LOC):
        assert "noindex" not in page(client, loc.text.removeprefix("http://testserver")), loc.text
    for adresse in SANS_MOTEURS:
        assert "noindex" in page(client, adresse)


def test_robots_dit_ou_est_le_sitemap(client):
    lignes = page(client, "/robots.txt").splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lignes
    # Cacher ces pages aux moteurs les empêcherait d'y lire « noindex ».
    assert not [ligne for ligne in lignes if "/simulation" in ligne or "admin" in ligne]


def test_security_txt_existe_avec_un_contact(client, settings):
    adresse = "/.well-known/security.txt"
    settings.CONTACT_SECURITE = ""
    assert client.get(adresse).status_code == 404
    settings.CONTACT_SECURITE = "failles@exemple.fr"
    lignes = dict(ligne.split(": ", 1) for ligne in page(client, adresse).splitlines())
    assert lignes["Contact"] == "mailto:failles@exemple.fr"
    assert lignes["Canonical"] == f"http://testserver{adresse}"
    reste = date.fromisoformat(lignes["Expires"][:10]) - timezone.localdate()
    assert 150 < reste.days < 365
    settings.CONTACT_SECURITE = "https://exemple.fr/failles"
    assert "Contact: https://exemple.fr/failles" in page(client, adresse)


@pytest.fixture
def enregistres(tmp_path, monkeypatch):
    """Comme si `make accessibilite` venait d'écrire ceci."""

    def ecrire(**valeurs) -> None:
        fichier = tmp_path / "controles.json"
        fichier.write_text(json.dumps(valeurs), encoding="utf-8")
        monkeypatch.setattr(controles, "FICHIER", fichier)
        controles.lire.cache_clear()

    yield ecrire
    controles.lire.cache_clear()


def test_les_essais_enregistres_se_lisent(client, enregistres):
    dits = {"jour": "2026-11-22", "outil": "axe-core 4", "navigateur": "Chromium"}
    enregistres(**dits, ecrans=12, passages=48, manquements=0)
    lue = texte(arbre(page(client, "/accessibilite/")))
    assert "Le 22 novembre 2026, axe-core 4 a relu 12 écrans" in lue.replace("\xa0", " ")
    assert "aucun manquement" in lue
    enregistres(**dits, ecrans=12, passages=48, manquements=3)
    client = Client()
    assert "3 manquements" in texte(arbre(page(client, "/accessibilite/"))).replace("\xa0", " ")


def test_sans_essai_enregistre_la_page_le_dit(client, monkeypatch, tmp_path):
    monkeypatch.setattr(controles, "FICHIER", tmp_path / "absent.json")
    controles.lire.cache_clear()
    assert "pas été enregistrés" in page(client, "/accessibilite/")
    controles.lire.cache_clear()


def test_le_pied_de_chaque_page_y_mene(client):
    liens = {a.get("href") for a in arbre(page(client, "/")).findall(".//footer//a")}
    assert set(PAGES[:5]) <= liens
