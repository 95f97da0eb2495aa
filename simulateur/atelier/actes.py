"""All that was done to one version, newest first: cells, steps, warnings accepted, publications."""

from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import Q

from eligibility.models import AvertissementAccepte, Changement, Etape, Publication
from eligibility.models.choix import Pas
from eligibility.models.version import Version

from .presentation import changement_lisible
from .versions import Nom, nom_de


def de(version: Version) -> list[models.Model]:
    """Rows of the four tables that say what was done to this version."""
    return du_nom(nom_de(version), version.publie_le)


def du_nom(nom: Nom, publie_le: datetime | None = None) -> list[models.Model]:
    """The same by its name, which outlives it."""
    la_sienne = {"genre": nom.genre, "version": nom.date_effet, "revision": nom.revision}
    # Once public, what happens to the other revisions of its date happens to it.
    ensuite = Q(faite_le__gt=publie_le) if publie_le else Q()
    siennes = Q(revision=nom.revision) | ensuite if ensuite else Q(revision=nom.revision)
    actes = [
        *((c.fait_le, c) for c in Changement.objects.filter(**la_sienne)),
        *((e.faite_le, e) for e in Etape.objects.filter(**la_sienne)),
        *((a.accepte_le, a) for a in AvertissementAccepte.objects.filter(**la_sienne)),
        *((p.faite_le, p) for p in _publications(nom.genre, nom.date_effet).filter(siennes)),
    ]
    return [acte for _, acte in sorted(actes, key=itemgetter(0), reverse=True)]


def suppressions() -> models.QuerySet:
    """Drafts that were erased, the last one first."""
    return Etape.objects.filter(pas=Pas.SUPPRESSION)


def lisible(acte: models.Model) -> dict[str, Any]:
    """One line of the history, as `histoire.html` writes it."""
    match acte:
        case Changement():
            return changement_lisible(acte)
        case Etape():
            return _ligne(acte, acte.faite_le, acte.get_pas_display(), acte.mot)
        case AvertissementAccepte():
            return _ligne(acte, acte.accepte_le, "avertissement accepté", acte.raison)
        case Publication():
            return _ligne(acte, acte.faite_le, str(acte), acte.motif)


def _ligne(acte: models.Model, jour: datetime, quoi: str, mot: str) -> dict[str, Any]:
    return {"auteur": acte.auteur, "fait_le": jour, "acte": quoi, "pourquoi": mot}


def _publications(genre: str, date_effet) -> models.QuerySet:
    return Publication.objects.defer("contenu", "changements").filter(
        genre=genre, version=date_effet
    )
