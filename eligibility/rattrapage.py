"""A draft overtaken by another publication catches up: it takes what it did not change itself."""

from django.db import transaction

from eligibility import cycle, ecriture, origines
from eligibility.actes import ActeRefuse, Auteur, verrouiller
from eligibility.documents import base
from eligibility.documents.fusion import Fusion, fusionner
from eligibility.models.choix import Pas, Statut
from eligibility.models.version import Version


def prevoir(version: Version, publique: Version) -> Fusion:
    """What catching up with `publique` would do, row by row."""
    origine = origines.trouver(version)
    return fusionner(
        None if origine is None else base.document(origine),
        base.document(publique),
        base.document(version),
    )


@transaction.atomic
def reprendre(version: Version, auteur: Auteur) -> tuple[Version, Fusion]:
    """Rebases a draft on what is public now: that version, and what was done.

    Who asks for it has written nothing: what comes in is public already, on two people's word. History
    keeps the name, but no account becomes an author by it. Raises ActeRefuse: `pas_un_brouillon`, or
    `rien_a_reprendre` when the draft is up to date.
    """
    version = verrouiller(version)
    if version.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    publique = origines.depassee_par(version)
    if publique is None:
        raise ActeRefuse("rien_a_reprendre")
    fusion = prevoir(version, publique)
    sans_compte = Auteur(auteur.nom)
    ecriture.ecrire(version, fusion.prises, sans_compte, f"reprise de {publique}")
    ecriture.ecrire_fiche(version, fusion.fiche, sans_compte)
    version.refresh_from_db()
    origines.noter(version, origines.comme(publique))
    cycle.noter_etape(version, Pas.REPRISE, auteur, str(publique))
    return publique, fusion
