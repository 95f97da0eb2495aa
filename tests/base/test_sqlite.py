"""Ce que les réglages demandent à SQLite est vraiment en vigueur."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection, transaction

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="des réglages de SQLite"),
    pytest.mark.usefixtures("db"),
]


@pytest.mark.parametrize(
    ("pragma", "valeur"),
    [("journal_mode", "wal"), ("busy_timeout", 20_000), ("synchronous", 1), ("foreign_keys", 1)],
)
def test_pragmas(pragma, valeur):
    with connection.cursor() as curseur:
        assert curseur.execute(f"PRAGMA {pragma}").fetchone() == (valeur,)


def test_une_transaction_prend_la_main_des_son_debut():
    """IMMEDIATE : deux écritures se suivent, au lieu d'échouer au milieu."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as autre:
        with transaction.atomic(), pytest.raises(sqlite3.OperationalError, match="locked"):
            autre.execute("BEGIN IMMEDIATE")
        autre.execute("BEGIN IMMEDIATE")


def test_on_lit_pendant_qu_un_autre_ecrit():
    connection.ensure_connection()
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as autre:
        autre.execute("BEGIN IMMEDIATE")
        autre.execute("DELETE FROM django_session")
        with connection.cursor() as curseur:
            assert curseur.execute("SELECT count(*) FROM eligibility_bareme").fetchone()[0] > 0
