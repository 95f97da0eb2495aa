"""Toutes les adresses sous l'administration passent par la même porte."""

import re

import pytest
from django.conf import settings
from django.urls import get_resolver, resolve

from tests.comptes.conftest import entre, mot_de_passe
from tests.outils.adresses import routes

pytestmark = pytest.mark.django_db

EXEMPLES = {"genre": "bareme", "version": "2026-02-25.1", "table": "montants", "chemin": "api/v1/docs",
            "pk": "1"}  # fmt: skip
PARAMETRE = re.compile(r"<(?:\w+:)?(?P<nom>\w+)>")
# La connexion elle-même, et ce qui mène au code ou en sort.
OUVERTES = {"login/", "comptes/code/", "comptes/quitter/"}
# Ce qu'un compte sans second facteur atteint là où il en faut un.
ACTIVER = {f"comptes/second-facteur/{fin}" for fin in ("", "commencer/", "activer/", "qr.svg",
                                                       "codes/", "retirer/", "ailleurs/")}  # fmt: skip


def adresses() -> list[str]:
    """Chaque route sous l'administration, ses paramètres remplis."""
    trouvees = set()
    for route in routes(get_resolver().url_patterns, ""):
        if not route.startswith(settings.ADMIN_CHEMIN):
            continue
        if "(?P<" in route:
            # Les deux expressions de Django : la liste d'une application, et tout le reste.
            trouvees |= {"eligibility/", "nulle-part"}
            continue
        chemin = PARAMETRE.sub(lambda trouve: EXEMPLES.get(trouve["nom"], "1"), route)
        # La dernière route de l'administration prend tout : une adresse mal remplie y tomberait.
        assert resolve(f"/{chemin}").route == route
        trouvees.add(chemin.removeprefix(settings.ADMIN_CHEMIN))
    return sorted(trouvees)


def fermees(client, methode: str, sauf: set[str]) -> dict[str, object]:
    """Les adresses qui ont répondu autre chose qu'un renvoi à la porte."""
    ouvertes = {}
    for chemin in adresses():
        if chemin in OUVERTES | sauf:
            continue
        reponse = getattr(client, methode)(f"/{settings.ADMIN_CHEMIN}{chemin}")
        # Se déconnecter sans être connecté ramène à l'accueil de l'administration, fermé lui aussi.
        portes = ("/admin/login/", "/admin/") if chemin == "logout/" else ("/admin/login/",)
        if (
            reponse.status_code != 302
            or reponse.headers["Location"].partition("?")[0] not in portes
        ):
            ouvertes[chemin] = reponse.status_code
    return ouvertes


def test_le_parcours_voit_bien_l_administration_et_l_atelier():
    vues = set(adresses())
    assert {"", "atelier/", "auth/user/", "password_change/", "comptes/second-facteur/"} <= vues
    assert "atelier/bareme/2026-02-25.1/publier/" in vues
    assert len(vues) > 40


@pytest.mark.parametrize("methode", ["get", "post"])
def test_sans_compte_tout_est_ferme(client, methode):
    assert fermees(client, methode, set()) == {}


@pytest.mark.parametrize("methode", ["get", "post"])
def test_sans_code_tout_est_ferme(client, protege, methode):
    """Connecté par un mot de passe d'avant, mais le compte a un second facteur."""
    client.force_login(protege.compte)
    assert fermees(client, methode, set()) == {}


@pytest.mark.parametrize("methode", ["get", "post"])
def test_obligatoire_on_n_atteint_que_de_quoi_l_activer(client, compte, methode, settings):
    settings.SECOND_FACTEUR_OBLIGATOIRE = True
    client.force_login(compte)
    assert fermees(client, methode, ACTIVER) == {}


def test_obligatoire_on_est_mene_a_l_activation(client, compte, settings, telephone):
    from django_otp.plugins.otp_totp.models import TOTPDevice

    settings.SECOND_FACTEUR_OBLIGATOIRE = True
    mot_de_passe(client)
    reponse = client.get("/admin/atelier/", follow=True)
    assert reponse.redirect_chain[-1][0] == "/admin/comptes/second-facteur/"
    assert "obligatoire" in reponse.text
    assert "Se déconnecter" in reponse.text
    client.post("/admin/comptes/second-facteur/commencer/")
    client.post(
        "/admin/comptes/second-facteur/activer/", {"code": telephone(TOTPDevice.objects.get())}
    )
    assert entre(client)
    assert client.get("/admin/atelier/").status_code == 200


def test_obligatoire_le_retirer_referme(client, protege, settings, telephone):
    settings.SECOND_FACTEUR_OBLIGATOIRE = True
    mot_de_passe(client)
    client.post("/admin/comptes/code/", {"code": telephone(protege.appareil)})
    assert entre(client)
    page = client.get("/admin/comptes/second-facteur/retirer/")
    assert "vous en activerez un autre" in page.text
    client.post("/admin/comptes/second-facteur/retirer/", {"mot_de_passe": "velours-crayon-42"})
    assert not entre(client)


def test_quitter_se_demande_par_formulaire(client, compte):
    client.force_login(compte)
    assert client.get("/admin/comptes/quitter/").status_code == 405
    assert client.post("/admin/comptes/quitter/").status_code == 302
    assert not entre(client)
