"""What the workshop's templates cannot say by themselves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from eligibility.documents.differences import Difference
from eligibility.models import Changement, Publication
from eligibility.references import PARTIES
from simulateur.atelier import medecins
from simulateur.atelier.presentation import changement_lisible, difference_lisible
from simulateur.atelier.versions import Nom
from simulateur.textes.ecriture import date_en_lettres

register = template.Library()


@register.filter
def cle(table: Mapping[str, Any], nom: str) -> Any:
    """`table[nom]`, empty when it has none."""
    return table.get(nom, "")


@register.filter
def lisibles(changements: Iterable[Changement]) -> list[dict[str, Any]]:
    """Lines of the history in words: the admin of the tables knows none."""
    return [changement_lisible(changement) for changement in changements]


@register.filter
def de_publication(publication: Publication) -> list[dict[str, Any]]:
    """What it changed for the public, row by row, in words."""
    return [_lisible(changement) for changement in publication.changements]


def _lisible(changement: Mapping[str, Any]) -> dict[str, Any]:
    table, cle, avant, apres = (changement[nom] for nom in Difference._fields)
    if table == PARTIES:
        return medecins.lisibles(*({PARTIES: {cle[0]: partie or []}} for partie in (avant, apres)))
    return difference_lisible(changement["genre"], Difference(table, tuple(cle), avant, apres))


@register.filter
def lien_de_version(publication: Publication) -> str:
    """The page of the version that it concerns; empty when there is none."""
    if not publication.version:
        return ""
    return Nom(publication.genre, publication.version, publication.revision).adresse("fiche")


@register.filter
def en_lettres(jour: date) -> str:
    """« 1er janvier 2027 »: Django's own `date` filter would write « 1 janvier »."""
    return date_en_lettres(timezone.localtime(jour) if isinstance(jour, datetime) else jour)
