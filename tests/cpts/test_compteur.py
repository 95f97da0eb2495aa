"""Ce qui se compte : un résultat ouvert par le lien d'une CPTS, un mois. Rien de qui l'a ouvert."""

import threading
from datetime import date

import pytest

from simulateur.cpts import compteur
from simulateur.cpts.models import Ouvertures

pytestmark = pytest.mark.django_db
QUESTION = (
    "date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1&specialite=medecine-generale"
)
ADRESSE = f"/simulation/resultats/?cpts=ma-cpts&{QUESTION}"
NAVIGATEUR = {
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
}


@pytest.fixture(autouse=True)
def neuf(monkeypatch):
    """Un compteur à soi : celui du processus garde ce que d'autres tests ont ouvert."""
    neuf = compteur._Compteur()
    monkeypatch.setattr(compteur, "_compteur", neuf)
    return neuf


def comptes(neuf) -> dict:
    neuf.verser()
    return {(o.cpts.slug, o.mois): o.nombre for o in Ouvertures.objects.all()}


def ouvrir(client, adresse=ADRESSE, **entetes):
    return client.get(adresse, headers={**NAVIGATEUR, **entetes})


def test_un_resultat_ouvert(client, cpts, neuf, monkeypatch):
    monkeypatch.setattr(compteur.timezone, "localdate", lambda: date(2026, 11, 30))
    ouvrir(client)
    ouvrir(client, ADRESSE.replace("/simul", "/embed/simul"))
    monkeypatch.setattr(compteur.timezone, "localdate", lambda: date(2026, 12, 1))
    ouvrir(client)
    assert comptes(neuf) == {("ma-cpts", date(2026, 11, 1)): 2, ("ma-cpts", date(2026, 12, 1)): 1}
    ouvrir(client)
    assert comptes(neuf)["ma-cpts", date(2026, 12, 1)] == 2


@pytest.mark.parametrize(
    ("adresse", "entetes"),
    [
        (ADRESSE.replace("ma-cpts", "inconnue"), {}),
        (ADRESSE.replace("cpts=ma-cpts&", ""), {}),
        (f"{ADRESSE}&vue=cout", {}),
        (ADRESSE.replace("resultats", "impression"), {}),
        ("/simulation/profil/?cpts=ma-cpts", {}),
        (ADRESSE.replace("/simulation", "/embed/essai/simulation"), {}),
        (ADRESSE, {"hx-request": "true", "hx-target": "resultat"}),
        (ADRESSE, {"sec-purpose": "prefetch;prerender"}),
        (ADRESSE, {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
        (ADRESSE, {"user-agent": "WhatsApp/2.23"}),
        (ADRESSE, {"user-agent": "python-requests/2.31"}),
        ("/api/v1/estimation?cpts=ma-cpts&secteur=1&specialite=medecine-generale", {}),
    ],
)  # fmt: skip
def test_ce_qui_ne_se_compte_pas(client, cpts, neuf, adresse, entetes):
    assert ouvrir(client, adresse, **entetes).status_code == 200
    assert comptes(neuf) == {}


def test_une_page_gardee_ou_une_tete_ne_se_compte_pas(client, cpts, neuf):
    etiquette = ouvrir(client)["ETag"]
    assert ouvrir(client, **{"if-none-match": etiquette}).status_code == 304
    client.head(ADRESSE, headers=NAVIGATEUR)
    assert list(comptes(neuf).values()) == [1]


def test_compter_n_attend_pas_la_base(client, cpts, neuf, django_assert_num_queries):
    ouvrir(client)
    with django_assert_num_queries(0):
        ouvrir(client)


def test_base_absente_le_compte_est_garde(client, cpts, neuf, base_absente):
    ouvrir(client)
    with base_absente():
        neuf.verser()
    ouvrir(client)
    assert list(comptes(neuf).values()) == [2]


def test_un_seul_versement_prevu_puis_un_autre(client, cpts, neuf, settings, monkeypatch):
    prevus = []

    class Montre:
        daemon = False

        def __init__(self, delai, geste):
            prevus.append((delai, geste))

        def start(self):
            assert self.daemon, "un fil qui attend ne retient pas le serveur"

    monkeypatch.setattr(compteur, "Timer", Montre)
    settings.CPTS_VERSEMENT_S = 60
    ouvrir(client)
    ouvrir(client)
    assert [delai for delai, _ in prevus] == [60]
    neuf.verser()
    ouvrir(client)
    assert len(prevus) == 2
    assert list(comptes(neuf).values()) == [2 + 1]


def test_plusieurs_fils_n_en_perdent_aucun(cpts, neuf):
    fils = [
        threading.Thread(
            target=lambda: [neuf.ajouter("ma-cpts", date(2026, 11, 1)) for _ in range(500)]
        )
        for _ in range(4)
    ]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert list(comptes(neuf).values()) == [2000]


def test_une_cpts_effacee_entre_temps(client, cpts, neuf):
    ouvrir(client)
    cpts.delete()
    assert comptes(neuf) == {}


def test_rien_de_personnel_n_est_garde():
    assert {champ.name for champ in Ouvertures._meta.fields} == {"id", "cpts", "mois", "nombre"}


GROUPE = "/groupe/?cpts=ma-cpts&date_signature=2026-12-01&m=1p1300.a1700&m=1p700.a1000"


@pytest.mark.parametrize("venue", ["none", "cross-site", "same-site"])
def test_un_groupe_ouvert_d_ailleurs(client, cpts, neuf, venue):
    """Par un message, un code QR, le site de la CPTS."""
    assert ouvrir(client, GROUPE, **{"sec-fetch-site": venue}).status_code == 200
    assert sum(comptes(neuf).values()) == 1


@pytest.mark.parametrize(
    ("adresse", "entetes"),
    [
        # Un geste dans la page : le navigateur dit qu'il en vient.
        (GROUPE, {"sec-fetch-site": "same-origin"}),
        (GROUPE, {}),
        ("/groupe/?cpts=ma-cpts", {"sec-fetch-site": "none"}),
        (GROUPE.replace("cpts=ma-cpts&", ""), {"sec-fetch-site": "none"}),
        (f"{GROUPE}&vue=ajouter", {"sec-fetch-site": "none"}),
    ],
)
def test_d_un_groupe_un_geste_ne_compte_pas(client, cpts, neuf, adresse, entetes):
    client.get(adresse, headers={**NAVIGATEUR, **entetes})
    assert comptes(neuf) == {}
