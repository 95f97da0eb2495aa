"""A fingerprint of the code and templates served: a page changes with the release that makes it."""

import hashlib
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent.parent
DOSSIERS = ("simulateur", "eligibility", "templates", "static")
SUFFIXES = frozenset((".py", ".html", ".css", ".js"))


def empreinte_du_code() -> str:
    condense = hashlib.blake2b(digest_size=8)
    for dossier in DOSSIERS:
        for fichier in sorted((RACINE / dossier).rglob("*")):
            if fichier.suffix in SUFFIXES:
                condense.update(fichier.read_bytes())
    return condense.hexdigest()


VERSION = empreinte_du_code()
