"""Les pages du guide : publiques, sans requête, gardées quelques secondes, et reliées au reste du site."""

import dataclasses
import json
import re

import pytest
from django.test import Client

from eligibility import selectors
from simulateur.guide.ancres import ANCRES, QUESTION, SECTION
from simulateur.guide.contenu import analyser
from simulateur.guide.pages import de
from simulateur.plateforme.cache import PRIVE, PUBLIC
from tests.gardes.test_gabarits import GABARITS
from tests.parcours.pages import arbre, texte

from .conftest import DECLAREE, PAGES, publier

pytestmark = pytest.mark.django_db
PMT = "/guide/pmt-et-file-active/"
ADRESSES = ("/guide/", "/guide/?q=teletravail", PMT, f"{PMT}extrait/", "/guide/inconnue/")
RESULTAT = (
    "/simulation/resultats/?date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale"
)
PATIENTELE = "/simulation/patientele/?secteur=1&specialite=medecine-generale"


@pytest.fixture
def tables_gardees(guide, monkeypatch):
    """Rien n'est redemandé à la base, si lente que soit la machine."""
    monkeypatch.setattr(selectors._memoire, "_a_revoir", float("inf"))


@pytest.mark.parametrize("adresse", ADRESSES)
def test_aucune_requete_aucun_cookie(client, tables_gardees, django_assert_num_queries, adresse):
    with django_assert_num_queries(0):
        reponse = client.get(adresse)
    assert reponse.status_code == (404 if "inconnue" in adresse else 200)
    assert not reponse.cookies
    assert "cookie" not in reponse.headers.get("Vary", "").lower()


@pytest.mark.parametrize("adresse", ADRESSES)
def test_gardee_quelques_secondes_puis_redemandee(client, guide, adresse):
    reponse = client.get(adresse)
    # Ce qu’un visiteur tape n’est gardé par aucun mandataire.
    assert reponse.headers["Cache-Control"] == (PRIVE if "q=" in adresse else PUBLIC)
    redemandee = client.get(adresse, headers={"if-none-match": reponse.headers["ETag"]})
    assert (redemandee.status_code, redemandee.content) == (304, b"")


def test_le_guide_se_lit_une_fois_par_publication(guide):
    avant = de(selectors.tables())
    assert de(selectors.tables()) is avant
    publier(PAGES[:1])
    assert de(selectors.tables()) is not avant


def test_des_apercus_ne_font_pas_oublier_le_guide_public(guide):
    public = selectors.tables()
    avant = de(public)
    for rang in range(3):
        apercu = dataclasses.replace(public, cliche={**public.cliche, "guide": [PAGES[rang]]})
        assert [page.slug for page in de(apercu).pages] == [PAGES[rang]["slug"]]
        assert de(public) is avant


@pytest.mark.parametrize(
    "adresse", [*ADRESSES, PATIENTELE, RESULTAT, f"/embed{RESULTAT}", "/groupe/"]
)
def test_les_tables_se_prennent_une_fois_par_reponse(client, guide, monkeypatch, adresse):
    """Une publication au milieu d’une page n’y met pas ses liens sous l’étiquette de l’ancienne."""
    prises, tables = [], selectors.tables

    def compter():
        prises.append(adresse)
        return tables()

    monkeypatch.setattr(selectors, "tables", compter)
    assert client.get(adresse).status_code in (200, 404)
    assert prises == [adresse]


def test_les_titres_ont_les_espaces_du_francais(client, guide):
    page = client.get("/guide/").text
    assert "PMT et file active\u00a0: deux façons" in page
    assert "Qui peut signer un contrat\u00a0?" in client.get("/simulation/profil/").text


def test_la_liste_montre_chaque_page_sous_sa_rubrique(client, guide):
    page = arbre(client.get("/guide/").text)
    titres = [texte(e) for e in page.iter("h2")]
    assert titres == ["Votre patientèle", "Votre assistant", "Comprendre l’aide"]
    liens = {e.get("href"): texte(e) for e in page.iter("a")}
    for ligne in PAGES:
        assert liens[f"/guide/{ligne['slug']}/"] == ligne["titre"]
        assert ligne["resume"] in texte(page)
    assert liens["/guide/?q=organisation"] == "organisation"


def test_un_guide_sans_page_le_dit(client, sans_guide):
    page = client.get("/guide/").text
    assert "n’a pas encore de page" in page
    assert 'role="search"' not in page
    assert client.get("/guide/?q=objectif").status_code == 200


def test_une_page_dit_tout_ce_qu_elle_doit(client, guide):
    page = arbre(client.get(PMT).text)
    entier = texte(page)
    # La plus ancienne de ses sources fait sa date.
    assert "Vérifié le 1er mars 2025." in entier
    liens = {texte(e): e.get("href") for e in page.iter("a")}
    assert liens["Comptez bien"] == "#comptez-bien"
    assert (
        liens["Combien de patients vous ont choisi comme médecin traitant ?"]
        == "/simulation/patientele/#div_id_pmt"
    )
    assert liens["Et si je n’atteins pas l’objectif ?"] == "/guide/objectif-non-atteint/"
    assert liens["patientèle"] == "/guide/?q=patient%C3%A8le"
    # Les sources : celles de la table avec leur lien, la perdue par sa clé.
    fin = entier.partition("Les sources de cette page")[2]
    assert "Fédération des médecins de France, lecture du règlement arbitral" in fin
    assert "PERDUE" in fin
    assert 'rel="next"' in client.get(PMT).text
    assert 'rel="prev"' not in client.get(PMT).text


def test_le_sommaire_attend_que_la_page_soit_longue(client, guide):
    assert "Dans cette page" in client.get(PMT).text
    assert "Dans cette page" not in client.get("/guide/objectif-non-atteint/").text


def test_une_adresse_inconnue_propose_les_pages_proches(client, guide):
    reponse = client.get("/guide/objectif-pas-atteint/")
    assert reponse.status_code == 404
    assert "/guide/objectif-non-atteint/" in reponse.text
    assert "noindex" in reponse.text
    assert client.get("/guide/zzzz/").status_code == 404


def test_la_recherche_marche_sans_javascript(client, guide):
    page = client.get("/guide/?q=Teletravial").text
    lue = arbre(page)
    champ = next(e for e in lue.iter("input") if e.get("name") == "q")
    assert champ.get("value") == "Teletravial"
    assert texte(next(lue.iter("ol"))).startswith("Le télétravail est-il possible ?")
    annonce = next(e for e in lue.iter("p") if e.get("role") == "status")
    assert texte(annonce) == "1 page pour « Teletravial »."
    assert "noindex" in page
    vaine = client.get("/guide/?q=zzz").text
    assert "Aucune page pour" in vaine


def test_ce_qui_est_tape_est_echappe(client, guide):
    page = client.get("/guide/", {"q": 'objectif"><script>alert()</script>'}).text
    assert "<script>alert" not in page
    assert "<mark>objectif</mark>" in page


def test_ce_qui_est_cherche_n_entre_dans_aucun_journal(client, guide, settings, lignes):
    settings.JOURNAL_ACCES = True
    client.get("/guide/?q=secretquejecherche")
    client.get("/guide/secretquejecherche/")
    assert [ligne["message"] for ligne in lignes()].count("requête servie") == 2
    assert "secretquejecherche" not in json.dumps(lignes())


def test_l_extrait_est_un_morceau_de_la_page(client, guide):
    extrait, page = client.get(f"{PMT}extrait/").text, client.get(PMT).text
    debut = re.search(r"<p>Patients qui vous.*?</p>", extrait, re.DOTALL)
    assert DECLAREE in debut[0]
    assert debut[0] in page
    assert "Comptez bien" not in extrait
    assert f'href="{PMT}"' in extrait
    assert "<html" not in extrait


def test_un_lien_sous_une_question_declaree_et_sous_elle_seule(client, guide):
    page = arbre(client.get(PATIENTELE, follow=True).text)
    liens = [e for e in page.iter("a") if "data-extrait" in e.attrib]
    assert [e.get("href") for e in liens] == [PMT]
    assert liens[0].get("data-hx-get") == f"{PMT}extrait/"
    # Le formulaire autour a ses propres échanges : le lien n'en hérite rien et n'envoie rien.
    assert liens[0].get("data-hx-params") == "none"
    assert liens[0].get("data-hx-sync") == "this:drop"


def test_un_lien_sous_le_secteur_que_ce_qui_concerne_ne_repete_pas(client, guide):
    page = client.get("/simulation/profil/").text
    assert page.count('href="/guide/qui-peut-signer/"') == 1


def test_des_liens_dans_le_resultat(client, guide):
    page = client.get(RESULTAT, follow=True).text
    # Le verdict et le critère « secteur », l'année, l'objectif.
    assert page.count('href="/guide/qui-peut-signer/"') == 2
    assert page.count(f'href="{PMT}"') == 1
    assert page.count('href="/guide/objectif-non-atteint/"') == 1


def test_aucun_lien_sans_page_qui_le_declare(client, sans_guide):
    for adresse in (RESULTAT, PATIENTELE, "/simulation/profil/", "/groupe/"):
        assert "data-extrait" not in client.get(adresse, follow=True).text


def test_les_liens_ne_coutent_aucune_requete(client, tables_gardees, django_assert_num_queries):
    adresse = client.get(RESULTAT).headers.get("Location", RESULTAT)
    client.get(adresse)
    with django_assert_num_queries(0):
        assert "data-extrait" in client.get(adresse).text


def test_chaque_ancre_de_section_a_sa_place_dans_une_page():
    """Une section déclarée que nul gabarit ne montre serait une promesse vide, et l'inverse."""
    tous = "\n".join(gabarit.read_text(encoding="utf-8") for gabarit in GABARITS)
    placees = set(re.findall(r'lien_guide "(section:[a-z]+)"', tous))
    assert placees == {ancre for ancre in ANCRES if ancre.startswith(SECTION)}


def test_chaque_question_peut_montrer_son_lien(client, db):
    """Une page pour chaque question déclarée : chacune de celles d'une étape a son lien."""
    questions_du_guide = [a for a in ANCRES if a.startswith(QUESTION)]
    publier(
        [
            {**PAGES[0], "slug": f"page-{rang}", "ancres": [ancre]}
            for rang, ancre in enumerate(questions_du_guide)
        ]
    )
    for adresse in (
        "/simulation/profil/?contrat=en-cours&secteur=1&specialite=medecine-generale",
        "/simulation/profil/?contrat=termine&contrat_fin=2024-01-01&secteur=1&specialite=orl",
        "/simulation/patientele/?secteur=1&specialite=medecine-generale",
        "/simulation/option/?secteur=1&specialite=medecine-generale",
    ):
        page = arbre(client.get(adresse, follow=True).text)
        formulaire = next(e for e in page.iter("form") if e.get("data-hx-target") == "#apercu")
        questions = {
            e.get("name")
            for e in formulaire.iter("input")
            if e.get("name") in {a.removeprefix(QUESTION) for a in ANCRES}
            and e.get("type") != "hidden"
        }
        liens = [e for e in formulaire.iter("a") if "data-extrait" in e.attrib]
        assert len(liens) == len(questions), (adresse, questions)


def test_deux_questions_voisines_ne_repetent_pas_le_meme_lien(client, db):
    publier([{**PAGES[0], "ancres": ["question:pmt", "question:file_active"]}])
    page = arbre(client.get(PATIENTELE, follow=True).text)
    blocs = {e.get("id"): e for e in page.iter("div")}
    liens = [
        [a for a in blocs[nom].iter("a") if "data-extrait" in a.attrib]
        for nom in ("div_id_pmt", "div_id_file_active")
    ]
    assert [len(des) for des in liens] == [1, 0]


def test_sous_un_cadre_l_extrait_s_ouvre_et_la_page_s_ouvre_dehors(client, guide):
    page = client.get(f"/embed{PATIENTELE}", follow=True).text
    assert f'data-hx-get="/embed{PMT}extrait/"' in page
    lien = re.search(r"<a[^>]*data-extrait[^>]*>", page)[0]
    assert f'href="{PMT}"' in lien
    assert 'target="_blank"' in lien
    extrait = client.get(f"/embed{PMT}extrait/")
    assert extrait.status_code == 200
    liens = re.findall(r'<a [^>]*href="([^"]*)"', extrait.text)
    assert liens
    assert not [li for li in liens if li.startswith("/embed/")]
    assert extrait.text.count('target="_blank"') == len(liens)


@pytest.mark.parametrize("adresse", [PMT, "/guide/", f"{PMT}extrait/"])
def test_les_pages_tiennent_dans_leur_budget(guide, adresse):
    reponse = Client().get(adresse, headers={"accept-encoding": "gzip"})
    assert len(reponse.content) < 8 * 1024


@pytest.mark.vnu
def test_html_valide(client, guide, verifier_html):
    pages = {adresse: client.get(adresse).text for adresse in ADRESSES if "extrait" not in adresse}
    etape = client.get(PATIENTELE, follow=True).text
    extrait = client.get(f"{PMT}extrait/").text
    pages["un extrait ouvert"] = etape.replace("</a></div>", f"</a>{extrait}</div>", 1)
    pages["un résultat"] = client.get(RESULTAT, follow=True).text
    verifier_html(pages)


def test_le_debut_d_une_page_sans_introduction_est_sa_premiere_partie(client, guide):
    extrait = client.get("/guide/objectif-non-atteint/extrait/").text
    assert "<strong>La suite</strong>" in extrait
    assert "patientèle observée" in extrait
    assert analyser("").debut == ""
