"""Ce que le serveur répond : en-têtes, caches, redirections, refus, journaux."""

import gzip
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from eligibility import selectors
from simulateur.plateforme import journal
from tests.agenda.fichier import ADRESSE, GENERALISTE, NOUVEAU, SUIVI, evenements
from tests.parcours.pages import texte

pytestmark = pytest.mark.django_db
URL = f"{ADRESSE}?{NOUVEAU}"
RESULTATS = "/simulation/resultats/"


def test_un_fichier_a_enregistrer_que_personne_ne_garde_ni_n_indexe(client):
    client.cookies["sessionid"] = "intrus"
    reponse = client.get(URL)
    assert reponse.status_code == 200
    assert reponse["Content-Type"] == "text/calendar; charset=utf-8"
    assert reponse["Content-Disposition"] == 'attachment; filename="aide-assistant-medical.ics"'
    assert reponse["X-Robots-Tag"] == "noindex"
    assert {d.strip() for d in reponse["Cache-Control"].split(",")} == {"private", "no-cache"}
    assert reponse["Referrer-Policy"] == "no-referrer"
    assert "cookie" not in reponse["Vary"].lower()
    assert not reponse.cookies
    assert int(reponse["Content-Length"]) == len(reponse.content)


def test_demander_sans_prendre(client):
    entier, tete = client.get(URL), client.head(URL)
    assert tete.status_code == 200
    assert tete.content == b""
    for nom in ("Content-Type", "Content-Disposition", "ETag", "Content-Length"):
        assert tete[nom] == entier[nom]


def test_le_meme_jour_les_memes_octets_et_rien_a_renvoyer(client, monkeypatch):
    un, autre = client.get(URL), client.get(URL)
    assert un.content == autre.content
    assert un["ETag"] == autre["ETag"]
    for demandee in (un["ETag"], f"W/{un['ETag']}"):
        assert client.get(URL, headers={"If-None-Match": demandee}).status_code == 304
    autres = replace(selectors.tables(), empreinte="d'autres tables")
    with monkeypatch.context() as correctif:
        correctif.setattr(selectors, "tables", lambda: autres)
        assert client.get(URL)["ETag"] != un["ETag"]
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2031, 5, 2))
    demain = client.get(URL, headers={"If-None-Match": un["ETag"]})
    assert demain.status_code == 200
    assert {e.revise for e in evenements(demain.content)} == {"20310501T220000Z"}


def test_compresse_il_reste_le_meme(client):
    reponse = client.get(URL, headers={"Accept-Encoding": "gzip"})
    assert reponse["Content-Encoding"] == "gzip"
    assert gzip.decompress(reponse.content) == client.get(URL).content


@pytest.mark.parametrize(
    ("requete", "etape"),
    [
        ("", "profil"),
        ("cpts=x", "profil"),
        ("secteur=1", "profil"),
        ("secteur=1&specialite=inconnue", "profil"),
        (f"{GENERALISTE}&pmt=beaucoup", "patientele"),
        (f"{GENERALISTE}&date_signature=2018-01-01", "option"),
        (f"{NOUVEAU}&pmt_an3=x", "resultats"),
        (f"{NOUVEAU}&brut_mensuel=x", "resultats"),
    ],
)
def test_une_adresse_a_reprendre_mene_a_l_etape_fautive(visite, requete, etape):
    page = visite.ouvrir(f"{ADRESSE}?{requete}")
    assert (page.statut, page.chemin) == (200, f"/simulation/{etape}/")
    # Une visite qui n'a rien dit n'a pas de faute.
    assert bool(page.erreurs()) == (requete not in ("", "cpts=x"))


def test_une_adresse_mal_ecrite_redirige_une_fois_vers_la_sienne(visite):
    page = visite.ouvrir(f"{ADRESSE}?{GENERALISTE}&pmt=1 300&date_signature=1/12/2026&inconnue=x")
    assert page.sauts == [URL]
    assert page.chemin == ADRESSE


@pytest.mark.parametrize(
    ("changement", "raison"),
    [
        ("secteur=2", "Non éligible"),
        ("pmt=600&file_active=900", "Il vous manque"),
        ("contrat=termine&contrat_fin=2026-01-01", "Non éligible"),
        ("option=2", "n’est pas une option ouverte pour vous"),
        (f"{SUIVI}&secteur=2", "Une condition de l’aide n’est plus remplie"),
        (f"{SUIVI}&option=2", "n’est pas une option ouverte pour vous"),
        # Cinq ans, puis cinq de prolongation : tout est passé, et un agenda vide n'est pas valide.
        (f"{SUIVI}&contrat_signature=2019-09-01&date_signature=2031-01-01", "Aucune date à venir"),
    ],
)
def test_sans_contrat_possible_ni_date_a_venir_le_resultat_plutot_qu_un_fichier(
    visite, changement, raison
):
    page = visite.ouvrir(f"{ADRESSE}?{NOUVEAU}&{changement}&pmt_an3=1200&cpts=Ma CPTS")
    assert (page.statut, page.chemin) == (200, RESULTATS)
    assert raison in texte(page.racine)
    assert ADRESSE not in page.html
    # Toutes les réponses y sont encore.
    assert (page.reponses["pmt_an3"], page.reponses["cpts"]) == (["1200"], ["Ma CPTS"])


def test_un_contrat_tenu_garde_son_agenda_meme_ferme_aux_nouveaux(visite):
    tiers = f"{SUIVI}&contrat_option=1/3&contrat_signature=2022-03-01"
    page = visite.ouvrir(f"{ADRESSE}?{tiers}")
    assert page.chemin == ADRESSE
    titres = [e.titre for e in evenements(page.reponse.content)]
    assert any("Dernier jour pour signer l’avenant" in titre for titre in titres)


def test_le_lien_de_la_page_mene_au_fichier_avec_toutes_les_reponses(visite):
    page = visite.ouvrir(f"{RESULTATS}?{NOUVEAU}&cpts=x&pmt_an3=1400")
    (lien,) = (a for a in page.racine.iter("a") if a.get("href", "").startswith(ADRESSE))
    assert texte(lien) == "Ajouter à mon agenda (.ics)"
    fichier = visite.ouvrir(lien.get("href"))
    assert fichier.sauts == []
    assert fichier.chemin == ADRESSE
    assert (fichier.reponses["pmt_an3"], fichier.reponses["cpts"]) == (["1400"], ["x"])


@pytest.mark.parametrize("methode", ["post", "put", "delete", "patch"])
def test_on_ne_fait_que_lire(methode):
    reponse = getattr(Client(enforce_csrf_checks=True), methode)(URL)
    assert reponse.status_code == 405
    assert reponse["Allow"] == "GET, HEAD"


def test_aucune_requete_sql_quand_le_bareme_est_en_memoire(client, settings):
    settings.REFERENTIEL_FRAICHEUR_S = 3600
    client.get(URL)
    with CaptureQueriesContext(connection) as requetes:
        assert client.get(URL.replace("pmt=1300", "pmt=1301")).status_code == 200
    assert requetes.captured_queries == []


def test_le_journal_ne_dit_que_la_route(client, settings, caplog):
    settings.JOURNAL_ACCES = True
    client.get(URL.replace("pmt=1300", "pmt=1317"))
    (ligne,) = map(journal.FormatJson().format, caplog.records)
    assert f'"route": "{ADRESSE}"' in ligne
    assert "1317" not in ligne
    assert "generale" not in ligne
