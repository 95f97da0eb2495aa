"""What the workshop's templates cannot say by themselves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from eligibility.models import Changement
from simulateur.atelier.presentation import changement_lisible
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
def en_lettres(jour: date) -> str:
    """« 1er janvier 2027 »: Django's own `date` filter would write « 1 janvier »."""
    return date_en_lettres(timezone.localtime(jour) if isinstance(jour, datetime) else jour)
