"""Une sauvegarde prise pendant qu'on écrit est entière ; rendue, le site répond comme ce jour-là."""

import builtins
import fcntl
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction

from eligibility import selectors
from eligibility.models import Etape
from simulateur.plateforme import sauvegarde
from tests.outils import bases

from .conftest import publier

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="la base est un fichier")
postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="pg_dump")
pytestmark = pytest.mark.usefixtures("db")
ADRESSES = (
    "/api/v1/estimation?specialite=medecine-generale&secteur=1&pmt=1300",
    "/simulation/resultats/?date_signature=2026-12-01&file_active=1700&pmt=1300&secteur=1"
    "&specialite=medecine-generale&tranche=P50-P90",
    "/baremes/",
    "/guide/",
)


@pytest.fixture
def fichier(tmp_path):
    return tmp_path / "sauvegarde"


def reponses(client) -> list[bytes]:
    selectors.oublier()
    return [client.get(adresse, follow=True).content for adresse in ADRESSES]


def ecrire_par_deux(fin: threading.Event) -> None:
    """Des lignes qui n'existent que par deux, tant qu'on ne dit pas d'arrêter."""
    try:
        while not fin.is_set():
            with transaction.atomic():
                for _ in range(2):
                    Etape.objects.create(
                        genre="bareme",
                        version="2026-02-25",
                        revision=1,
                        pas="creation",
                        mot="x" * 500,
                    )
    finally:
        connections.close_all()


@sqlite
def test_prise_pendant_qu_on_ecrit_elle_est_entiere(tmp_path):
    fin = threading.Event()
    fils = [threading.Thread(target=ecrire_par_deux, args=(fin,)) for _ in range(2)]
    for fil in fils:
        fil.start()
    combien = []
    try:
        for numero in range(5):
            fichier = tmp_path / f"copie-{numero}"
            call_command("sauvegarder", fichier)
            with closing(sqlite3.connect(fichier)) as copie:
                assert copie.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                combien += copie.execute("SELECT count(*) FROM eligibility_etape").fetchone()
            fin.wait(0.1)
    finally:
        fin.set()
        for fil in fils:
            fil.join()
    assert [nombre % 2 for nombre in combien] == [0] * 5
    assert combien == sorted(combien)
    assert combien[-1] > combien[0], "on écrivait pendant ce temps"


def test_elle_n_est_lisible_que_de_nous_et_n_en_remplace_pas_une_autre(fichier):
    call_command("sauvegarder", fichier)
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o600
    avant = fichier.read_bytes()
    with pytest.raises(CommandError, match="existe déjà"):
        call_command("sauvegarder", fichier)
    assert fichier.read_bytes() == avant
    with pytest.raises(CommandError, match="Impossible d’écrire"):
        call_command("sauvegarder", fichier.parent / "absent" / "copie")
    assert [f.name for f in fichier.parent.glob("*en-cours")] == []


@sqlite
def test_rendue_le_site_repond_comme_avant(vecue, client, fichier):
    attendues, tables = reponses(client), bases.contenu()
    call_command("sauvegarder", fichier)
    publier(numero=5)
    assert reponses(client) != attendues
    apres = bases.contenu()
    call_command("restaurer", fichier, oui=True)
    assert reponses(client) == attendues
    assert bases.contenu() == tables
    (gardee,) = fichier.parent.glob("avant-restauration-*.sqlite3")
    call_command("restaurer", gardee, oui=True)
    assert bases.contenu() == apres, "la base remplacée n'est pas perdue"


@sqlite
def test_rendue_dans_une_installation_neuve(vecue, fichier, tmp_path):
    tables = bases.contenu()
    call_command("sauvegarder", fichier)
    with bases.vide(tmp_path):
        call_command("restaurer", fichier, oui=True)
        assert bases.contenu() == tables
        with connection.cursor() as curseur:
            assert curseur.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@sqlite
def test_le_site_doit_etre_arrete(fichier):
    call_command("sauvegarder", fichier)
    tables = bases.contenu()
    connection.close()
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as site:
        site.execute("SELECT count(*) FROM eligibility_bareme").fetchone()
        with pytest.raises(CommandError, match="arrêtez-le"):
            call_command("restaurer", fichier, oui=True)
        dossier = Path(connection.settings_dict["NAME"]).parent
        assert not list(dossier.glob("avant-restauration-*"))
    assert bases.contenu() == tables


@sqlite
@pytest.mark.parametrize(
    ("abimer", "dit"),
    [
        (lambda f: f.write_bytes(f.read_bytes()[:200_000]), "abîmé|pas une sauvegarde"),
        (lambda f: f.write_bytes(b"autre chose" * 1000), "pas une sauvegarde"),
        (lambda f: f.unlink(), "pas une sauvegarde"),
        (lambda f: _sql(f, "DROP TABLE django_migrations"), "pas une sauvegarde"),
        (lambda f: _sql(f, "DELETE FROM eligibility_source"), "pas entier"),
        (
            lambda f: _sql(
                f,
                "INSERT INTO django_migrations (app, name, applied) VALUES ('guide', '0099_x', '')",
            ),
            r"plus récente du site \(guide\.0099_x\)",
        ),
    ],
)
def test_ce_qui_n_est_pas_une_sauvegarde_ne_remplace_rien(fichier, abimer, dit):
    call_command("sauvegarder", fichier)
    tables = bases.contenu()
    abimer(fichier)
    with pytest.raises(CommandError, match=dit):
        call_command("restaurer", fichier, oui=True)
    assert bases.contenu() == tables


@sqlite
@pytest.mark.parametrize(
    "abimer",
    [
        lambda base: base.write_bytes(b"autre chose" * 1000),
        lambda base: base.write_bytes(base.read_bytes()[:300_000]),
        lambda base: base.write_bytes(b""),
        lambda base: _sql(base, "DELETE FROM eligibility_source"),
    ],
)
def test_une_base_abimee_se_remplace_et_se_garde_telle_quelle(fichier, tmp_path, abimer):
    """C’est pour elle qu’on a des sauvegardes."""
    tables = bases.contenu()
    call_command("sauvegarder", fichier)
    with bases.copie(tmp_path):
        base = Path(connection.settings_dict["NAME"])
        connection.close()
        abimer(base)
        abimee = base.read_bytes()
        with base.open("r+b") as site:
            fcntl.lockf(site, fcntl.LOCK_SH, 1, 0x4000_0002)
            # Les verrous d’un processus ne l’arrêtent pas lui-même.
            refus = _restaurer_ailleurs(fichier, base)
        assert "arrêtez-le" in refus
        assert base.read_bytes() == abimee
        call_command("restaurer", fichier, oui=True)
        (gardee,) = tmp_path.glob("avant-restauration-*.sqlite3")
        assert gardee.read_bytes() == abimee
        assert stat.S_IMODE(gardee.stat().st_mode) == 0o600
        assert bases.contenu() == tables
        assert not list(tmp_path.glob("*en-cours*"))


def _restaurer_ailleurs(fichier, base) -> str:
    """D’un autre processus ; ce qu’il dit."""
    fait = subprocess.run(
        [sys.executable, "manage.py", "restaurer", str(fichier), "--oui"],
        env=os.environ | {"DATABASE_URL": f"sqlite:///{base}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return fait.stderr


def _sql(fichier, requete: str) -> None:
    with closing(sqlite3.connect(fichier)) as copie, copie:
        copie.execute(requete)


@sqlite
@pytest.mark.parametrize(("tape", "fait"), [("oui", True), ("", False), ("non", False)])
def test_on_demande_avant_de_remplacer(fichier, monkeypatch, tape, fait):
    call_command("sauvegarder", fichier)
    Etape.objects.create(genre="bareme", version="2026-02-25", revision=1, pas="creation")
    monkeypatch.setattr(builtins, "input", lambda question: tape)
    if fait:
        call_command("restaurer", fichier)
    else:
        with pytest.raises(CommandError, match="Abandon"):
            call_command("restaurer", fichier)
    assert Etape.objects.exists() is not fait


@postgresql
def test_pg_dump_prend_tout(vecue, fichier, tmp_path):
    """Et pg_restore le rend dans une base neuve, comme la commande le dit."""
    tables = bases.contenu()
    call_command("sauvegarder", fichier)
    with pytest.raises(CommandError, match="pg_restore --no-owner"):
        call_command("restaurer", fichier, oui=True)
    with bases.vide(tmp_path) as neuve:
        reglages = neuve.settings_dict
        rendre = ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={reglages['NAME']}"]
        ou = [f"--host={reglages['HOST']}", f"--username={reglages['USER']}"]
        subprocess.run([*rendre, *ou, str(fichier)], check=True)
        assert bases.contenu() == tables


@postgresql
def test_sans_pg_dump_on_dit_ce_qui_manque(fichier, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda nom: None)
    with pytest.raises(sauvegarde.SauvegardeRefusee, match="postgresql-client"):
        sauvegarde.sauvegarder(fichier)
