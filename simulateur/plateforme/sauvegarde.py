"""The whole database in one file, taken while the site writes; put back while nobody has it open."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

ATTENTE_S = 20
OUVERTE = "Le site, ou une autre commande, a la base ouverte : arrêtez-le d’abord."
# How many bytes, from which, SQLite locks in a file that it has open.
VERROUS_SQLITE = (512, 0x4000_0000)
PG_RESTORE = (
    "Avec PostgreSQL, restaurez dans une base neuve, puis donnez-la au site : "
    "createdb NEUVE, pg_restore --no-owner --exit-on-error --dbname=NEUVE {fichier}, "
    "DATABASE_URL=…/NEUVE."
)


class SauvegardeRefusee(Exception):
    """Nothing was written; the message says why, in French."""


def sauvegarder(fichier: Path) -> None:
    """Writes what is committed at this moment in a new file, readable by its owner only.

    SQLite: a database, checked. PostgreSQL: an archive of pg_dump. Raises SauvegardeRefusee.
    """
    if fichier.exists():
        raise SauvegardeRefusee(
            f"{fichier} existe déjà : une sauvegarde n’en remplace pas une autre."
        )
    provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}.en-cours")
    try:
        os.close(os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if connection.vendor == "sqlite":
            _copier(provisoire)
            _examiner(provisoire)
        else:
            _pg_dump(provisoire)
        with provisoire.open("rb") as ecrit:
            os.fsync(ecrit.fileno())
        provisoire.rename(fichier)
    except OSError as erreur:
        raise SauvegardeRefusee(f"Impossible d’écrire {fichier} : {erreur.strerror}.") from erreur
    finally:
        provisoire.unlink(missing_ok=True)


def examiner(fichier: Path) -> None:
    """Raises SauvegardeRefusee when this file cannot be put back in the place of the database."""
    if connection.vendor != "sqlite":
        raise SauvegardeRefusee(PG_RESTORE.format(fichier=fichier))
    connues = set(MigrationLoader(None).disk_migrations)
    if inconnues := sorted(_examiner(fichier) - connues):
        dites = ", ".join(f"{app}.{nom}" for app, nom in inconnues)
        raise SauvegardeRefusee(
            f"{fichier} vient d’une version plus récente du site ({dites}) : "
            "mettez d’abord le site à jour."
        )


def restaurer(fichier: Path) -> Path | None:
    """Puts this backup in the place of the database, all or nothing: the file where what was there is.

    None when nothing was there. What no longer reads is set aside as it is, its WAL beside it. Raises
    SauvegardeRefusee, and nothing has changed.
    """
    examiner(fichier)
    connection.close()
    base = Path(connection.settings_dict["NAME"])
    if not base.exists():
        _rendre(fichier, base)
        return None
    gardee = base.with_name(f"avant-restauration-{timezone.localtime():%Y%m%d-%H%M%S-%f}.sqlite3")
    try:
        _examiner(base)
    except SauvegardeRefusee:
        _rendre_a_la_place(fichier, base, gardee)
    else:
        sauvegarder(gardee)
        try:
            _rendre(fichier, base)
        except SauvegardeRefusee:
            gardee.unlink()  # what it holds is still in its place
            raise
    return gardee


def _rendre(fichier: Path, base: Path) -> None:
    """One transaction of SQLite: cut anywhere, the database is still the one of before."""
    try:
        with _pour_soi(base) as cible, closing(_ouvrir(fichier, "mode=ro")) as source:
            source.backup(cible)
    except sqlite3.Error as erreur:
        raise SauvegardeRefusee(f"Impossible d’écrire {base} : {erreur}.") from erreur


def _rendre_a_la_place(fichier: Path, base: Path, gardee: Path) -> None:
    """Of a base that SQLite does not read, or not whole: it is set aside byte for byte."""
    neuve = base.with_name(f"{base.name}.{os.getpid()}.en-cours")
    try:
        with base.open("r+b") as ouverte:
            # What whoever has it open holds: SQLite, that does not know this file, would not look.
            fcntl.lockf(ouverte, fcntl.LOCK_EX | fcntl.LOCK_NB, *VERROUS_SQLITE)
            _rendre(fichier, neuve)
            journal = base.with_name(f"{base.name}-wal")
            if journal.exists():
                journal.rename(gardee.with_name(f"{gardee.name}-wal"))
            base.with_name(f"{base.name}-shm").unlink(missing_ok=True)
            base.rename(gardee)
            neuve.rename(base)
            gardee.chmod(0o600)
    except BlockingIOError as erreur:
        raise SauvegardeRefusee(OUVERTE) from erreur
    except OSError as erreur:
        raise SauvegardeRefusee(f"Impossible d’écrire {base} : {erreur.strerror}.") from erreur
    finally:
        neuve.unlink(missing_ok=True)


def _copier(fichier: Path) -> None:
    base = Path(connection.settings_dict["NAME"])
    try:
        with (
            closing(_ouvrir(base, "mode=rw")) as source,
            closing(_ouvrir(fichier, "mode=rw")) as cible,
        ):
            source.backup(cible)  # in one step: no write gets in between
            cible.execute("PRAGMA journal_mode=DELETE")  # one file, whatever it is opened with
    except sqlite3.Error as erreur:
        raise SauvegardeRefusee(f"La base {base} ne se lit pas : {erreur}.") from erreur


def _examiner(fichier: Path) -> set[tuple[str, str]]:
    """The migrations that a backup has had. Raises SauvegardeRefusee when it is not whole."""
    try:
        with closing(_ouvrir(fichier, "mode=ro")) as lue:
            if lue.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise SauvegardeRefusee(f"{fichier} est abîmé.")
            if lue.execute("PRAGMA foreign_key_check").fetchone():
                raise SauvegardeRefusee(
                    f"{fichier} n’est pas entier : des lignes en citent d’absentes."
                )
            return set(lue.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.Error as erreur:
        raise SauvegardeRefusee(
            f"{fichier} n’est pas une sauvegarde du site ({erreur})."
        ) from erreur


@contextmanager
def _pour_soi(base: Path) -> Iterator[sqlite3.Connection]:
    """The database, that no other process has open, and none can open meanwhile."""
    with closing(_ouvrir(base, "mode=rwc", attente=0)) as cible:
        try:
            cible.execute("PRAGMA locking_mode=EXCLUSIVE")
            cible.execute("BEGIN EXCLUSIVE")
            cible.execute("COMMIT")
        except sqlite3.OperationalError as erreur:
            raise SauvegardeRefusee(OUVERTE) from erreur
        yield cible


def _ouvrir(fichier: Path, mode: str, attente: float = ATTENTE_S) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{fichier.resolve().as_uri()}?{mode}", uri=True, timeout=attente, isolation_level=None
    )


def _pg_dump(fichier: Path) -> None:
    if shutil.which("pg_dump") is None:
        raise SauvegardeRefusee(
            "Il manque pg_dump. Sous Debian : sudo apt-get install postgresql-client."
        )
    # How Django would start psql: the password goes by the environment, not by the command line.
    (_, *base), environnement = DatabaseClient.settings_to_cmd_args_env(
        connection.settings_dict, []
    )
    fait = subprocess.run(  # noqa: S603 - our own settings
        ["pg_dump", "--format=custom", "--no-owner", f"--file={fichier}", *base],  # noqa: S607 - Debian's
        env=os.environ | (environnement or {}), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if fait.returncode:
        raise SauvegardeRefusee(f"pg_dump a échoué : {fait.stderr.strip()}")
