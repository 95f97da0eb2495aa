"""nginx devant le vrai site : ce qu’il garde, ce qu’il ne garde jamais, ce qu’il dit lui-même."""

import re
import time

import pytest
from django.conf import settings

from eligibility import accompagnement
from scripts.outils import serveurs
from scripts.outils.client import demander
from scripts.outils.nginx import devant
from simulateur.plateforme import mandataire, serveur
from simulateur.plateforme.cache import PRIVE
from tests.deploiement.conftest import Service
from tests.deploiement.faux_site import envoyer
from tests.outils.pages import ATTENDUES
from tests.tables.outils import corriger_et_publier

pytestmark = [pytest.mark.nginx, pytest.mark.usefixtures("db")]
NOM = "Dupontel"
REPONSES = (
    "date_signature=2026-12-01&file_active=1700&pmt=1387&secteur=1&specialite=medecine-generale"
)
GROUPE = f"m=1p1387.a1700~{NOM}&m=1p900.a1300~Anne"
TAPE = re.compile(f"pmt=1387|1p1387|1\u202f387|{NOM}".encode())
FORMULAIRE = "multipart/form-data; boundary=borne"
LIGNE = f"nom;specialite;secteur;pmt;file_active\r\n{NOM};medecine-generale;1;1387;1700\r\n"
ENVOI = (
    '--borne\r\nContent-Disposition: form-data; name="fichier"; filename="f.csv"\r\n'
    f"Content-Type: text/csv\r\n\r\n{LIGNE}\r\n"
    '--borne\r\nContent-Disposition: form-data; name="resultat"\r\n\r\necran\r\n--borne--\r\n'
).encode()
GARDEES = sorted(a for a, politique in filter(None, ATTENDUES.values()) if politique != PRIVE)
PRIVEES = sorted(a for a, politique in filter(None, ATTENDUES.values()) if politique == PRIVE)


def rien_d_ecrit(service: Service) -> bool:
    """Aucun fichier de nginx (cache, journaux, envois) ne porte ce que les tests ont tapé."""
    fichiers = [f for f in service.nginx.dossier.rglob("*") if f.is_file()]
    return [f.name for f in fichiers if TAPE.search(f.read_bytes())] == []


@pytest.mark.parametrize("adresse", GARDEES)
@pytest.mark.parametrize("encodage", ["identity", "gzip"])
def test_une_page_sans_reponse_se_garde(service, adresse, encodage):
    premiere = service.demander(adresse, Accept_Encoding=encodage)
    seconde = service.demander(adresse, Accept_Encoding=encodage)
    assert (premiere.statut, seconde.statut, seconde.cache) == (200, 200, "HIT")
    assert seconde.corps == premiere.corps
    if not adresse.endswith(".xlsx"):  # un classeur porte l’heure où il est fait
        assert seconde.lu == service.directement(adresse, Accept_Encoding=encodage).lu
    marque = seconde.en_tetes["ETag"]
    redemandee = service.demander(adresse, Accept_Encoding=encodage, If_None_Match=marque)
    assert (redemandee.statut, redemandee.corps, redemandee.cache) == (304, b"", "HIT")


@pytest.mark.parametrize(
    ("adresse", "en_tetes"),
    [
        *((adresse, {}) for adresse in PRIVEES),
        (f"/simulation/resultats/?{REPONSES}", {}),
        (f"/groupe/?{GROUPE}", {}),
        (f"/?pmt=1387&nom={NOM}", {}),
        (f"/?cpts={NOM}", {}),
        (f"/groupe/fichier/?nom={NOM}", {}),
        (f"/baremes/{NOM}/", {}),
        (f"/%67uide/?nom={NOM}", {}),
        (f"/{NOM}/../guide/", {}),
        (f"/guide/#{NOM}", {}),
        (f"/api/v1/specialites?nom={NOM}", {}),
        ("/admin/login/", {}),
        ("/", {"Cookie": f"nom={NOM}"}),
        ("/", {"Authorization": f"Basic {NOM}"}),
        ("/simulation/profil/", {"HX_Request": "true"}),
    ],
)
def test_ce_qui_est_tape_ne_se_garde_pas(service, adresse, en_tetes):
    for _ in range(2):
        assert service.demander(adresse, **en_tetes).cache in (None, "BYPASS")
    assert rien_d_ecrit(service)


def test_un_envoi_ne_laisse_rien(service):
    reponse = service.demander(
        "/groupe/fichier/", "POST", ENVOI, Content_Type=FORMULAIRE, Referer=f"/?pmt=1387&n={NOM}"
    )
    assert reponse.statut == 200
    assert NOM in reponse.corps.decode()
    estimation = service.demander(
        "/api/v1/estimation",
        "POST",
        b'{"pmt": 1387, "secteur": "1", "specialite": "medecine-generale"}',
        Content_Type="application/json",
    )
    assert estimation.statut == 200
    assert rien_d_ecrit(service)


def test_le_pdf_d_une_source_passe_et_lui_seul(service):
    """Quinze mégaoctets là où l'équipe en joint un ; trois partout ailleurs."""
    pdf = b"%PDF-" + b"x" * 5_000_000
    for page, refuse in (("eligibility/source/add/", False), ("login/", True)):
        # Sans cookie, l'administration renvoie ou refuse ; nginx, lui, a laissé passer ou non.
        reponse = service.demander(f"/admin/{page}", "POST", pdf, Content_Type="application/pdf")
        assert (reponse.statut == 413) == refuse


def test_une_adresse_de_sept_mille_octets_passe(service):
    page, debut = "/simulation/resultats/", f"{REPONSES}&x="
    assert service.demander(f"{page}?{debut:a<7000}").statut == 302
    assert "Adresse trop longue" in service.demander(f"{page}?{debut:a<7001}").corps.decode()


def test_une_correction_traverse_le_cache_en_cinq_secondes(service, monkeypatch):
    page = "/baremes/2026-02-25/"
    montant = "37\u202f000".encode()
    assert montant not in service.demander(page).corps
    # Aucun cas de contrôle n’attend ce montant.
    monkeypatch.setattr(accompagnement.du_site, "garder", accompagnement.sans_garde)
    corriger_et_publier("montants", "1", "base", 1, valeur="37000.00")
    debut = time.monotonic()
    # Demandée sans cesse, elle est toujours en mémoire et dans le cache.
    while montant not in service.demander(page).corps:
        assert time.monotonic() - debut < 5.5
        time.sleep(0.05)
    assert service.demander(page).cache == "HIT"


def en_tetes_de(reponse) -> dict[str, object]:
    """Ceux que le site pose, l’ordre des directives mis à part ; pas ceux d’un serveur."""
    du_serveur = {"server", "date", "connection", "content-length", "content-type", "etag"}
    du_serveur |= {"last-modified", "accept-ranges", "retry-after", "x-request-id"}
    return {
        nom.lower(): frozenset(re.split(r"[;,] *", valeur))
        for nom, valeur in reponse.items()
        if nom.lower() not in du_serveur
    }


@pytest.mark.parametrize("encodage", ["identity", "gzip", "br"])
def test_un_fichier_a_les_en_tetes_du_site(service, encodage):
    accueil = service.demander("/").corps.decode()
    feuille = re.search(r"/static/css/site\.[0-9a-f]+\.css", accueil)[0]
    for adresse in (feuille, "/static/js/integration.js", "/static/css/site.css"):
        de_nginx = service.demander(adresse, Accept_Encoding=encodage)
        du_site = service.directement(adresse, Accept_Encoding=encodage)
        assert de_nginx.statut == du_site.statut == 200
        assert de_nginx.corps == du_site.corps
        assert en_tetes_de(de_nginx.en_tetes) == en_tetes_de(du_site.en_tetes)
    assert "site=-" in service.nginx.journal("acces").splitlines()[-1]


ERREURS = {
    "414": (f"GET /?pmt=1387&nom={NOM}&q={'a' * 20_000} HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
    "413": (
        f"POST /?pmt=1387&nom={NOM} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n",
        413,
    ),
    "400": (f"GET /?pmt=1387&nom={NOM} HTTP/1.1\r\n\r\n", 400),
    "431": (f"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: n={NOM * 2_000}\r\n\r\n", 431),
    "405": (f"TRACE /?pmt=1387&nom={NOM} HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
}


@pytest.mark.parametrize("nom", ERREURS)
def test_nginx_refuse_en_francais_avec_les_en_tetes_du_site(service, nom):
    demande, statut = ERREURS[nom]
    tete, _, page = envoyer(service.nginx.port, demande.encode()).partition(b"\r\n\r\n")
    premiere, *lignes = tete.decode().split("\r\n")
    assert premiere.startswith(f"HTTP/1.1 {statut} ")
    assert page.decode() == dict(mandataire.fichiers())[f"{statut}.html"]
    attendus, _, _ = serveur._reponse_http(500).partition(b"\r\n\r\n")
    _, *lignes_attendues = attendus.decode().split("\r\n")
    recus, voulus = (
        en_tetes_de(dict(ligne.split(": ", 1) for ligne in tous))
        for tous in (lignes, lignes_attendues)
    )
    assert recus.pop("vary", None) in (None, {"Accept-Encoding"})
    assert recus == voulus
    assert rien_d_ecrit(service)


def test_les_pages_d_erreur_du_depot_sont_a_jour():
    """Sinon : `manage.py ecrire_erreurs`."""
    ecrites = {f.name: f.read_text(encoding="utf-8") for f in mandataire.DOSSIER.iterdir()}
    assert ecrites == dict(mandataire.fichiers())


def test_les_pages_d_erreur_ne_se_demandent_pas(service):
    assert service.demander("/static/erreurs/413.html").statut == 404


def test_le_site_arrete_ce_qui_est_garde_se_sert_encore(environnement, tmp_path):
    with serveurs.site(**environnement) as site:
        nginx = devant([site.port], settings.STATIC_ROOT, tmp_path)
        port = nginx.__enter__().port
        assert demander(port, "/").cache == "MISS"
    try:
        time.sleep(3.1)
        accueil = demander(port, "/")
        assert (accueil.statut, accueil.cache) == (200, "STALE")
        resultat = demander(port, f"/simulation/resultats/?{REPONSES}")
        assert (resultat.statut, resultat.en_tetes["Retry-After"]) == (502, "60")
        assert "Site momentanément indisponible" in resultat.corps.decode()
        api = demander(port, f"/api/v1/estimation?{REPONSES}")
        assert (api.statut, api.en_tetes["Access-Control-Allow-Origin"]) == (502, "*")
        assert api.corps.startswith(b'{"erreurs": {"_": ')
    finally:
        nginx.__exit__(None, None, None)
