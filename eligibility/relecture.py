"""The rule of two people: nobody makes public, alone, what he wrote."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser

from eligibility.documents import base
from eligibility.models import Changement
from eligibility.models.version import Version
from eligibility.references import Attente


def dispense(compte: AbstractBaseUser | None) -> bool:
    """Commands act for nobody, and one person may administer alone."""
    return compte is None or settings.ADMINISTRATEUR_SEUL


def a_redige(version: Version, compte: AbstractBaseUser) -> bool:
    """This person made the draft, or changed a cell of it."""
    if version.redacteur_id == compte.pk:
        return True
    return Changement.objects.filter(
        genre=base.genre_de(version), version=version.date_effet, revision=version.revision,
        compte=compte,
    ).exists()  # fmt: skip


def a_ecrit(attentes: Iterable[Attente], compte: AbstractBaseUser) -> bool:
    """This person wrote one of these references."""
    return any(c.compte_id == compte.pk for attente in attentes for c in attente.changements)
