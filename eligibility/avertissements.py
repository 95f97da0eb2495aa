"""The checks of a version, and the warnings that somebody accepted."""

from collections.abc import Iterable
from dataclasses import dataclass

from eligibility import controles
from eligibility.documents import base, formes
from eligibility.documents.formes import Document
from eligibility.models import AvertissementAccepte
from eligibility.models.choix import Statut
from eligibility.models.version import Version
from eligibility.regles.controle import BLOQUANTE, Anomalie, Connues


@dataclass(frozen=True)
class Examinee:
    """An anomaly, its name (what is accepted, figures included), and who accepted it, why.

    `deja_publique`: the version it comes from says the same, in public: it was lived with.
    """

    anomalie: Anomalie
    nom: str
    acceptation: AvertissementAccepte | None
    deja_publique: bool = False

    @property
    def bloque(self) -> bool:
        """It prevents the publication until mended, or accepted."""
        if self.anomalie.gravite == BLOQUANTE:
            return True
        return self.acceptation is None and not self.deja_publique


def examiner(version: Version, document: Document) -> list[Examinee]:
    """All that the checks say of this version, what blocks first."""
    acceptees = {a.anomalie: a for a in _acceptees(version, document["genre"])}
    connues = controles.connues()
    anomalies = controles.controler(document, connues)
    publiques = _publiques(version, connues) if anomalies else frozenset()
    trouvees = []
    for anomalie in anomalies:
        nom = nom_de(anomalie)
        trouvees.append(Examinee(anomalie, nom, acceptees.get(nom), nom in publiques))
    return sorted(trouvees, key=lambda e: (e.anomalie.gravite != BLOQUANTE, not e.bloque))


def _publiques(version: Version, connues: Connues) -> frozenset[str]:
    """Anomalies of the published version that this one replaces or follows."""
    publiees = (
        type(version)
        .objects.filter(statut=Statut.PUBLIE, date_effet__lte=version.date_effet)
        .exclude(pk=version.pk)
    )
    origine = publiees.order_by("-date_effet").first()
    if origine is None:
        return frozenset()
    return frozenset(map(nom_de, controles.controler(base.document(origine), connues)))


def nom_de(anomalie: Anomalie) -> str:
    """Its one spelling, the figures of the cell in it."""
    detail = {nom: str(valeur) for nom, valeur in anomalie.detail.items()}
    return formes.ecrire([anomalie.table, list(anomalie.cle), anomalie.code, detail])


def accepter(version: Version, noms: Iterable[str], raison: str, auteur) -> int:
    """Accepts these warnings, if they are of this version now; how many were."""
    document = base.document(version)
    voulus = set(noms)
    nouvelles = [
        AvertissementAccepte(
            genre=document["genre"],
            version=version.date_effet,
            revision=version.revision,
            anomalie=examinee.nom,
            raison=raison,
            auteur=auteur.nom,
            compte=auteur.compte,
        )
        for examinee in examiner(version, document)
        if examinee.nom in voulus
        and examinee.anomalie.gravite != BLOQUANTE
        and examinee.acceptation is None
    ]
    AvertissementAccepte.objects.bulk_create(nouvelles)
    return len(nouvelles)


def copier(depuis: Version, vers: Version) -> None:
    """What was accepted of a version stays so in a draft made from it, as long as its cells do."""
    AvertissementAccepte.objects.bulk_create(
        AvertissementAccepte(
            genre=a.genre,
            version=vers.date_effet,
            revision=vers.revision,
            anomalie=a.anomalie,
            raison=a.raison,
            auteur=a.auteur,
            compte=a.compte,
        )
        for a in _acceptees(depuis, base.genre_de(depuis))
    )


def _acceptees(version: Version, genre: str):
    return AvertissementAccepte.objects.filter(
        genre=genre, version=version.date_effet, revision=version.revision
    )
