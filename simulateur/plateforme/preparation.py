"""Les préparations lancées ensemble passent une à une : une base ne se met à jour que par une main."""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

# Le numéro de notre verrou, le même pour tous les processus d'une même base.
CLE = 0x5349_4D55


PAS_PRETE = "La base {base} n’est pas prête : lancez d’abord « manage.py preparer »."


def manque() -> str:
    """Ce qui reste à préparer, en une phrase ; vide quand la base est prête, ou ne répond pas."""
    try:
        preparation = MigrationExecutor(connection)
        reste = preparation.migration_plan(preparation.loader.graph.leaf_nodes())
    except DatabaseError:
        return ""
    return PAS_PRETE.format(base=connection.settings_dict["NAME"]) if reste else ""


def chacun_son_tour() -> AbstractContextManager[None]:
    """Attend que la préparation en cours ait fini. Un processus tué lâche son tour."""
    if connection.vendor == "postgresql":
        return _verrou_de_la_base()
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        return _verrou_du_fichier(Path(connection.settings_dict["NAME"]))
    return nullcontext()


@contextmanager
def _verrou_de_la_base() -> Iterator[None]:
    with connection.cursor() as curseur:
        # Attendre son tour, puis migrer, peut durer plus qu'une page.
        curseur.execute("SET statement_timeout = 0")
        curseur.execute("SELECT pg_advisory_lock(%s)", [CLE])
    try:
        yield
    finally:
        # Une connexion perdue l'a déjà rendu.
        with suppress(DatabaseError), connection.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_unlock(%s)", [CLE])
            curseur.execute("RESET statement_timeout")


@contextmanager
def _verrou_du_fichier(base: Path) -> Iterator[None]:
    with base.with_name(f"{base.name}.preparation").open("w") as fichier:
        fcntl.flock(fichier, fcntl.LOCK_EX)
        yield
