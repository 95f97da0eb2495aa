"""« Vos démarches » : ce qui manque, ce qu'il y a à faire et quand, le message ; rien n'en est gardé."""

from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client

from eligibility import selectors
from simulateur.cpts import annuaire
from simulateur.cpts.models import Cpts
from simulateur.resultats.envoi import LONGUEUR_MAXIMALE
from simulateur.textes import demarches as textes
from simulateur.textes import questions as textes_questions
from tests.impression.situations import TOUTES
from tests.parcours.pages import Page, Visite, texte
from tests.resultats.chiffres import estimation_de

pytestmark = pytest.mark.django_db
DEMARCHES = "/simulation/demarches/"
GENERALISTE = "secteur=1&specialite=medecine-generale"
DATE = "date_signature=2026-12-01"


@pytest.fixture
def visite() -> Visite:
    return Visite(Client())


@pytest.fixture(params=TOUTES.values(), ids=TOUTES)
def page(request, visite) -> Page:
    lue = visite.ouvrir(f"{DEMARCHES}?{request.param}")
    assert (lue.statut, lue.chemin) == (200, DEMARCHES)
    return lue


def parties(page: Page) -> dict[str, list[str]]:
    """{nom de la partie: ce que dit chaque case}."""
    return {
        section.get("aria-labelledby").removeprefix("d-"): [
            " ".join(texte(li).split()) for li in section.iter("li")
        ]
        for section in page.racine.iter("section")
        if section.get("aria-labelledby").startswith("d-")
    }


def test_tout_ce_qui_manque_est_a_cocher_et_dans_le_message(page):
    lues, attendues = parties(page), estimation_de(page).questions
    (message,) = [t.text for t in page.racine.iter("textarea")] or [""]
    for question in attendues:
        dite = " ".join(textes_questions.texte(question).split())
        assert dite in lues["demander"]
        assert dite in " ".join(message.split())
    assert bool(attendues) is ("message" in lues)


def test_un_refus_ne_propose_que_ce_qui_le_leverait(page):
    lues, e = parties(page), estimation_de(page)
    if e.verdict == "non_eligible":
        assert len(lues["changer"]) == len(e.deblocages)
        assert not {"preparer", "signer", "recruter", "former", "suivre"} & lues.keys()
    else:
        assert "changer" not in lues
        assert "suivre" in lues


def test_un_contrat_en_cours_ne_recommence_pas(page):
    lues, e = parties(page), estimation_de(page)
    if e.situation.suit_un_contrat:
        assert not {"preparer", "recruter", "former"} & lues.keys()


def test_chaque_obligation_a_venir_a_sa_date(page):
    lues, e = parties(page), estimation_de(page)
    if e.verdict == "non_eligible":
        return
    dits = " ".join(ligne for nom in ("former", "suivre") for ligne in lues.get(nom, ()))
    for echeance in e.echeances_a_venir:
        if echeance.type in ("objectif", "fin_contrat", "carence"):
            assert f"{echeance.date.year}" in dits
    if any(x.type == "formation" for x in e.echeances_a_venir) and "former" in lues:
        assert "titre d’assistant médical" in " ".join(lues["former"])


def test_un_assistant_qualifie_n_a_rien_a_suivre(visite):
    lues = parties(
        visite.ouvrir(f"{DEMARCHES}?assistant_qualifie=oui&{DATE}&pmt=1300&{GENERALISTE}")
    )
    assert "former" not in lues
    assert "recruter" in lues


def test_une_option_fermee_dit_ce_qui_lui_manque(visite):
    lues = parties(visite.ouvrir(f"{DEMARCHES}?{DATE}&option=2&pmt=1300&{GENERALISTE}"))
    (signer,) = lues["signer"]
    assert signer.startswith("Cette option ne vous est pas encore ouverte")


def test_les_sources_dites_sont_dans_la_table():
    """Une clé fausse laisserait la démarche sans source, et sans bruit."""
    connues = selectors.tables().referentiel.sources
    dites = (*textes.PREPARER, *textes.RECRUTER, textes.SECRETAIRE, *textes.FORMER, *textes.SUIVRE)
    assert {d.source for d in dites if d.source} <= connues.keys()


def courriels(page: Page) -> list[str]:
    liens = (a.get("href", "") for a in page.racine.iter("a"))
    return [lien for lien in liens if lien.startswith("mailto:") and "body=" in lien]


def test_le_courriel_s_ecrit_dans_sa_messagerie(visite):
    (lien,) = courriels(visite.ouvrir(f"{DEMARCHES}?{DATE}&{GENERALISTE}"))
    assert urlparse(lien).path == ""
    assert "Pourriez-vous" in parse_qs(urlparse(lien).query)["body"][0]
    assert len(lien) <= LONGUEUR_MAXIMALE


def test_le_courriel_va_a_la_cpam_que_la_cpts_dit(visite, settings, tmp_path):
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    Cpts(slug="essai", nom="CPTS de l’essai", cpam_courriel="aides@cpam.invalid").save()
    annuaire.oublier()
    (lien,) = courriels(visite.ouvrir(f"{DEMARCHES}?cpts=essai&{DATE}&{GENERALISTE}"))
    assert urlparse(lien).path == "aides@cpam.invalid"
    annuaire.oublier()


def test_le_resultat_y_mene_et_elle_y_ramene(visite):
    resultat = visite.ouvrir(f"/simulation/resultats/?{DATE}&pmt=1300&{GENERALISTE}")
    (lien,) = [
        a.get("href") for a in resultat.racine.iter("a") if a.get("href", "").startswith(DEMARCHES)
    ]
    demarches = visite.ouvrir(lien)
    assert demarches.chemin == DEMARCHES
    retours = [
        a.get("href") for a in demarches.racine.iter("a") if "/resultats/" in a.get("href", "")
    ]
    assert visite.ouvrir(retours[0]).chemin == "/simulation/resultats/"


def test_en_tetes_d_une_page_avec_des_reponses(client):
    reponse = client.get(f"{DEMARCHES}?{DATE}&{GENERALISTE}")
    assert reponse.headers["Cache-Control"] == "private, no-cache"
    assert not reponse.cookies
    assert "noindex" in reponse.text
    assert client.get(DEMARCHES).status_code == 302
