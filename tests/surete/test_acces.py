"""Chaque adresse de l'administration, chaque rôle : ce qu'il lit, ce qu'il écrit, et rien de plus.

Une table de décision : une adresse neuve qui n'y est pas fait échouer le test. Sans compte, sans second
facteur : tests/comptes/test_porte.py. Les rôles dans l'atelier : tests/atelier/test_acces.py.
"""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client

from eligibility.models import PieceJointe, Source
from simulateur.cpts.models import Cpts
from tests.comptes.test_porte import adresses
from tests.outils.adresses import adresses_publiques

pytestmark = pytest.mark.django_db

GROUPES = {"L": "Lecture", "R": "Rédaction", "P": "Publication", "C": "CPTS", "S": "", "A": ""}
TOUS = "LRPCSA"
# Un modèle : qui le lit, qui l'écrit, qui l'ajoute, qui l'efface. « A » : l'administrateur ; « S » : un
# compte de l'équipe sans groupe ; « C » : membre d'une autre CPTS.
TABLES = {
    "auth/user": ("A", "A", "A", "A"),
    "auth/group": ("A", "A", "A", "A"),
    "cpts/cpts": ("PA", "PA", "PA", "A"),
    "eligibility/source": ("LRPA", "RPA", "RPA", "A"),
    "eligibility/specialite": ("LRPA", "RPA", "RPA", "A"),
    "guide/page": ("LRPA", "RPA", "RPA", "A"),
    "eligibility/publication": ("LRPA", "", "", ""),
}
AUTRES = {
    "": TOUS, "jsi18n/": TOUS, "login/": TOUS, "password_change/": TOUS, "password_change/done/": TOUS,
    "comptes/code/": TOUS, "comptes/second-facteur/": TOUS, "comptes/second-facteur/activer/": TOUS,
    "comptes/second-facteur/codes/": TOUS, "comptes/second-facteur/retirer/": TOUS,
    "eligibility/": "LRPA", "eligibility/source/pieces/1/": "LRPA", "auth/user/1/password/": "A",
    "guide/page/1/apercu/": "LRPA",
}  # fmt: skip
# Refusées à tous en GET (405), ou sans rien à montrer (403, 404).
CLOSES = {
    "logout/", "comptes/quitter/", "comptes/second-facteur/commencer/", "comptes/second-facteur/qr.svg",
    "comptes/second-facteur/ailleurs/",
    "autocomplete/", "r/1/1/", "nulle-part", "guide/page/apercu/",
}  # fmt: skip
D_UN_MODELE = re.compile(
    r"(?P<modele>\w+/\w+)/((?P<pk>1)/)?((?P<geste>add|change|delete|history)/)?"
)


@pytest.fixture
def clients():
    """Un compte de chaque rôle, connecté."""
    ouverts = {}
    for lettre, groupe in GROUPES.items():
        compte = User.objects.create_user(
            f"role-{lettre}", is_staff=True, is_superuser=lettre == "A"
        )
        if groupe:
            compte.groups.add(Group.objects.get(name=groupe))
        ouverts[lettre] = Client()
        ouverts[lettre].force_login(compte)
        if lettre == "C":
            autre = Cpts(slug="la-sienne", nom="La sienne")
            autre.save()
            autre.equipe.add(compte)
    PieceJointe.objects.create(pk=1, source=Source.objects.first(), nom="lu.pdf", contenu=b"%PDF-")
    return ouverts


def lignes() -> dict[str, tuple[str, str, str]]:
    """adresse → (modèle, geste, l'adresse avec un objet qui existe)."""
    trouvees = {}
    for chemin in adresses():
        if chemin in AUTRES or chemin in CLOSES or chemin.startswith("atelier/"):
            continue
        lue = D_UN_MODELE.fullmatch(chemin)
        assert lue is not None, f"{chemin} : qui y entre ? À dire dans la table."
        assert lue["modele"] in TABLES, f"{chemin} : qui y entre ? À dire dans la table."
        trouvees[chemin] = (lue["modele"], lue["geste"] or "", bool(lue["pk"]))
    return trouvees


def adresse_de(modele: str, geste: str, objet: bool) -> str:
    chemin = f"/admin/{modele}/"
    if objet:
        if modele == "cpts/cpts":
            premier = Cpts.objects.get(slug="cpts-exemple")
        else:
            premier = apps.get_model(*modele.split("/")).objects.first()
        chemin += f"{premier.pk}/"
    return f"{chemin}{geste}/" if geste else chemin


def entre(reponse) -> bool:
    """Refusé : 403, ou renvoyé à l'accueil comme devant un objet qui n'existe pas."""
    return not (
        reponse.status_code == 403 or (reponse.status_code == 302 and reponse.url == "/admin/")
    )


def qui_entre(clients, methode: str, chemin: str) -> str:
    return "".join(
        lettre for lettre, client in clients.items() if entre(getattr(client, methode)(chemin))
    )


def test_chaque_modele_de_l_administration_est_dans_la_table():
    assert {modele for modele, _, _ in lignes().values()} == TABLES.keys()


@pytest.mark.parametrize("modele", TABLES)
def test_qui_lit_qui_ecrit(clients, modele):
    lisent, ecrivent, ajoutent, effacent = TABLES[modele]
    for chemin, (de, geste, objet) in lignes().items():
        # « /admin/x/y/1/ » renvoie chacun à « change », qui décide.
        if de != modele or (objet and not geste):
            continue
        vrai = adresse_de(de, geste, objet)
        # La liste se montre aussi à une CPTS : elle n'y voit que la sienne.
        en_plus = "C" if modele == "cpts/cpts" and not geste else ""
        attendus = {"add": ajoutent, "delete": effacent}.get(geste, lisent)
        lus = qui_entre(clients, "get", vrai)
        if geste == "history" and modele == "eligibility/publication":
            continue  # elle n'a pas d'historique : c'est l'historique
        assert set(lus) == set(attendus + en_plus), chemin
        if geste in ("add", "change"):
            attendus = ajoutent if geste == "add" else ecrivent
            assert set(qui_entre(clients, "post", vrai)) == set(attendus), f"POST {chemin}"


@pytest.mark.parametrize("chemin", AUTRES)
def test_le_reste_de_l_administration(clients, chemin):
    vrai = chemin.replace("user/1/", f"user/{User.objects.first().pk}/")
    if chemin.startswith("guide/page/1/"):
        vrai = adresse_de("guide/page", "apercu", objet=True).removeprefix("/admin/")
    reponses = {lettre: client.get(f"/admin/{vrai}") for lettre, client in clients.items()}
    entrent = {lettre for lettre, r in reponses.items() if r.status_code in (200, 302)}
    assert entrent == set(AUTRES[chemin])


@pytest.mark.parametrize("chemin", sorted(CLOSES))
def test_rien_a_voir(clients, chemin):
    for client in clients.values():
        assert client.get(f"/admin/{chemin}").status_code in (403, 404, 405)


def test_l_atelier_est_ferme_a_qui_n_a_pas_de_role(clients):
    for chemin in adresses():
        if chemin.startswith("atelier/"):
            for lettre in "CS":
                for methode in ("get", "post"):
                    statut = getattr(clients[lettre], methode)(f"/admin/{chemin}").status_code
                    assert statut in (403, 405), (chemin, lettre)


ENVOIS = {"/api/v1/estimation", "/api/v1/estimations", "/api/v1/groupe", "/groupe/fichier/"}


@pytest.mark.parametrize("adresse", adresses_publiques())
def test_une_page_publique_ne_sait_pas_qui_la_lit(clients, adresse):
    """La même pour chacun, sans cookie ; et rien ne s'y envoie, sauf là où c'est prévu."""
    seul, administre = Client().get(adresse), clients["A"].get(adresse)
    assert (seul.status_code, seul.getvalue()) == (administre.status_code, administre.getvalue())
    assert not administre.cookies
    if adresse.startswith("/sante/"):
        return
    for methode in ("post", "put", "patch", "delete", "trace"):
        if methode == "post" and adresse in ENVOIS:
            continue
        assert getattr(Client(), methode)(adresse).status_code == 405, methode
