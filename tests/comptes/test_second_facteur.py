"""Le second facteur : l'activer, entrer avec, et rien qui en dispense."""

import html
import re
import time

import pytest
from django.contrib import admin
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from simulateur.comptes import attente, second_facteur
from tests.comptes.conftest import CODE, MOT_DE_PASSE, entre, laisser_passer, mot_de_passe

pytestmark = pytest.mark.django_db

ETAT = "/admin/comptes/second-facteur/"


def donner(client, code: str):
    return client.post(CODE, {"code": code})


def codes_montres(page) -> list[str]:
    (bloc,) = re.findall(r"<pre [^>]*>([^<]+)</pre>", page.text)
    return html.unescape(bloc).split()


def activer(client, telephone):
    client.post(f"{ETAT}commencer/")
    return client.post(f"{ETAT}activer/", {"code": telephone(TOTPDevice.objects.get())})


def test_activer(client, compte, telephone):
    mot_de_passe(client)
    assert "Activer" in client.get(ETAT).text
    reponse = client.post(f"{ETAT}commencer/", follow=True)
    assert reponse.redirect_chain[-1][0] == f"{ETAT}activer/"
    appareil = TOTPDevice.objects.get()
    assert not appareil.confirmed
    assert entre(client)  # rien n'est demandé tant que le téléphone n'a pas prouvé qu'il a la clé
    dessin = client.get(f"{ETAT}qr.svg")
    assert dessin.headers["Content-Type"] == "image/svg+xml"
    assert b"style" not in dessin.content
    assert b"<script" not in dessin.content
    numero = client.session.session_key
    page = client.post(f"{ETAT}activer/", {"code": telephone(appareil)})
    codes = codes_montres(page)
    assert len(set(codes)) == 10
    assert client.session.session_key != numero
    assert entre(client)
    # Montrés une fois : recharger ramène à la page d'état, et la base ne les sait pas.
    assert client.post(f"{ETAT}activer/", {"code": "000000"}).headers["Location"] == ETAT
    gardes = set(StaticToken.objects.values_list("token", flat=True))
    assert len(gardes) == 10
    assert not gardes & {code.replace("-", "") for code in codes}
    assert client.get(f"{ETAT}qr.svg").status_code == 404


def test_un_code_faux_n_active_rien(client, compte, telephone):
    mot_de_passe(client)
    client.post(f"{ETAT}commencer/")
    assert client.post(f"{ETAT}activer/", {"code": "000000"}).status_code == 422
    assert client.post(f"{ETAT}activer/", {"code": ""}).status_code == 422
    assert second_facteur.appareil(compte) is None


def test_entrer_avec_un_code(client, protege, telephone):
    reponse = mot_de_passe(client, suite="/admin/atelier/")
    assert reponse.headers["Location"] == CODE
    attendu = client.session.session_key
    assert not entre(client)
    assert client.get("/admin/atelier/").status_code == 302
    assert client.get(ETAT).status_code == 302
    reponse = donner(client, telephone(protege.appareil))
    assert reponse.headers["Location"] == "/admin/atelier/"
    assert client.session.session_key != attendu
    assert attente.CLE not in client.session
    assert entre(client)


def test_attendre_le_code_ne_garde_rien_de_la_session(client, protege, django_user_model):
    """Ni son numéro, que quelqu'un aurait pu poser, ni le compte qui y était."""
    client.force_login(django_user_model.objects.create_superuser("basile", password="x"))
    avant = client.session.session_key
    mot_de_passe(client)
    assert client.session.session_key != avant
    assert list(client.session.keys()) == [attente.CLE]
    assert not entre(client)


def test_la_suite_reste_sur_le_site(client, protege, telephone):
    mot_de_passe(client, suite="https://ailleurs.exemple/")
    assert donner(client, telephone(protege.appareil)).headers["Location"] == "/admin/"


def test_un_code_ne_sert_pas_deux_fois(client, protege, telephone):
    code = telephone(protege.appareil)
    mot_de_passe(client)
    assert donner(client, code).status_code == 302
    autre = Client()
    mot_de_passe(autre)
    refus = donner(autre, code)
    assert refus.status_code == 422
    assert "il a déjà servi" in refus.text
    assert not entre(autre)


def test_un_code_de_secours_sert_une_fois(client, protege):
    mot_de_passe(client)
    reponse = donner(client, f" {protege.codes[3].upper()} ")
    assert reponse.status_code == 302
    assert "Il vous en reste 9" in client.get("/admin/").text
    autre = Client()
    mot_de_passe(autre)
    assert donner(autre, protege.codes[3]).status_code == 422
    assert not entre(autre)
    laisser_passer(StaticDevice.objects.get(), 5)
    assert donner(autre, protege.codes[4]).status_code == 302


def test_les_codes_d_un_autre_ne_servent_pas(client, protege, django_user_model):
    basile = django_user_model.objects.create_superuser("basile", password=MOT_DE_PASSE)
    codes = second_facteur.confirmer(second_facteur.preparer(basile))
    mot_de_passe(client)
    assert donner(client, codes[0]).status_code == 422


def test_un_code_faux_fait_attendre(client, protege, telephone):
    mot_de_passe(client)
    assert donner(client, "000000").status_code == 422
    trop_tot = donner(client, telephone(protege.appareil))
    assert trop_tot.status_code == 422
    assert "attendez une seconde" in trop_tot.text
    laisser_passer(protege.appareil, 2)
    assert donner(client, telephone(protege.appareil)).status_code == 302


def test_cinq_codes_faux_ferment_la_connexion(client, protege, telephone):
    mot_de_passe(client)
    for _ in range(5):
        reponse = donner(client, "000000")
        laisser_passer(protege.appareil, 60)
    assert reponse.status_code == 429
    assert donner(client, telephone(protege.appareil)).status_code == 429
    assert mot_de_passe(Client()).status_code == 429


def test_mots_de_passe_et_codes_faux_s_ajoutent(client, protege):
    for _ in range(3):
        mot_de_passe(client, valeur="faux")
    mot_de_passe(client)
    donner(client, "000000")
    laisser_passer(protege.appareil, 60)
    assert donner(client, "000000").status_code == 429


@pytest.mark.parametrize("perte", ["trop tard", "mot de passe changé", "compte fermé", "annulé"])
def test_l_attente_du_code_finit(client, protege, telephone, perte, monkeypatch):
    mot_de_passe(client)
    if perte == "trop tard":
        monkeypatch.setattr(attente.time, "time", lambda avant=time.time: avant() + 301)
    elif perte == "mot de passe changé":
        protege.compte.set_password("autre-velours-43")
        protege.compte.save()
    elif perte == "compte fermé":
        protege.compte.is_active = False
        protege.compte.save()
    else:
        client.post("/admin/comptes/quitter/")
    reponse = donner(client, telephone(protege.appareil))
    assert reponse.headers["Location"] == "/admin/login/"
    assert not entre(client)


def test_sans_mot_de_passe_pas_de_code(client, protege, telephone):
    assert donner(client, telephone(protege.appareil)).headers["Location"] == "/admin/login/"


def test_activer_fait_sortir_les_autres_sessions(client, compte, telephone):
    autre = Client()
    mot_de_passe(client)
    mot_de_passe(autre)
    assert activer(client, telephone).status_code == 200
    assert entre(client)
    assert not entre(autre)
    # Elle ne peut pas non plus retirer ce qu'elle n'a pas prouvé.
    assert autre.post(f"{ETAT}retirer/", {"mot_de_passe": MOT_DE_PASSE}).status_code == 302
    assert second_facteur.appareil(compte) is not None


@pytest.fixture
def entree(client, protege, telephone):
    mot_de_passe(client)
    donner(client, telephone(protege.appareil))
    return client


def test_tirer_de_nouveaux_codes(entree, protege):
    assert entree.post(f"{ETAT}codes/", {"mot_de_passe": "faux"}).status_code == 422
    page = entree.post(f"{ETAT}codes/", {"mot_de_passe": MOT_DE_PASSE})
    nouveaux = codes_montres(page)
    assert len(nouveaux) == 10
    assert entre(entree)
    autre = Client()
    mot_de_passe(autre)
    assert donner(autre, protege.codes[0]).status_code == 422
    laisser_passer(StaticDevice.objects.get(), 5)
    assert donner(autre, nouveaux[0]).status_code == 302


def test_retirer(entree, protege):
    assert entree.post(f"{ETAT}retirer/", {"mot_de_passe": "faux"}).status_code == 422
    assert (
        entree.post(f"{ETAT}retirer/", {"mot_de_passe": MOT_DE_PASSE}).headers["Location"] == ETAT
    )
    assert entre(entree)
    assert TOTPDevice.objects.count() == StaticDevice.objects.count() == 0
    assert mot_de_passe(Client()).headers["Location"] == "/admin/"


def test_le_mot_de_passe_redemande_est_freine(entree):
    for _ in range(5):
        reponse = entree.post(f"{ETAT}retirer/", {"mot_de_passe": "faux"})
    assert reponse.status_code == 429
    assert entree.post(f"{ETAT}retirer/", {"mot_de_passe": MOT_DE_PASSE}).status_code == 429


@pytest.mark.parametrize("page", ["", "activer/", "codes/", "retirer/", "qr.svg"])
def test_reserve_a_l_equipe(client, page, django_user_model):
    assert client.get(f"{ETAT}{page}").status_code == 302
    client.force_login(django_user_model.objects.create_user("visiteur"))
    assert client.get(f"{ETAT}{page}").headers["Location"].startswith("/admin/login/")


def test_les_cles_n_ont_pas_d_ecran():
    noms = {f"{m._meta.app_label}.{m._meta.model_name}" for m in admin.site._registry}
    assert not {nom for nom in noms if nom.startswith(("otp_", "axes."))}


def test_commande_pour_un_telephone_perdu(protege, capsys):
    call_command("retirer_second_facteur", "agnes")
    assert second_facteur.appareil(protege.compte) is None
    call_command("retirer_second_facteur", "agnes")
    assert "rien n’est changé" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("retirer_second_facteur", "personne")
