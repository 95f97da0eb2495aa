"""What a version replaced, read in the publications: the snapshot before its own."""

import json

from eligibility.documents import base, formes
from eligibility.models import Publication
from eligibility.models.choix import Acte
from eligibility.models.version import Version


def publication_de(version: Version) -> Publication | None:
    """The act that made this version public; None for one that came with the site."""
    siennes = Publication.objects.filter(
        acte=Acte.PUBLICATION,
        genre=base.genre_de(version),
        version=version.date_effet,
        revision=version.revision,
    )
    return siennes.defer("contenu").first()


def precedente_de(version: Version) -> Version | None:
    """The revision of the same date that was public until `version` took its place, if any."""
    prise = publication_de(version)
    avant = Publication.objects.filter(pk__lt=prise.pk if prise else 0)
    contenu = avant.values_list("contenu", flat=True).first()
    if contenu is None:
        return None
    publiees = json.loads(contenu)[formes.VERSIONS[base.genre_de(version)]]
    publiques = {d["version"]: d["revision"] for d in publiees}
    return (
        type(version)
        .objects.filter(date_effet=version.date_effet, revision=publiques.get(version.version))
        .exclude(pk=version.pk)
        .first()
    )
