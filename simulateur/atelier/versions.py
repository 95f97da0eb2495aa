"""Versions by their names in the workshop's addresses: genre, and `2026-02-25.2`."""

from datetime import date
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from eligibility.documents import base
from eligibility.models.version import Version


class Nom(NamedTuple):
    """How addresses and history name a version. `genre`: `bareme` or `employeur`."""

    genre: str
    date_effet: date
    revision: int

    @property
    def version(self) -> str:
        return f"{self.date_effet.isoformat()}.{self.revision}"

    def adresse(self, page: str, *args: str) -> str:
        return reverse(f"atelier:{page}", args=(self.genre, self.version, *args))


def nom_de(version: Version) -> Nom:
    return Nom(base.genre_de(version), version.date_effet, version.revision)


def trouver(genre: str, nom: str) -> Version:
    """The version of this name; a 404 page when there is none."""
    lu = lire(genre, nom)
    versions = base.MODELES[genre].objects.select_related("source")
    return get_object_or_404(versions, date_effet=lu.date_effet, revision=lu.revision)


def lire(genre: str, nom: str) -> Nom:
    """What an address names, whether it is there or not; a 404 page when it names nothing."""
    jour, _, revision = nom.rpartition(".")
    try:
        lu = Nom(genre, date.fromisoformat(jour), int(revision))
    except ValueError:
        raise Http404 from None
    if genre not in base.MODELES:
        raise Http404
    return lu
