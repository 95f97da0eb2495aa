"""La production refuse de démarrer ouverte ; sans environnement, le site local est sûr."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from simulateur.mentions.editeur import OBLIGATOIRES
from simulateur.plateforme import reglages
from tests.outils.adresses import adresses_publiques

RACINE = Path(__file__).resolve().parents[2]
CLE = "uY3n-qTz8Wv_Rk5pXs2LmB7dGh4JcF9eNa6VtQwZoPi1KxSy0Er"
SAIN = {"PRODUCTION": "oui", "SECRET_KEY": CLE, "ALLOWED_HOSTS": "exemple.fr"}
LIRE = """
import json
from django.conf import settings
noms = "DEBUG ALLOWED_HOSTS SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE"
noms += " CSRF_COOKIE_SECURE SESSION_COOKIE_PATH SECURE_PROXY_SSL_HEADER SESSION_COOKIE_NAME"
noms += " CSRF_COOKIE_NAME"
print(json.dumps({nom: getattr(settings, nom) for nom in noms.split()}))
print(settings.DATABASES["default"]["ENGINE"])
"""


def lancer(code: str, tmp_path: Path, **environnement: str) -> subprocess.CompletedProcess:
    garde = {nom: os.environ[nom] for nom in ("PATH", "HOME", "LANG") if nom in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=RACINE,
        env=garde
        | {"DJANGO_SETTINGS_MODULE": "simulateur.settings", "VAR_DIR": str(tmp_path)}
        | environnement,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("change", "attendu"),
    [
        ({"DEBUG": "oui"}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 80}, "SECRET_KEY"),
        ({"SECRET_KEY": CLE[:20]}, "SECRET_KEY"),
        ({"SECRET_KEY": f"django-insecure-{CLE}"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "exemple.fr,*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "exemple.fr,.fr"}, "ALLOWED_HOSTS"),
        ({"PRODUCTION": "peut-être"}, "PRODUCTION"),
    ],
    ids=str,
)
def test_production_refuse(tmp_path, change, attendu):
    resultat = lancer(LIRE, tmp_path, **SAIN | change)
    assert resultat.returncode != 0
    assert "ImproperlyConfigured" in resultat.stderr
    assert attendu in resultat.stderr.splitlines()[-1]
    assert change.get("SECRET_KEY") != CLE
    assert CLE not in resultat.stderr


def test_production_saine(tmp_path):
    resultat = lancer(LIRE, tmp_path, **SAIN, SECURE_PROXY_SSL_HEADER="X-Forwarded-Proto")
    assert resultat.returncode == 0, resultat.stderr
    assert '"DEBUG": false' in resultat.stdout
    assert '"SECURE_SSL_REDIRECT": true' in resultat.stdout
    assert '"SECURE_HSTS_SECONDS": 31536000' in resultat.stdout
    assert '"SESSION_COOKIE_SECURE": true' in resultat.stdout
    assert '"SESSION_COOKIE_NAME": "__Secure-sessionid"' in resultat.stdout
    assert '"CSRF_COOKIE_NAME": "__Secure-csrftoken"' in resultat.stdout
    assert '["HTTP_X_FORWARDED_PROTO", "https"]' in resultat.stdout
    assert not (tmp_path / "secret_key").exists()


def controler(tmp_path: Path, **environnement: str) -> subprocess.CompletedProcess:
    code = "import django; django.setup(); from django.core.management import call_command; "
    code += "call_command('check', deploy=True, fail_level='WARNING')"
    return lancer(code, tmp_path, **SAIN | environnement)


def test_controle_de_deploiement(tmp_path):
    resultat = controler(tmp_path, **dict.fromkeys(OBLIGATOIRES, "dit"))
    assert resultat.returncode == 0, resultat.stderr


def test_le_controle_de_deploiement_rappelle_les_mentions(tmp_path):
    dites = dict.fromkeys(OBLIGATOIRES, "dit") | {"EDITEUR": ""}
    resultat = controler(tmp_path, **dites)
    assert resultat.returncode != 0
    assert "Les mentions légales sont incomplètes : EDITEUR." in resultat.stderr
    assert "System check identified 1 issue" in resultat.stderr


def test_sans_environnement(tmp_path):
    resultat = lancer(LIRE, tmp_path)
    assert resultat.returncode == 0, resultat.stderr
    assert '"DEBUG": false' in resultat.stdout
    assert '"ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]' in resultat.stdout
    assert '"SECURE_SSL_REDIRECT": false' in resultat.stdout
    assert '"SESSION_COOKIE_PATH": "/admin/"' in resultat.stdout
    cle = tmp_path / "secret_key"
    assert stat.S_IMODE(cle.stat().st_mode) == 0o600
    avant = cle.read_text()
    lancer(LIRE, tmp_path)
    assert cle.read_text() == avant


def test_postgresql_par_adresse(tmp_path):
    resultat = lancer(LIRE, tmp_path, DATABASE_URL="postgres://u:p@127.0.0.1/base")
    assert "django.db.backends.postgresql" in resultat.stdout


def test_sqlite_ne_se_partage_pas(tmp_path):
    refuse = lancer(LIRE, tmp_path, REPLIQUES="2")
    assert refuse.returncode != 0
    assert "SQLite ne sert qu'une machine" in refuse.stderr.splitlines()[-1]
    assert lancer(LIRE, tmp_path, REPLIQUES="1").returncode == 0
    partagee = lancer(LIRE, tmp_path, REPLIQUES="2", DATABASE_URL="postgres://u:p@127.0.0.1/base")
    assert partagee.returncode == 0, partagee.stderr


@pytest.mark.parametrize("brut", ["gestion", "/gestion", "gestion/", " /gestion/ "])
def test_chemin_admin(brut):
    assert reglages.chemin_admin(brut) == "gestion/"


@pytest.mark.parametrize(
    "brut", ["", "/", "a b", "a?b", "../x", "a//b", "guide", "simulation/gestion"]
)
def test_chemin_admin_refuse(brut):
    with pytest.raises(ImproperlyConfigured):
        reglages.chemin_admin(brut)


def test_aucune_partie_du_site_ne_peut_etre_l_administration():
    """Sous elle, les pages publiques demanderaient un compte, et poseraient des cookies."""
    premieres = {
        adresse.split("/")[1] for adresse in adresses_publiques() if adresse.count("/") > 1
    }
    assert {"guide", "simulation", "sante"} < premieres
    assert premieres - {".well-known"} <= reglages.PARTIES_PUBLIQUES


def test_cle_tronquee_refusee(tmp_path):
    (tmp_path / "secret_key").write_text("court")
    with pytest.raises(ImproperlyConfigured):
        reglages.cle_locale(tmp_path / "secret_key")
