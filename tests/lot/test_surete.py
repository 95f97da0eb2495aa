"""Un fichier à la fois, borné en taille et en temps, et rien qui en reste nulle part."""

import json
import os
import sys
import tempfile
import zipfile

import pytest
from django.test import Client

from eligibility.regles.invariants import ResultatImpossible
from simulateur.lot import calcul, flux, passage, verrou, views
from simulateur.lot.refus import LIGNES_MAX, OCTETS_MAX
from tests.lot.conftest import CHIFFRE, NOM, PAGE, TETE, en_csv, en_xlsx, envoi, medecins
from tests.plateforme.test_entetes import AVEC_COOKIES, verifier

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("resultat", ["ecran", "csv"])
def test_deux_fichiers_a_la_fois(client, resultat):
    premier = client.post(PAGE, envoi(medecins(50), resultat=resultat))
    second = Client().post(PAGE, envoi(medecins(1)))
    assert second.status_code == 503
    assert second.headers["Retry-After"] == "10"
    assert "Un autre fichier est en cours" in second.text
    assert premier.getvalue()
    assert Client().post(PAGE, envoi(medecins(1))).getvalue()


@pytest.mark.parametrize("lus", [0, 1, 3])
def test_un_visiteur_qui_s_en_va_rend_la_place(rf, lus):
    def envoyer(combien):
        demande = rf.post(PAGE, envoi(medecins(combien)))
        demande.cpts = None  # ce que nos couches y lisent
        return views.page(demande)

    response = envoyer(50)
    morceaux = iter(response)
    for _ in range(lus):
        next(morceaux)
    response.close()
    suivant = envoyer(1)
    assert suivant.status_code == 200
    suivant.close()


def test_une_place_oubliee_se_libere():
    maintenant = [0.0]
    place = verrou.Place(lambda: maintenant[0])
    premier = place.prendre()
    assert place.prendre() is None
    maintenant[0] = verrou.PERIME_S
    second = place.prendre()
    assert second is not None
    place.rendre(premier)
    assert place.prendre() is None
    place.rendre(second)
    assert place.prendre() is not None


@pytest.mark.parametrize("octets", [b"", medecins(1)[:20], medecins(LIGNES_MAX + 1)])
def test_un_refus_rend_la_place(envoyer, octets):
    response = envoyer(octets)
    assert response.status_code in (413, 422)
    assert 'class="resume-erreurs' in response.text
    assert "Erreur&nbsp;:" in response.text
    verifier(response)


def test_un_fichier_trop_gros_n_est_pas_lu(client, monkeypatch):
    response = client.post(PAGE, envoi(b"x" * (OCTETS_MAX + 1)))
    assert response.status_code == 413
    assert "dépasse 2 Mo" in response.text.replace("\xa0", " ")
    monkeypatch.setattr(views, "Envoi", _interdit_aux_corps)
    assert client.post(PAGE, envoi(b"x" * (OCTETS_MAX + 100_000))).status_code == 413


def _interdit_aux_corps(donnees=None, fichiers=None):
    from simulateur.lot.formulaire import Envoi

    assert not fichiers
    return Envoi(donnees, fichiers)


def test_le_temps_est_borne(envoyer, monkeypatch):
    monkeypatch.setattr(passage, "DUREE_MAX_S", 0.0)
    page = envoyer(medecins(10)).lu.decode()
    assert "Le calcul a été arrêté au bout de 0 secondes, après 1 ligne sur 10" in page
    assert "Ligne 2, " in page
    fichier = envoyer(medecins(10), resultat="csv").lu.decode()
    assert "après 1 ligne sur 10" in fichier


def test_vingt_lignes_coutent_un_envoi(envoyer, settings):
    settings.ENVOIS_PAR_MINUTE = 2
    assert envoyer(medecins(60)).status_code == 200
    response = envoyer(medecins(1))
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "Trop de demandes" in response.content.decode()


def test_un_resultat_impossible_n_arrete_pas_les_autres(envoyer, monkeypatch, lignes):
    vraie, appels = calcul.estimer, []

    def estimer(*args):
        appels.append(1)
        if len(appels) == 2:
            raise ResultatImpossible("total_positif", "2026-02-25 r1")
        return vraie(*args)

    monkeypatch.setattr(calcul, "estimer", estimer)
    page = envoyer(medecins(3)).lu.decode()
    assert "nous préférons ne rien montrer" in page
    assert "Ligne 4, " in page
    (ligne,) = lignes()
    assert ligne["invariant"] == "total_positif"
    assert CHIFFRE not in json.dumps(ligne)


@pytest.mark.parametrize("resultat", ["ecran", "csv"])
def test_un_defaut_en_route_finit_la_reponse_et_ne_dit_rien(envoyer, monkeypatch, lignes, resultat):
    vraie, appels = calcul.estimer, []

    def estimer(situation, referentiel):
        appels.append(1)
        if len(appels) == 30:
            raise ValueError(f"{NOM} {situation.pmt}")
        return vraie(situation, referentiel)

    monkeypatch.setattr(calcul, "estimer", estimer)
    page = envoyer(medecins(40), resultat=resultat).lu.decode()
    assert "s’est arrêté sur un défaut de notre côté, après 29 lignes" in page
    if resultat == "ecran":
        assert page.rstrip().endswith("</html>")
    (ligne,) = lignes()
    assert ligne["exception"][0]["classe"] == "builtins.ValueError"
    assert NOM not in json.dumps(ligne)
    assert CHIFFRE not in json.dumps(ligne)


def test_un_gabarit_qui_casse_finit_la_page(envoyer, monkeypatch, lignes):
    def casser(*_):
        raise KeyError(NOM)

    monkeypatch.setattr(flux, "totaux", casser)
    page = envoyer(medecins(3)).lu.decode()
    assert 'role="alert"' in page
    assert page.rstrip().endswith("</html>")
    assert NOM not in json.dumps(lignes())


@pytest.fixture(scope="module")
def guet():
    """Les listes qu'on y met reçoivent les fichiers ouverts en écriture, quelle que soit la fonction.

    Python n'oublie jamais un tel guet : il n'y en a qu'un.
    """
    listes: list[list] = []

    def noter(evenement, arguments):
        if listes and evenement == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            listes[-1].append(arguments[0])

    sys.addaudithook(noter)
    yield listes
    listes.clear()


@pytest.fixture
def ecrits(guet):
    guet.append([])
    yield guet[-1]
    guet.pop()


def test_un_fichier_ecrit_se_voit(ecrits, tmp_path):
    """Toutes les façons d'ouvrir, dont celle d'un fichier temporaire sans nom."""
    un, deux, trois = (tmp_path / nom for nom in "abc")
    un.write_text("a")
    un.read_text()
    zipfile.ZipFile(deux, "w").close()
    os.close(os.open(trois, os.O_RDWR | os.O_CREAT))
    tempfile.TemporaryFile().close()
    assert ecrits[:3] == [str(un), str(deux), str(trois)]
    assert set(ecrits[3:]) == {tempfile.gettempdir()}


@pytest.mark.parametrize("resultat", ["ecran", "csv", "xlsx"])
@pytest.mark.parametrize("ecrire", [en_csv, en_xlsx])
def test_rien_sur_le_disque_ni_au_journal(envoyer, ecrits, lignes, settings, resultat, ecrire):
    settings.JOURNAL_ACCES = True
    corps = ecrire(TETE, *([NOM, "medecine-generale", "1", CHIFFRE, 5000] for _ in range(900)))
    ecrits.clear()  # openpyxl a écrit le classeur envoyé
    response = envoyer(corps, nom=f"{NOM}.csv", resultat=resultat)
    assert response.status_code == 200
    assert ecrits == []
    assert NOM not in response.headers.get("Content-Disposition", "")
    ecrit = json.dumps(lignes())
    assert NOM not in ecrit
    assert CHIFFRE not in ecrit


def test_aucun_cookie_ni_jeton():
    client = Client(enforce_csrf_checks=True)
    client.cookies.load(AVEC_COOKIES)
    response = client.post(PAGE, envoi(medecins(1)), headers={"origin": "https://ailleurs.exemple"})
    assert response.status_code == 200
    response.getvalue()
    verifier(response)


def test_aucune_requete_sql(envoyer, django_assert_num_queries, settings):
    settings.REFERENTIEL_FRAICHEUR_S = 60
    envoyer(medecins(1))
    with django_assert_num_queries(0):
        envoyer(medecins(20))
