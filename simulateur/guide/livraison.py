"""The guide that comes with the site: from files to an empty database, from the database to files."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers import deserialize
from django.db import transaction

from eligibility import actes, cycle, livraison, references
from eligibility.documents import base
from eligibility.livraison import DejaLa
from eligibility.models import Changement, Source
from eligibility.models.choix import Acte

from . import fichier, pages, relecture
from .models import INTERVALLE, Page

DOSSIER = Path(settings.RACINE) / "fixtures" / "guide"
SOURCES_LIVREES = livraison.TABLES_LIVREES / "1_sources.jsonl"


@transaction.atomic
def charger(dossier: Path = DOSSIER) -> int:
    """Loads the files into a database that never held a page; how many. Raises DejaLa.

    Before the tables, it waits for their publication; after them, it has one of its own.
    """
    if Page.objects.exists() or Changement.objects.filter(genre="", table="guide").exists():
        raise DejaLa
    lues = fichier.lire_dossier(dossier)
    Page.objects.bulk_create(
        Page(
            ordre=rang * INTERVALLE,
            **{nom: _en_texte(getattr(page, nom)) for nom in pages.COLONNES},
        )
        for rang, page in enumerate(lues, start=1)
    )
    if lues and references.publie() is not None:
        choisies = {("guide", page.slug) for page in lues}
        choisies |= {("sources", cle) for cle in _ajouter_les_sources()}
        cycle.mettre_en_ligne(
            actes.SYSTEME, "Guide livré avec le site.", Acte.LIVRAISON, choisies=choisies
        )
    return len(lues)


def exporter(dossier: Path = DOSSIER) -> int:
    """Writes every page to its file; how many. The files of pages that are no more go away."""
    lignes = base.hors_versions()["guide"]
    for ancien in dossier.glob("*.md"):
        if fichier.NOM.fullmatch(ancien.name):
            ancien.unlink()
    fichier.ecrire_dossier(dossier, pages.lire(lignes).pages)
    return len(lignes)


def _ajouter_les_sources() -> set[str]:
    """A site older than its guide lacks some of the sources that it cites: those shipped with the tables."""
    citees = {cle for page in Page.objects.all() for cle in _citees(page)}
    manquantes = citees - set(Source.objects.values_list("cle", flat=True))
    livrees = [
        ligne
        for ligne in SOURCES_LIVREES.read_text(encoding="utf-8").splitlines()
        if json.loads(ligne)["fields"]["cle"] in manquantes
    ]
    for lue in deserialize("jsonl", "\n".join(livrees)):
        lue.save()
    return manquantes


def _citees(page: Page) -> set[str]:
    return relecture.citees(base.ligne_de_reference(page))


def _en_texte(valeur: Any) -> str:
    """Lists are kept one element a line."""
    return "\n".join(valeur) if isinstance(valeur, tuple) else valeur
