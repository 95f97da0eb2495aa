"""Par où l’on entre : la surveillance à part, le port en clair qui renvoie, le numéro d’une demande."""

import json
import os
import re
import time

import pytest
from django.conf import settings

from scripts.outils import serveurs
from scripts.outils.client import Reponse, demander
from scripts.outils.nginx import SOURCE, devant
from tests.deploiement.conftest import Service

pytestmark = [pytest.mark.nginx, pytest.mark.usefixtures("db")]
PUBLIC, INTERIEUR = "203.0.113.7", "10.1.2.3"


@pytest.fixture(scope="module")
def clair() -> int:
    return serveurs.port_libre()


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    return tmp_path_factory.mktemp("journal") / "site.log"


@pytest.fixture(scope="module")
def entree(environnement, clair, journal, tmp_path_factory):
    """nginx livré, son port en clair compris ; un visiteur y dit d’où il vient."""
    installation = (SOURCE / "nginx" / "installation.conf").read_text()
    du_clair = re.search(r"^server \{.+?^\}", installation, re.DOTALL | re.MULTILINE)[0]
    du_clair = re.sub(r"listen .+;", "", du_clair, count=1)
    du_clair = re.sub(r"listen .+;", f"listen 127.0.0.1:{clair};", du_clair)
    appel = "include simulateur/installation.conf;"
    with (
        journal.open("wb") as sorties,
        serveurs.lancer(
            ["simulateur.wsgi"],
            os.environ | environnement | {"JOURNAL_ACCES": "oui", "WEB_CONCURRENCY": "1"},
            sorties=sorties,
        ) as site,
        devant(
            [site.port],
            settings.STATIC_ROOT,
            tmp_path_factory.mktemp("nginx"),
            "; set_real_ip_from 127.0.0.1; real_ip_header X-Essai",
            {appel: f"{appel}\n{du_clair}"},
        ) as nginx,
    ):
        yield Service(nginx, site.port)


@pytest.mark.parametrize("adresse", ["/sante/vivant", "/sante/pret"])
def test_une_sonde_de_l_interieur_a_sa_reponse(entree, adresse):
    for qui in ("127.0.0.1", INTERIEUR, "172.20.0.4", "192.168.1.9", "fd00::7"):
        assert entree.demander(adresse, X_Essai=qui).statut == 200


@pytest.mark.parametrize(
    ("adresse", "qui"),
    [
        *((f"/sante/{nom}", PUBLIC) for nom in ("vivant", "pret", "metriques", "autre", "")),
        ("/sante/pret", "172.32.0.1"),
        ("/sante/pret", "2001:db8::1"),
        ("/sante//pret", PUBLIC),
        ("/sant%65/pret", PUBLIC),
        ("/sante/metriques", INTERIEUR),
        ("/sante/metriques", "127.0.0.1"),
    ],
)
def test_pour_tout_autre_elle_n_existe_pas(entree, adresse, qui):
    reponse = entree.demander(adresse, X_Essai=qui)
    assert reponse.statut == 404
    assert "Page introuvable" in reponse.texte


def securite(reponse: Reponse) -> dict[str, str]:
    noms = re.findall(
        r"^add_header (\S+)", (SOURCE / "nginx" / "entetes.conf").read_text(), re.MULTILINE
    )
    return {nom: reponse.en_tetes[nom] for nom in noms}


def test_le_port_en_clair_renvoie_avec_les_en_tetes_du_site(entree, clair):
    reponse = demander(clair, "/guide/?q=1")
    assert (reponse.statut, reponse.en_tetes["Location"]) == (301, "https://localhost/guide/?q=1")
    fichier = entree.demander("/static/css/site.css")
    assert securite(reponse) == securite(fichier)
    assert all(securite(reponse).values())


def ecrite(entree: Service, motif: str) -> bool:
    """nginx a une telle ligne ; il l’écrit juste après avoir répondu."""
    limite = time.monotonic() + 5
    while not re.search(motif, entree.nginx.journal("acces")):
        if time.monotonic() > limite:
            return False
        time.sleep(0.02)
    return True


def test_une_reponse_a_le_meme_numero_dans_les_deux_journaux(entree, journal):
    reponse = entree.demander("/simulation/resultats/?pmt=1387")
    numero = reponse.en_tetes["X-Request-Id"]
    assert ecrite(entree, rf"GET /simulation/resultats/ 302 .+ requete={numero}\n")
    du_site = [json.loads(dite) for dite in journal.read_text().splitlines()]
    assert [dite["statut"] for dite in du_site if dite.get("requete") == numero] == [302]
    entree.demander("/static/css/site.css")
    assert ecrite(entree, r"GET /static/ 200 .+ requete=-\n")
    assert "1387" not in entree.nginx.journal("acces")
