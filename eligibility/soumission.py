"""A draft is handed to who publishes, sent back, or given up: steps that make nothing public."""

from typing import NamedTuple

from django.db import models, transaction

from eligibility import cycle
from eligibility.actes import ActeRefuse, Auteur, verrouiller
from eligibility.documents import base, formes
from eligibility.documents.formes import Document
from eligibility.models import Etape
from eligibility.models.choix import Pas, Statut
from eligibility.models.version import Version

PAS_D_UNE_SOUMISSION = (Pas.SOUMISSION, Pas.RENVOI, Pas.ANNULATION)


class Soumission(NamedTuple):
    """`etape`: the last one, submitted, sent back or taken back. `changee`: the draft was, since."""

    etape: Etape
    changee: bool

    @property
    def en_cours(self) -> bool:
        """Submitted, and neither sent back nor taken back."""
        return self.etape.pas == Pas.SOUMISSION

    @property
    def a_publier(self) -> bool:
        """What was submitted is what would go public."""
        return self.en_cours and not self.changee


@transaction.atomic
def soumettre(version: Version, auteur: Auteur, mot: str) -> Etape:
    """Says that a draft is ready. Raises ActeRefuse: what would refuse to publish it."""
    version = verrouiller(version)
    cycle.exiger_publiable(version)
    cycle.eprouver(version)
    empreinte = formes.empreinte_de_version(base.document(version))
    return cycle.noter_etape(version, Pas.SOUMISSION, auteur, mot, empreinte)


@transaction.atomic
def renvoyer(version: Version, auteur: Auteur, raison: str) -> Etape:
    """Sends a draft back to who writes. Raises ActeRefuse: `pas_un_brouillon` or `pas_soumis`."""
    version = verrouiller(version)
    if version.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    derniere = derniere_etape(version)
    if derniere is None or derniere.pas != Pas.SOUMISSION:
        raise ActeRefuse("pas_soumis")
    return cycle.noter_etape(version, Pas.RENVOI, auteur, raison)


@transaction.atomic
def supprimer(version: Version, auteur: Auteur, raison: str) -> None:
    """A draft goes away, its cells with it; its history stays. Raises ActeRefuse(`pas_un_brouillon`)."""
    version = verrouiller(version)
    if version.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    cycle.noter_etape(version, Pas.SUPPRESSION, auteur, raison)
    version.delete()


@transaction.atomic
def annuler(version: Version, auteur: Auteur) -> Etape:
    """Who submitted a draft takes it back. Raises ActeRefuse(`pas_soumis`), to anybody else too."""
    version = verrouiller(version)
    derniere = derniere_etape(version)
    if version.statut != Statut.BROUILLON or derniere is None or not de_sa_main(derniere, auteur):
        raise ActeRefuse("pas_soumis")
    return cycle.noter_etape(version, Pas.ANNULATION, auteur, "")


def de_sa_main(etape: Etape, auteur: Auteur) -> bool:
    """This account submitted the draft, and that still holds."""
    compte = auteur.compte
    return etape.pas == Pas.SOUMISSION and compte is not None and etape.compte_id == compte.pk


def de(version: Version, document: Document | None = None) -> Soumission | None:
    """Where a draft stands; None when nobody ever submitted it. `document`: the draft's, if in hand."""
    etape = derniere_etape(version) if version.statut == Statut.BROUILLON else None
    if etape is None:
        return None
    actuelle = formes.empreinte_de_version(document or base.document(version))
    changee = bool(etape.empreinte) and etape.empreinte != actuelle
    return Soumission(etape, changee or _attendus_changes(version, etape))


def derniere_etape(version: Version) -> Etape | None:
    """The last time that the draft was submitted, sent back or taken back."""
    return _etapes(version).filter(pas__in=PAS_D_UNE_SOUMISSION).first()


def _attendus_changes(version: Version, etape: Etape) -> bool:
    """What cases expect with this draft was written or taken back since that step."""
    cas = (Pas.ATTENDUS, Pas.OUBLI)
    return _etapes(version).filter(pas__in=cas, pk__gt=etape.pk).exists()


def _etapes(version: Version) -> models.QuerySet:
    return Etape.objects.filter(
        genre=base.genre_de(version), version=version.date_effet, revision=version.revision
    )
