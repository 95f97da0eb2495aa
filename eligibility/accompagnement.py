"""What goes with a version though it is no part of it: the site says it once, in `simulateur/apps.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from eligibility.documents import base, formes
from eligibility.documents.formes import Document
from eligibility.models import Publication
from eligibility.models.choix import Acte
from eligibility.models.version import Version


def sans_garde(cliche: Document, version: Version | None) -> None:
    """Refuses nothing."""


@dataclass
class Accompagnement:
    """What the cycle of versions calls; nothing of it without a site."""

    # Refuses a snapshot about to be public, and the draft that it comes from if any: raises ActeRefuse.
    garder: Callable[[Document, Version | None], None] = sans_garde
    # What else follows the version of a publication, in its transaction, once it is written.
    suivre: Callable[[Publication, Version | None], None] = lambda publication, version: None
    # What else is copied from a version to the draft just made from it.
    copier: Callable[[Version, Version], None] = lambda version, copie: None
    # The snapshot of a publication, with what follows its act and its version.
    completer: Callable[[Document, Acte, Version | None], Document] = lambda cliche, acte, version: (
        cliche
    )
    # Fingerprint of what is decided with a draft, that who publishes reads too.
    empreinte: Callable[[Version], str] = lambda version: ""


du_site = Accompagnement()


def empreinte_a_lire(version: Version) -> str:
    """Fingerprint of all that publishing a draft would decide: its cells, and what goes with it."""
    lues = [formes.empreinte_de_version(base.document(version)), du_site.empreinte(version)]
    return formes.condense(formes.ecrire(lues))
