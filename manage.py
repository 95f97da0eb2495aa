#!/usr/bin/env python
"""Point d'entrée des commandes Django."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simulateur.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(sys.argv)
    except DatabaseError:
        from simulateur.plateforme import preparation

        # Une table absente : la base n'est pas encore celle du site, ou pas celle que l'on croit.
        if phrase := preparation.manque():
            sys.exit(phrase)
        raise


if __name__ == "__main__":
    main()
