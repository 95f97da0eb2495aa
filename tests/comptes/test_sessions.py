"""Une session finit : sans geste, à la longue, au changement du mot de passe."""

import pytest
from django.test import Client

from simulateur.comptes import sessions
from tests.comptes.conftest import MOT_DE_PASSE, entre, mot_de_passe

pytestmark = pytest.mark.django_db


def reculer(client, **secondes) -> None:
    session = client.session
    for cle, duree in secondes.items():
        session[cle] -= duree
    session.save()


@pytest.mark.parametrize(
    ("recul", "finie"),
    [
        ({sessions.VU: 59 * 60}, False),
        ({sessions.VU: 61 * 60}, True),
        ({sessions.DEBUT: 11 * 3600}, False),
        ({sessions.DEBUT: 13 * 3600}, True),
    ],
    ids=str,
)
def test_fin(client, compte, recul, finie):
    mot_de_passe(client)
    reculer(client, **recul)
    assert entre(client) is not finie
    if finie:
        assert "Votre session a pris fin" in client.get("/admin/login/").text


def test_un_geste_prolonge(client, compte):
    mot_de_passe(client)
    for _ in range(3):
        reculer(client, **{sessions.VU: 40 * 60})
        assert entre(client)


def test_la_session_n_est_pas_ecrite_a_chaque_page(client, compte, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mot_de_passe(client)
    entre(client)
    with CaptureQueriesContext(connection) as requetes:
        entre(client)
    assert [r["sql"] for r in requetes if r["sql"].startswith("UPDATE")] == []


def test_une_session_d_avant_ces_regles_commence_maintenant(client, compte):
    client.force_login(compte)
    session = client.session
    del session[sessions.DEBUT], session[sessions.VU]
    session.save()
    assert entre(client)
    assert sessions.DEBUT in client.session


def test_se_reconnecter_change_le_numero(client, compte):
    mot_de_passe(client)
    avant = client.session.session_key
    mot_de_passe(client)
    assert client.session.session_key != avant
    vieux = Client()
    vieux.cookies["sessionid"] = avant
    assert not entre(vieux)


def test_changer_de_mot_de_passe_ferme_les_autres_sessions(client, compte):
    autre = Client()
    mot_de_passe(client)
    mot_de_passe(autre)
    nouveau = "autre-velours-43"
    client.post(
        "/admin/password_change/",
        {"old_password": MOT_DE_PASSE, "new_password1": nouveau, "new_password2": nouveau},
    )
    assert entre(client)
    assert not entre(autre)


def test_un_message_ne_laisse_pas_de_cookie_au_site_entier(client, compte):
    mot_de_passe(client)
    reculer(client, **{sessions.VU: 61 * 60})
    client.get("/admin/")
    assert {c["path"] for c in client.cookies.values() if c.value} <= {"/admin/"}
    assert "messages" not in client.cookies


def test_se_deconnecter_partout_ailleurs(client, compte, django_user_model):
    autre, voisin = Client(), Client()
    django_user_model.objects.create_superuser("basile", password=MOT_DE_PASSE)
    mot_de_passe(client)
    mot_de_passe(autre)
    mot_de_passe(voisin, "basile")
    page = client.post("/admin/comptes/second-facteur/ailleurs/", follow=True)
    assert "Une autre session est fermée." in page.text
    assert [entre(qui) for qui in (client, autre, voisin)] == [True, False, True]
    page = client.post("/admin/comptes/second-facteur/ailleurs/", follow=True)
    assert "Vous n’étiez connecté nulle part ailleurs." in page.text
