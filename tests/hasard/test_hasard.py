"""Cinq mille demandes au hasard : pas une panne. Deux cent mille : `make endurance`."""

import gzip
from itertools import islice

import pytest

from eligibility import selectors
from scripts.hasard.demandes import SORTES, demandes
from scripts.hasard.sans_reseau import juger
from scripts.hasard.verdict import faute
from scripts.outils.application import Demande

pytestmark = pytest.mark.django_db
COMBIEN, PARTS = 5_000, 4
PAGE = {"content-type": "text/html; charset=utf-8"}
DEMANDE = Demande("GET", "/simulation/resultats/?pmt=1300")


@pytest.fixture(scope="session")
def application():
    from simulateur.wsgi import application

    return application


@pytest.mark.parametrize("part", range(PARTS))
def test_cinq_mille_demandes(application, settings, part):
    settings.API_PAR_MINUTE = 0
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    portees = 0
    for demande in demandes(selectors.tables().referentiel, 100 + part):
        en_plus, vue = juger(application, demande)
        assert not vue, (vue, demande)
        portees += en_plus
        if portees >= COMBIEN / PARTS:
            break


def test_le_tirage_se_refait_et_voit_tout_le_site():
    referentiel = selectors.tables().referentiel
    tirees = list(islice(demandes(referentiel, 1), 600))
    assert tirees == list(islice(demandes(referentiel, 1), 600))
    assert tirees != list(islice(demandes(referentiel, 2), 600))
    debuts = {demande.chemin.partition("?")[0] for demande in tirees}
    for page in ("/simulation/resultats/", "/groupe/", "/simulation/agenda.ics", "/groupe/fichier/",
                 "/api/v1/estimation", "/api/v1/estimations", "/api/v1/groupe"):  # fmt: skip
        assert page in debuts, page
    assert len(SORTES) == len({sorte for sorte, _ in SORTES})


@pytest.mark.parametrize(
    ("statut", "entetes", "corps", "dite"),
    [
        (500, PAGE, b"<html></html>", "statut 500"),
        (503, PAGE, b"<html></html>", "statut 503"),
        (200, PAGE, b"<html><p>coup", "une page coupée"),
        (200, PAGE | {"content-encoding": "gzip"}, gzip.compress(b"<html>", mtime=0), "une page coupée"),
        (200, PAGE | {"set-cookie": "a=1"}, b"<html></html>", "un cookie"),
        (200, PAGE, b"<script>alert(1)</script></html>", "une balise d’un visiteur"),
        (404, PAGE, b"Traceback (most recent call last)", "« Traceback (most recent »"),
        (200, {"content-type": "application/json"}, b'{"a": ', "un JSON abîmé"),
        (302, {"location": "/a\r\nX: 1"}, b"", "un en-tête coupé"),
        (200, PAGE, b"<html></html>\n", ""),
        (422, PAGE, b"<html></html>", ""),
    ],
)  # fmt: skip
def test_une_faute_se_voit(statut, entetes, corps, dite):
    assert faute(DEMANDE, statut, entetes, corps) == dite
    if statut == 200 and dite == "un cookie":
        assert faute(Demande("GET", "/admin/login/"), statut, entetes, corps) == ""


def test_un_renvoi_sans_fin_est_une_faute():
    def tourne(environ, commencer):
        commencer("302 Found", [("Location", environ["PATH_INFO"])])
        return [b""]

    assert juger(tourne, DEMANDE) == (4, "des renvois sans fin")
