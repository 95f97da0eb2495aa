"""La base de l'essai, qu'on arrête et qu'on relance : celle de scripts/postgresql.sh."""

import os
import subprocess


def presente() -> bool:
    return "POSTGRESQL_DONNEES" in os.environ


def arreter() -> None:
    """D'un coup, sans prévenir personne."""
    _commander("stop", "--mode=immediate")


def relancer() -> None:
    _commander("start", "--wait", f"--log={os.environ['POSTGRESQL_DONNEES']}/../journal")


def _commander(*arguments: str) -> None:
    commande = [
        f"{os.environ['POSTGRESQL_BIN']}/pg_ctl", arguments[0], "--silent",
        f"--pgdata={os.environ['POSTGRESQL_DONNEES']}", *arguments[1:],
    ]  # fmt: skip
    if os.getuid() == 0:  # PostgreSQL refuse de tourner en root
        commande = ["runuser", "-u", "postgres", "--", *commande]
    subprocess.run(
        commande, check=True, cwd="/", stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
