"""Cinq mots de passe faux ferment la connexion un quart d'heure, sans que rien ne nomme quelqu'un."""

import json
from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.comptes.conftest import CONNEXION, MOT_DE_PASSE, entre, mot_de_passe
from tests.outils.adresses import adresses_publiques

pytestmark = pytest.mark.django_db

ICI, AILLEURS = "203.0.113.77", "198.51.100.8"


def echouer(client, fois: int = 5, nom: str = "agnes", adresse: str = ICI):
    for _ in range(fois):
        reponse = mot_de_passe(client, nom, "faux", REMOTE_ADDR=adresse)
    return reponse


def vieillir(minutes: int) -> None:
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=minutes))


def test_au_cinquieme_echec_une_page_en_francais(client, compte):
    assert echouer(client, 4).status_code == 200
    page = echouer(client, 1)
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "900"
    assert '<html lang="fr">' in page.text
    assert "Trop d’essais" in page.text
    # Le bon mot de passe n'y change rien, et n'est même pas lu.
    assert mot_de_passe(client, REMOTE_ADDR=ICI).status_code == 429
    assert not entre(client)


def test_un_quart_d_heure_apres_on_entre(client, compte):
    echouer(client)
    vieillir(14)
    # Insister pendant l'attente ne la prolonge pas.
    assert mot_de_passe(client, REMOTE_ADDR=ICI).status_code == 429
    vieillir(2)
    assert mot_de_passe(client, REMOTE_ADDR=ICI).status_code == 302
    assert entre(client)
    assert AccessAttempt.objects.count() == 0


def test_le_verrou_est_du_compte_depuis_l_adresse(client, compte, django_user_model):
    django_user_model.objects.create_superuser("basile", password=MOT_DE_PASSE)
    echouer(client)
    assert mot_de_passe(client, REMOTE_ADDR=AILLEURS).status_code == 302
    assert mot_de_passe(Client(), "basile", REMOTE_ADDR=ICI).status_code == 302


def test_entrer_oublie_les_echecs(client, compte):
    echouer(client, 4)
    mot_de_passe(client, REMOTE_ADDR=ICI)
    assert echouer(Client(), 4).status_code == 200


def test_un_compte_qui_n_existe_pas_ne_se_devine_pas(client, compte):
    assert echouer(client, 5, "personne").status_code == 429


@pytest.mark.parametrize(
    ("premiere", "seconde", "meme"),
    [
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::7", "2001:db8:1:3::7", False),
        ("::ffff:203.0.113.77", ICI, True),
        ("", "pas une adresse", False),
    ],
)
def test_une_adresse_ipv6_vaut_son_bloc(client, compte, premiere, seconde, meme):
    echouer(client, adresse=premiere)
    assert (mot_de_passe(client, REMOTE_ADDR=seconde).status_code == 429) is meme


def test_derriere_un_mandataire(client, compte, settings):
    settings.ENTETE_ADRESSE = "X-Forwarded-For"

    def essayer(valeur, adresse):
        return mot_de_passe(
            client, "agnes", valeur, REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": adresse}
        ).status_code

    # Le début de l'en-tête vient du visiteur : en inventer un autre n'aide pas.
    assert [essayer("faux", f"192.0.2.{n}, {ICI}") for n in range(5)][-1] == 429
    assert essayer(MOT_DE_PASSE, ICI) == 429
    assert essayer(MOT_DE_PASSE, AILLEURS) == 302


def test_la_base_ne_garde_que_des_empreintes(client, compte):
    for _ in range(3):
        client.post(
            f"{CONNEXION}?next=/admin/secret-7/",
            {"username": "agnes", "password": "faux-13171317", "autre": "x" * 5_000},
            REMOTE_ADDR=ICI,
            headers={"user-agent": "Navigateur/7", "accept": "type/7"},
        )
    (ligne,) = AccessAttempt.objects.values()
    assert ligne["failures_since_start"] == 3
    textes = json.dumps({**ligne, "attempt_time": ""})
    for mot in ("agnes", ICI, "13171317", "Navigateur", "secret", "type/7", "xxx"):
        assert mot not in textes
    assert ligne["post_data"] == ligne["get_data"] == ligne["user_agent"] == ""


def test_ni_historique_ni_journal_de_qui_entre(client, compte, lignes):
    echouer(client, 6)
    mot_de_passe(client, REMOTE_ADDR=AILLEURS)
    client.post("/admin/logout/", REMOTE_ADDR=AILLEURS)
    assert AccessLog.objects.count() == AccessFailureLog.objects.count() == 0
    assert "connexion bloquée" in {ligne["message"] for ligne in lignes()}
    ecrit = json.dumps(lignes())
    for mot in ("agnes", ICI, AILLEURS, "AXES"):
        assert mot not in ecrit


def test_oublier_connexions(client, compte, capsys):
    echouer(client, 2, "personne")
    vieillir(16)
    echouer(client, 2, adresse=AILLEURS)
    AccessAttempt.objects.create(username="v", ip_address="::1", failures_since_start=1)
    AccessAttempt.objects.filter(username="v").update(
        attempt_time=F("attempt_time") - timedelta(hours=1)
    )
    call_command("oublier_connexions")
    assert AccessAttempt.objects.count() == 1
    assert "(1)" in capsys.readouterr().out


def test_une_page_publique_ignore_les_comptes(client, protege):
    """Même à qui est connecté : ni session, ni compte, ni échec, ni code ne sont lus."""
    client.force_login(protege.compte)
    with CaptureQueriesContext(
        connection,
    ) as requetes:
        for adresse in adresses_publiques():
            reponse = client.get(adresse)
            assert not reponse.cookies
    lus = [
        r["sql"]
        for r in requetes
        if any(t in r["sql"] for t in ("auth_", "session", "axes_", "otp_"))
    ]
    assert lus == []


def test_des_noms_toujours_neufs_n_occupent_pas_le_processeur(client, compte, settings):
    """Chaque mot de passe vérifié coûte une demi-seconde : un autre nom à chaque fois ne suffit pas."""
    settings.CONNEXIONS_PAR_MINUTE = 3
    statuts = [mot_de_passe(client, f"nom-{n}", REMOTE_ADDR=ICI).status_code for n in range(5)]
    assert statuts == [200, 200, 200, 429, 429]
    assert AccessAttempt.objects.count() == 3
    assert mot_de_passe(client, REMOTE_ADDR=AILLEURS).status_code == 302


def test_sans_rien_attendre_la_page_du_code_n_ecrit_rien(client, db):
    from django.contrib.sessions.models import Session

    assert client.get("/admin/comptes/code/").status_code == 302
    assert Session.objects.count() == 0
