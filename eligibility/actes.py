"""Who acts, why an act is refused, and the queue in which what is public changes."""

from typing import NamedTuple

from django.contrib.auth.models import AbstractBaseUser

from eligibility.models import Bareme, Publication
from eligibility.models.version import Version


class ActeRefuse(Exception):
    """What was asked cannot be done; `code` says why, in the site's words elsewhere."""

    def __init__(self, code: str, **detail) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Auteur(NamedTuple):
    """Who acts: a name that stays, and the account behind it, if any."""

    nom: str
    compte: AbstractBaseUser | None = None

    @classmethod
    def de(cls, compte: AbstractBaseUser) -> "Auteur":
        """The name that history keeps, and the account."""
        return cls(compte.get_full_name() or compte.get_username(), compte)


SYSTEME = Auteur("le site")


def en_file() -> None:
    """One at a time: whoever publishes, or writes what waits to be, waits for the one before and sees it.

    To call in a transaction, before anything is read.
    """
    list(Publication.objects.select_for_update().order_by("-pk").values_list("pk")[:1])
    list(Bareme.objects.select_for_update().order_by("pk").values_list("pk")[:1])


def verrouiller(version: Version) -> Version:
    """As it is now, and so until the end of the transaction: whoever writes something of it waits.

    Raises DoesNotExist when somebody erased it meanwhile.
    """
    return type(version).objects.select_for_update().get(pk=version.pk)
