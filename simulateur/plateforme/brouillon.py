"""The draft that the public site shows in the workshop's preview; none on the public site itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.http import HttpRequest


class Montre(NamedTuple):
    """The name of the draft, and the way back to it."""

    version: str
    adresse: str


_montre: ContextVar[Montre | None] = ContextVar("brouillon_montre", default=None)


def montre() -> Montre | None:
    """The draft of this request, None everywhere but in a preview."""
    return _montre.get()


@contextmanager
def montrer(brouillon: Montre) -> Iterator[None]:
    """Within it, and in this thread alone, pages are those of a draft, and say so."""
    jeton = _montre.set(brouillon)
    try:
        yield
    finally:
        _montre.reset(jeton)


def ruban(request: HttpRequest) -> dict:
    """Context processor: `brouillon_montre`."""
    return {"brouillon_montre": montre()}
