"""What goes public with a version though it is no part of it: the site declares it here."""

from collections.abc import Callable

from eligibility.documents import base, formes
from eligibility.documents.formes import Document
from eligibility.models.choix import Acte
from eligibility.models.version import Version

# Called with a draft: fingerprint of what is decided with it, that who publishes reads too.
LECTURES: list[Callable[[Version], str]] = []
# Called with the snapshot of a publication, its act and its version: the same, with what follows them.
CLICHES: list[Callable[[Document, Acte, Version | None], Document]] = []


def empreinte_a_lire(version: Version) -> str:
    """Fingerprint of all that publishing a draft would decide: its cells, and what goes with it."""
    lues = [formes.empreinte_de_version(base.document(version))]
    lues += [lire(version) for lire in LECTURES]
    return formes.condense(formes.ecrire(lues))


def completer(cliche: Document, acte: Acte, version: Version | None) -> Document:
    """The snapshot of this act, with what goes with its version."""
    for suivre in CLICHES:
        cliche = suivre(cliche, acte, version)
    return cliche
