"""Aucune réponse d'un médecin n'entre dans un journal, par aucun chemin."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from simulateur.plateforme import journal

pytestmark = pytest.mark.django_db
CHIFFRE = "13171317"


def casser(request, n):
    try:
        {}[f"patientèle {request.GET['pmt']}"]
    except KeyError as cause:
        raise ValueError(f"refusé : {request.get_full_path()}") from cause


def bavarder(request):
    logging.getLogger("bibliotheque").warning("valeur %s", request.GET["pmt"])
    logging.getLogger("bibliotheque").warning(f"valeur {request.GET['pmt']}")  # noqa: G004 - la faute à taire
    logging.getLogger("simulateur.essai").error(
        "résultat impossible", extra={"invariant": "total_positif", "bareme": "2026-02-25 r1"}
    )
    return HttpResponse()


urlpatterns = [path("casse/<int:n>/", casser), path("bavard/", bavarder)]
handler500 = "simulateur.plateforme.erreurs.erreur_interne"


@override_settings(ROOT_URLCONF=__name__)
def test_une_erreur_ne_dit_que_ses_cadres(lignes):
    Client(raise_request_exception=False).get(f"/casse/7/?pmt={CHIFFRE}")
    (ligne,) = lignes()
    assert CHIFFRE not in json.dumps(ligne)
    assert ligne["route"] == "/casse/<int:n>/"
    assert ligne["statut"] == 500
    assert len(ligne["requete"]) == 12
    classes = [maillon["classe"] for maillon in ligne["exception"]]
    assert classes == ["builtins.ValueError", "builtins.KeyError"]
    assert ligne["exception"][0]["cadres"][-1].startswith("tests/plateforme/test_journaux.py:")
    assert ligne["exception"][0]["cadres"][-1].endswith(":casser")


@override_settings(ROOT_URLCONF=__name__)
def test_les_bibliotheques_bavardes_sont_tues(lignes):
    Client().get(f"/bavard/?pmt={CHIFFRE}")
    premiere, deuxieme, troisieme = lignes()
    assert CHIFFRE not in json.dumps([premiere, deuxieme])
    assert premiere["message"] == "valeur %s"
    assert deuxieme["message"].startswith("message tu (test_journaux.py:")
    assert troisieme["message"] == "résultat impossible"
    assert troisieme["invariant"] == "total_positif"
    assert troisieme["bareme"] == "2026-02-25 r1"


@pytest.mark.parametrize(
    "adresse",
    [
        f"/nulle-part/?pmt={CHIFFRE}",
        f"/simulation/resultats/&pmt={CHIFFRE}",
        f"/simulation/resultats/%3Fpmt={CHIFFRE}",
        f"/{CHIFFRE}/",
        f"/a%0a%7b{CHIFFRE}",
        f"/?pmt={CHIFFRE}&{'a' * 8000}",
    ],
)
def test_un_lien_abime_ne_dit_pas_ses_chiffres(client, lignes, adresse):
    client.get(adresse)
    assert lignes()
    assert CHIFFRE not in json.dumps(lignes())


def test_un_hote_inconnu_n_est_pas_cite(client, lignes):
    client.get("/", headers={"host": f"hote-{CHIFFRE}"})
    origines = {ligne["origine"] for ligne in lignes()}
    assert "django.security.DisallowedHost" in origines
    assert CHIFFRE not in json.dumps(lignes())


def test_une_ligne_reste_une_ligne():
    record = logging.LogRecord("simulateur", logging.INFO, "f.py", 1, "a\nb\r{}", None, None)
    assert "\n" not in journal.FormatJson().format(record)
    assert "\r" not in journal.FormatJson().format(record)


def test_journal_d_acces(client, lignes, settings):
    settings.JOURNAL_ACCES = True
    client.get(f"/sante/vivant?pmt={CHIFFRE}")
    (ligne,) = lignes()
    assert ligne["methode"] == "GET"
    assert ligne["route"] == "/sante/vivant"
    assert ligne["statut"] == 200
    assert ligne["duree_ms"] >= 0
    assert CHIFFRE not in json.dumps(ligne)


def test_par_defaut_rien(client, lignes):
    client.get(f"/sante/vivant?pmt={CHIFFRE}")
    assert lignes() == []


def test_methode_inventee_non_citee(rf):
    assert journal.methode(f"A{CHIFFRE}") == "AUTRE"
