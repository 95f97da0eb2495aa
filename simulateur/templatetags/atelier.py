"""What the workshop's templates cannot say by themselves."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def cle(table: Mapping[str, Any], nom: str) -> Any:
    """`table[nom]`, empty when it has none."""
    return table.get(nom, "")
