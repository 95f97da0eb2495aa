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
    modele = base.MODELES.get(genre)
    jour, _, revision = nom.rpartition(".")
    try:
        cle = {"date_effet": date.fromisoformat(jour), "revision": int(revision)}
    except ValueError:
        raise Http404 from None
    if modele is None:
        raise Http404
    return get_object_or_404(modele.objects.select_related("source"), **cle)
