"""Sauvegarder et rendre la base de compose.yaml : les commandes que donne docs/deploiement.md."""

import os
import re
import subprocess

import pytest
import yaml
from django.conf import settings
from django.db import connection

DOCUMENT = (settings.RACINE / "docs/deploiement.md").read_text(encoding="utf-8")
SAUVEGARDER, RENDRE = re.findall(
    r"```sh\n(.+?)```", DOCUMENT.partition("**Sous `compose.yaml`.**")[2], re.DOTALL
)[:2]
postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL")


def test_elles_nomment_ce_que_compose_nomme():
    services = yaml.safe_load((settings.RACINE / "compose.yaml").read_text())["services"]
    commandes = SAUVEGARDER + RENDRE
    assert set(re.findall(r"exec -T (\w+)", commandes)) == {"base"} < set(services)
    assert set(re.findall(r"compose (?:stop|start) (\w+)", commandes)) == {"site"} < set(services)
    base = services["base"]["environment"]
    assert set(re.findall(r"--username=(\w+)", commandes)) == {base["POSTGRES_USER"]}
    assert f" {base['POSTGRES_DB']} >" in SAUVEGARDER
    assert f"neuve RENAME TO {base['POSTGRES_DB']}'" in RENDRE


@pytest.fixture
def passer(tmp_path):
    """Dans un dossier, sur le serveur des tests, comme si l'on était dans le conteneur de la base."""
    reglages = connection.settings_dict
    hote = {"PGHOST": reglages["HOST"], "PGPORT": str(reglages["PORT"] or "")}

    def lancer(commandes: str) -> str:
        commandes = commandes.replace("docker compose exec -T base ", "")
        commandes = re.sub(r"docker compose (stop|start) site", "", commandes)
        assert "docker" not in commandes
        return subprocess.run(
            ["sh", "-euc", commandes], cwd=tmp_path, env=os.environ | hote, check=True,
            stdout=subprocess.PIPE, text=True,
        ).stdout  # fmt: skip

    # L'image de PostgreSQL fait de POSTGRES_USER le maître du serveur.
    moi = f"--username={reglages['USER']}"
    lancer(f"createuser {moi} --superuser simulateur; createdb {moi} --owner=simulateur simulateur")
    yield lancer
    lancer(f"for base in simulateur avant; do dropdb {moi} --if-exists $base; done")
    lancer(f"dropuser {moi} simulateur")


@postgresql
@pytest.mark.django_db
def test_elles_rendent_ce_qu_elles_ont_pris(passer, tmp_path):
    def dans(base: str, sql: str) -> str:
        return passer(f"psql -qAt --username=simulateur --dbname={base} --command='{sql}'")

    dans("simulateur", "CREATE TABLE vu (n int); INSERT INTO vu VALUES (1317)")
    passer(SAUVEGARDER)
    (fichier,) = tmp_path.iterdir()
    assert fichier.stat().st_mode & 0o777 == 0o600
    dans("simulateur", "INSERT INTO vu VALUES (1789)")
    passer(RENDRE)
    assert dans("simulateur", "SELECT n FROM vu").split() == ["1317"]
    assert dans("avant", "SELECT n FROM vu ORDER BY n").split() == ["1317", "1789"]
