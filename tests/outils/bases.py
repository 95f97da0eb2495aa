"""Une vraie base à soi, en fichier ou sur le serveur : plusieurs connexions, de vraies transactions.

Les autres tests partagent une base et une transaction annulée à la fin : rien ne s'y croise.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

ALIAS = "default"


@contextmanager
def copie(dossier: Path) -> Iterator[BaseDatabaseWrapper]:
    """Une copie de la base de test, chargée comme elle."""
    with _a_la_place(dossier, copier=True) as connexion:
        yield connexion


@contextmanager
def vide(dossier: Path) -> Iterator[BaseDatabaseWrapper]:
    """Une base sans aucune table."""
    with _a_la_place(dossier, copier=False) as connexion:
        yield connexion


@contextmanager
def _a_la_place(dossier: Path, *, copier: bool) -> Iterator[BaseDatabaseWrapper]:
    """Dans tous les fils, la base est une autre, qui disparaît ensuite."""
    de_test = connections[ALIAS]
    reglages = connections.settings[ALIAS]
    avant, nom = reglages["NAME"], f"essai_{uuid4().hex}"
    creer = _creer_fichier if de_test.vendor == "sqlite" else _creer_sur_le_serveur
    with creer(de_test, dossier / nom, copier=copier) as autre:
        reglages["NAME"] = autre
        del connections[ALIAS]
        try:
            yield connections[ALIAS]
        finally:
            connections[ALIAS].close()
            reglages["NAME"] = avant
            connections[ALIAS] = de_test


@contextmanager
def _creer_fichier(de_test: BaseDatabaseWrapper, fichier: Path, *, copier: bool) -> Iterator[str]:
    if copier:
        de_test.ensure_connection()
        with closing(sqlite3.connect(fichier)) as cible:
            de_test.connection.backup(cible)
    yield str(fichier)


@contextmanager
def _creer_sur_le_serveur(
    de_test: BaseDatabaseWrapper, fichier: Path, *, copier: bool
) -> Iterator[str]:
    nom, modele = fichier.name, de_test.settings_dict["NAME"]
    de_test.close()
    with de_test._nodb_cursor() as curseur:
        if copier:
            _seul_dans(curseur, modele)
        curseur.execute(f'CREATE DATABASE "{nom}"' + (f' TEMPLATE "{modele}"' if copier else ""))
    try:
        yield nom
    finally:
        with de_test._nodb_cursor() as curseur:
            curseur.execute(f'DROP DATABASE "{nom}" WITH (FORCE)')


def _seul_dans(curseur: CursorWrapper, base: str) -> None:
    """On ne copie pas une base où quelqu'un est : un fil a pu y laisser une connexion."""
    curseur.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [base]
    )


def contenu() -> dict[str, list[dict]]:
    """Toutes les lignes de toutes les tables du site, telles que Django les lit."""
    return {
        modele._meta.label: [
            {champ: _lisible(valeur) for champ, valeur in ligne.items()}
            for ligne in modele._base_manager.order_by("pk").values()
        ]
        for modele in apps.get_models(include_auto_created=True)
    }


def _lisible(valeur: object) -> object:
    return bytes(valeur) if isinstance(valeur, memoryview) else valeur
