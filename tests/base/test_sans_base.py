"""Sa base enlevée, le site public répond de même, à l'octet : un vrai gunicorn, une vraie base."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from scripts.outils.client import Reponse
from scripts.outils.ecrans import ECRANS, PROLONGE
from scripts.outils.serveurs import enfants
from tests.outils.gunicorn import Gunicorn, lance
from tests.outils.pages import ATTENDUES

FICHIER = SimpleUploadedFile(
    "m.csv", b"nom;specialite;secteur;pmt;file_active\nAnne;medecine-generale;1;1300;1700\n"
)
UNE = '{"specialite": "medecine-generale", "secteur": "1", "pmt": 1300, "file_active": 1700}'
JSON = "application/json"
# Chaque page publique, vide et remplie ; puis ce qu'on leur envoie : (corps, type).
PAGES = sorted(
    {adresse for adresse, _ in filter(None, ATTENDUES.values())}
    | set(ECRANS.values())
    | {f"/simulation/agenda.ics?{PROLONGE}", f"/api/v1/estimation?{PROLONGE}", "/api/v1/nulle-part"}
    | {"/embed/essai/simulation/profil/?cpts=cpts-exemple", "/cpts/cpts-exemple/nul.png"}
)
ENVOIS = {
    "/api/v1/estimation": (UNE, JSON),
    "/api/v1/estimations": (f'{{"situations": [{UNE}, {{"pmt": -1}}]}}', JSON),
    "/api/v1/groupe": (f'{{"medecins": [{UNE}, {UNE}], "forme": "SISA"}}', JSON),
    "/groupe/fichier/": (
        encode_multipart(BOUNDARY, {"fichier": FICHIER, "resultat": "ecran"}), MULTIPART_CONTENT,
    ),
}  # fmt: skip
# Ce qui n'a besoin d'aucune table.
SANS_TABLES = (
    "/", "/mentions-legales/", "/confidentialite/", "/accessibilite/", "/robots.txt",
    "/.well-known/security.txt", "/integration/", "/groupe/fichier/", "/groupe/fichier/modele.csv",
    "/sante/vivant",
)  # fmt: skip
CHERCHER_S = 15


@dataclass(frozen=True)
class Base:
    """Celle du site, qu'on enlève et qu'on rend."""

    url: str
    enlever: Callable[[], None]
    rendre: Callable[[], None]


@pytest.fixture
def base(db, tmp_path) -> Base:
    nom = connection.settings_dict["NAME"]
    connection.close()
    return _fichier(Path(nom)) if connection.vendor == "sqlite" else _sur_le_serveur(nom)


def _fichier(fichier: Path) -> Base:
    """Par un dossier qui disparaît : sans lui, SQLite n'en fait pas un autre, vide."""
    lien = fichier.with_name("dossier")

    def rendre() -> None:
        lien.symlink_to(fichier.parent)

    rendre()
    # Une connexion gardée lirait encore le fichier qu'on a cru enlever.
    return Base(f"sqlite:///{lien}/{fichier.name}?conn_max_age=0", lien.unlink, rendre)


def _sur_le_serveur(nom: str) -> Base:
    """D'autres tests se servent du serveur : il reste, mais ne laisse plus entrer personne ici."""

    def ouvrir(oui: str) -> None:
        with connection._nodb_cursor() as curseur:
            curseur.execute(f'ALTER DATABASE "{nom}" ALLOW_CONNECTIONS {oui}')
            curseur.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [nom]
            )

    serveur = os.environ["DATABASE_URL"].rpartition("/")[0]
    return Base(f"{serveur}/{nom}", lambda: ouvrir("false"), lambda: ouvrir("true"))


@contextmanager
def servir(base: Base, dossier: Path) -> Iterator[Gunicorn]:
    """Deux processus, une installation neuve ; la base s'y demande à chaque page, et revient vite."""
    with lance(
        dossier / "sorties",
        VAR_DIR=str(dossier / "var"),
        STATIC_ROOT=str(settings.STATIC_ROOT),
        DATABASE_URL=base.url,
        WEB_CONCURRENCY="2",
        REFERENTIEL_FRAICHEUR_S="0",
        REPRISE_S="1",
        CONTACT_SECURITE="securite@exemple.invalid",
    ) as site:
        yield site


def chacune(site: Gunicorn) -> Iterator[tuple[str, Reponse]]:
    """La réponse à chaque demande publique."""
    for adresse in PAGES:
        yield adresse, site.demander(adresse)
    for adresse, (corps, type_) in ENVOIS.items():
        yield f"POST {adresse}", site.demander(adresse, "POST", corps, Content_Type=type_)


def tout(site: Gunicorn) -> dict[str, tuple[int, bytes]]:
    """Un classeur porte l'heure où son processus l'a fait : son statut seul."""
    return {
        demande: (reponse.statut, b"" if demande.endswith(".xlsx") else reponse.corps)
        for demande, reponse in chacune(site)
    }


def differentes(vues: dict, attendues: dict) -> list[str]:
    return [demande for demande, reponse in vues.items() if reponse != attendues[demande]]


def attendre(vrai: Callable[[], bool]) -> None:
    limite = time.monotonic() + CHERCHER_S
    while not vrai():
        assert time.monotonic() < limite
        time.sleep(0.1)


def tuer_tous(site: Gunicorn) -> None:
    """Chaque ouvrier, sans préavis ; d'autres naissent."""
    anciens = set(enfants(site.serveur.pid))
    for pid in anciens:
        os.kill(pid, signal.SIGKILL)
    attendre(lambda: len(set(enfants(site.serveur.pid)) - anciens) == len(anciens) == 2)


def pret(site: Gunicorn) -> str:
    return site.demander("/sante/pret").texte


def test_sans_base_chaque_page_publique_repond_de_meme(base, tmp_path):
    """Ouvriers tués, base rendue : toujours les mêmes octets ; l'administration dit 503, puis revient."""
    with servir(base, tmp_path) as site:
        session = {"Cookie": f"sessionid={'a' * 32}"}
        connexion = site.demander("/admin/login/")
        jeton = re.search(r"csrftoken=(\w+)", connexion.en_tetes["Set-Cookie"])[1]
        envoi = f"csrfmiddlewaretoken={jeton}&username=camille&password=faux"
        formulaire = {
            "Content_Type": "application/x-www-form-urlencoded",
            "Cookie": f"csrftoken={jeton}",
            "Origin": "http://localhost",
        }
        avant = tout(site)
        refusees = [d for d, (statut, _) in avant.items() if statut not in (200, 302, 404)]
        assert refusees == []
        assert site.demander("/admin/", **session).statut == 302
        assert "sans base" not in pret(site)

        base.enlever()
        assert differentes(tout(site), avant) == []
        tuer_tous(site)
        assert differentes(tout(site), avant) == []
        assert "sans base" in pret(site)
        for refus in (
            site.demander("/admin/", **session),
            site.demander("/admin/login/", "POST", envoi, **formulaire),
        ):
            assert refus.statut == 503
            assert refus.en_tetes["Retry-After"]
            assert "L’administration attend sa base de données" in refus.texte
            assert "faux" not in refus.texte

        base.rendre()
        attendre(lambda: all("sans base" not in pret(site) for _ in range(8)))
        assert differentes(tout(site), avant) == []
        assert site.demander("/admin/", **session).statut == 302
        assert site.demander("/admin/login/", "POST", envoi, **formulaire).statut == 200


def test_sans_base_et_sans_copie_le_site_le_dit(base, tmp_path):
    """Une machine qui n'a jamais rien eu : 503 et quand revenir, jamais une panne ; puis tout vient seul."""
    base.enlever()
    with servir(base, tmp_path) as site:
        for demande, reponse in chacune(site):
            if reponse.statut == 503:
                assert reponse.en_tetes["Retry-After"], demande
            else:
                assert reponse.statut in (200, 302, 404), demande
        assert [a for a in SANS_TABLES if site.demander(a).statut != 200] == []
        for adresse in ("/simulation/profil/", "/guide/", "/api/v1/docs", "/sante/pret"):
            reponse = site.demander(adresse)
            assert (reponse.statut, bool(reponse.en_tetes["Retry-After"])) == (503, True), adresse
        assert "Site momentanément indisponible" in site.demander("/guide/").texte
        assert pret(site) == "base de données injoignable"
        base.rendre()
        attendre(lambda: all("prêt" in pret(site) for _ in range(8)))
        assert site.demander("/guide/").statut == 200
