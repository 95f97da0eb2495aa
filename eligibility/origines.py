"""What a draft was made from: the version that was public then. Another one public now overtakes it.

Published as it is, an overtaken draft would silently take back what was corrected meanwhile.
"""

from datetime import date
from typing import NamedTuple

from eligibility.documents import base
from eligibility.documents.formes import Document
from eligibility.models.choix import Statut
from eligibility.models.version import Version


class Origine(NamedTuple):
    """A version by its name, and the fingerprint that it had in public; empty for one never published."""

    date_effet: date
    revision: int
    empreinte: str


def noter(version: Version, origine: Origine | None) -> None:
    """From now on, the changes of this draft are counted from there."""
    version.origine_version = origine and origine.date_effet
    version.origine_revision = origine and origine.revision
    version.origine_empreinte = origine.empreinte if origine else ""
    version.save(update_fields=["origine_version", "origine_revision", "origine_empreinte"])


def de(version: Version) -> Origine | None:
    """What a draft was made from; None when it was made from nothing public."""
    if version.origine_version is None:
        return None
    return Origine(version.origine_version, version.origine_revision, version.origine_empreinte)


def comme(version: Version) -> Origine:
    """This version, as the origin of another one."""
    return Origine(version.date_effet, version.revision, version.empreinte)


def trouver(version: Version) -> Version | None:
    """The version that a draft was made from."""
    return (
        type(version)
        .objects.filter(date_effet=version.origine_version, revision=version.origine_revision)
        .first()
    )


def d_une_copie(version: Version) -> Origine | None:
    """A copy of a draft was made from what the draft was; of an archived version, to be public instead
    of what is: from that.
    """
    if version.statut == Statut.BROUILLON:
        return de(version)
    return comme(_publiee(version, version.date_effet) or version)


def d_un_fichier(document: Document) -> Origine | None:
    """A file goes back to what is public at its date, or to the earlier revision that it says it is."""
    genre = base.MODELES[document["genre"]].objects.filter(date_effet=document["version"])
    publiee = genre.filter(statut=Statut.PUBLIE).first()
    if publiee is None:
        return None
    dite = genre.exclude(statut=Statut.BROUILLON).filter(
        revision=document["revision"], revision__lt=publiee.revision
    )
    return comme(dite.first() or publiee)


def depassee_par(version: Version) -> Version | None:
    """What is public instead of what this draft was made from; None: it is up to date."""
    publiee = _publiee(version, version.date_effet)
    if publiee is None and version.origine_version is not None:
        publiee = _publiee(version, version.origine_version)
    if publiee is None or comme(publiee) == de(version):
        return None
    return publiee


def _publiee(version: Version, jour: date) -> Version | None:
    return type(version).objects.filter(date_effet=jour, statut=Statut.PUBLIE).first()
