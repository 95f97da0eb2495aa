"""Ce que nginx laisse demander à une adresse : autant que le site, et par le même bloc d’adresses."""

import ipaddress
import re
from collections.abc import Iterator

import pytest

from scripts.outils.client import demander
from scripts.outils.nginx import SOURCE, Nginx
from simulateur.plateforme.limites import BLOC_IPV6
from tests.deploiement.conftest import defaut
from tests.deploiement.faux_site import nginx_devant_un_faux_site

CONFIGURATION = (SOURCE / "nginx.conf").read_text()
PERMISES = 5
# Le visiteur dit d'où il vient, et sa réserve est courte.
VISITEUR = "; set_real_ip_from 127.0.0.1; real_ip_header X-Essai"
COURTES = {
    "rate=50r/s": "rate=1r/m",
    "zone=pages burst=3000": f"zone=pages burst={PERMISES - 1}",
    "rate=10r/s": "rate=1r/m",
    "zone=api burst=600": f"zone=api burst={PERMISES - 1}",
}


@pytest.mark.parametrize("debit", ["pages", "api"])
def test_une_adresse_a_de_nginx_ce_qu_elle_a_du_site(debit):
    """Autant par minute que d’un processus, et autant d’un coup : la salle entière d’abord."""
    par_minute = int(defaut(f"{debit.upper()}_PAR_MINUTE"))
    (par_seconde,) = re.findall(rf"zone={debit}:2m rate=(\d+)r/s", CONFIGURATION)
    assert int(par_seconde) * 60 == par_minute
    assert set(re.findall(rf"zone={debit} burst=(\d+)", CONFIGURATION)) == {str(par_minute)}


def test_aucune_borne_ne_compte_une_ipv6_entiere():
    cles = re.findall(r"limit_(?:req|conn)_zone (\S+)", CONFIGURATION)
    assert set(cles) == {"$visiteur", "$qui_envoie", "$qui_calcule"}


@pytest.fixture(scope="module")
def nginx(tmp_path_factory) -> Iterator[Nginx]:
    dossier = tmp_path_factory.mktemp("debits") / "nginx"
    with nginx_devant_un_faux_site(dossier, VISITEUR, **COURTES) as lance:
        yield lance


# Un visiteur neuf par essai.
ADRESSES = iter(ipaddress.ip_network("198.51.100.0/24"))


def servies(nginx: Nginx, adresse: str, visiteurs: list[str], **en_tetes: str) -> int:
    """Combien de demandes passent, une par visiteur."""
    reponses = [demander(nginx.port, adresse, X_Essai=qui, **en_tetes) for qui in visiteurs]
    assert {r.statut for r in reponses} <= {200, 429}
    refusees = [r for r in reponses if r.statut == 429]
    assert all(r.en_tetes["Retry-After"] == "60" for r in refusees)
    return len(reponses) - len(refusees)


@pytest.mark.nginx
@pytest.mark.parametrize(
    ("adresse", "en_tetes"),
    [
        ("/simulation/resultats/?pmt=1387", {}),
        ("/groupe/?m=1p1387.a1700", {}),
        ("/groupe/fichier/?x=1", {}),
        ("/guide/?q=secteur", {}),
        ("/embed/simulation/resultats/?pmt=1387", {}),
        ("/rien/", {}),
        ("/static/rien.css", {}),
        ("/?cpts=inconnue", {}),
        ("/admin/", {}),
        ("/simulation/profil/", {"HX_Request": "true"}),
        ("/", {"Cookie": "a=b"}),
        # Le cache en aurait une page de plus.
        ("/", {"Accept_Encoding": "gzip;q=0.7"}),
        ("/guide/", {"Accept_Encoding": "gzip, deflate, br, zstd, x"}),
    ],
)
def test_une_page_calculee_a_son_debit(nginx, adresse, en_tetes):
    visiteurs = [str(next(ADRESSES))] * (PERMISES + 3)
    assert servies(nginx, adresse, visiteurs, **en_tetes) == PERMISES
    # Partout le même : qui l'a dépensé ici ne l'a plus ailleurs.
    assert servies(nginx, "/simulation/resultats/", visiteurs) == 0


@pytest.mark.nginx
def test_un_envoi_a_une_page_gardee_se_compte(nginx):
    visiteurs = [str(next(ADRESSES))] * (PERMISES + 3)
    assert servies(nginx, "/", visiteurs, methode="PUT") == PERMISES


@pytest.mark.nginx
@pytest.mark.parametrize("adresse", ["/", "/guide/", "/groupe/fichier/", "/static/css/site.css"])
@pytest.mark.parametrize("comprimee", ["identity", "gzip, deflate, br, zstd"])
def test_ce_qui_se_garde_ne_compte_pas(nginx, adresse, comprimee):
    visiteurs = [str(next(ADRESSES))] * (PERMISES + 3)
    assert servies(nginx, adresse, visiteurs, Accept_Encoding=comprimee) == PERMISES + 3


@pytest.mark.nginx
@pytest.mark.parametrize("adresse", ["/simulation/resultats/?pmt=1387", "/api/v1/estimation?pmt=1"])
@pytest.mark.parametrize(
    ("visiteurs", "combien"),
    [
        ([f"2001:db8:0:1::{rang}" for rang in range(8)], PERMISES),
        ([f"2001:db8::2:{rang}:a:0:0" for rang in range(8)], PERMISES),
        # Un octet de fin de ligne dans le bloc, ou après, n'y change rien.
        ([f"2001:db8:a0a:a::{rang}" for rang in (0, 10, 13, 2570, 4, 5, 6, 7)], PERMISES),
        ([f"2001:db8:1:{rang}::1" for rang in range(8)], 8),
        ([f"::ffff:203.0.113.{rang}" for rang in range(8)], 8),
        (["::ffff:203.0.113.9", "203.0.113.9"] * 4, PERMISES),
        ([f"203.0.114.{rang}" for rang in range(8)], 8),
    ],
)
def test_une_ipv6_compte_pour_son_bloc(nginx, adresse, visiteurs, combien):
    assert servies(nginx, adresse, visiteurs) == combien


def test_le_bloc_est_celui_du_site():
    assert f".{{{BLOC_IPV6 // 8}}}" in re.search(r"\?<bloc>(\S+?)\)", CONFIGURATION)[1]
