"""La base d'une installation d'aujourd'hui, gardée telle quelle, arrive à chaque version d'après.

`version_publiee.sql` : le `.dump` de SQLite d'une base migrée le 23 novembre 2026, où `remplir`
(test_migrations.py) a écrit une ligne de chaque sorte, et une page du guide. Elle ne se refait pas quand une
migration s'ajoute : c'est cette migration-là qu'elle éprouve.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from tests.outils import bases

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="un fichier de SQLite")
DUMP = Path(__file__).with_name("version_publiee.sql")
# Tables que `migrate` refait, et les droits qu'il peut ajouter.
REFAITES = {"django_migrations", "django_content_type", "auth_permission", "auth_group_permissions"}


@pytest.fixture
def db(tmp_path, django_db_setup, django_db_blocker):
    """À la place de celle de pytest-django : une base sans aucune table."""
    with django_db_blocker.unblock(), bases.vide(tmp_path):
        yield


def lignes() -> dict[str, list[dict]]:
    """Table → ses lignes, telles qu'écrites dans la base, quoi qu'en disent les modèles."""
    with connection.cursor() as curseur:
        tables = set(connection.introspection.table_names(curseur)) - REFAITES
        return {table: _lignes(curseur, table) for table in sorted(tables)}


def _lignes(curseur, table: str) -> list[dict]:
    curseur.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - lue dans la base
    noms = [colonne[0] for colonne in curseur.description]
    return [dict(zip(noms, ligne, strict=True)) for ligne in curseur.fetchall()]


def test_elle_arrive_a_celle_ci_sans_rien_perdre(db):
    """Une colonne qui change exprès se dit ici, avec ce qu'elle devient."""
    # À part : ses tables se nomment l'une l'autre avant d'exister.
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as neuve:
        neuve.executescript(DUMP.read_text(encoding="utf-8"))
    avant = lignes()
    assert sum(map(len, avant.values())) > 20
    assert avant["guide_page"][0]["titre"] == "Élargie"
    call_command("migrate", verbosity=0)
    apres = lignes()
    for table, anciennes in avant.items():
        # Une colonne ajoutée ne compte pas ; une ligne ou une valeur perdue, si.
        communes = [
            {nom: ligne[nom] for nom in ancienne}
            for ancienne, ligne in zip(anciennes, apres[table], strict=True)
        ]
        assert communes == anciennes, table
    call_command("makemigrations", check=True, verbosity=0)
