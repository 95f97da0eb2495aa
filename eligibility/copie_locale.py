"""The last publication in a local file: what a worker starts from, with or without a database."""

import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from eligibility.documents import formes
from eligibility.models import Publication

logger = logging.getLogger(__name__)


class Copie(NamedTuple):
    """A published snapshot: its number, its fingerprint, its document, and the last publications."""

    numero: int
    empreinte: str
    document: formes.Document
    journal: list[dict[str, Any]]


def de(publication: Publication) -> Copie:
    """What a publication holds, read from the database."""
    return Copie(
        publication.pk,
        publication.empreinte,
        json.loads(publication.contenu),
        Publication.journal(publication.pk),
    )


def ecrire(copie: Copie) -> None:
    """Writes it whole or not at all: readers see the former file or the new one.

    A full or read-only disk costs a warning: the site goes on from the database.
    """
    fichier = Path(settings.COPIE_LOCALE)
    entete = json.dumps(
        {
            "numero": copie.numero,
            "empreinte": copie.empreinte,
            "journal": copie.journal,
        }
    )
    try:
        remplacer(fichier, f"{entete}\n{formes.ecrire(copie.document)}\n")
    except OSError:
        logger.warning("copie locale non écrite : le site lira la base")


def remplacer(fichier: Path, texte: str) -> None:
    """Writes a file whole or not at all. Raises OSError."""
    provisoire = None
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=fichier.parent, prefix=fichier.name, delete=False, encoding="utf-8"
        ) as sortie:
            provisoire = Path(sortie.name)
            sortie.write(texte)
            sortie.flush()
            os.fsync(sortie.fileno())
        provisoire.chmod(0o644)  # public figures: the server may run under another account
        provisoire.replace(fichier)
    except OSError:
        if provisoire is not None:
            provisoire.unlink(missing_ok=True)
        raise


def lire() -> Copie | None:
    """The snapshot of the file; None when there is none, or when it is not whole."""
    try:
        texte = Path(settings.COPIE_LOCALE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        logger.warning("copie locale illisible")
        return None
    entete, _, contenu = texte.rstrip("\n").partition("\n")
    try:
        dit = json.loads(entete)
        numero, empreinte, journal_lu = dit["numero"], dit["empreinte"], dit["journal"]
    except (ValueError, KeyError, TypeError):
        empreinte = None
    if formes.condense(contenu) != empreinte:
        logger.warning("copie locale abîmée : elle n'est pas servie")
        return None
    return Copie(numero, empreinte, json.loads(contenu), journal_lu)
