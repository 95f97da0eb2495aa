"""The only way to change a draft's cells: each row is compared, written and logged in one transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from eligibility.actes import ActeRefuse, Auteur, verrouiller
from eligibility.documents import base
from eligibility.documents.differences import Difference, lignes_par_cle
from eligibility.documents.formes import TABLES
from eligibility.models import Changement, Source, Specialite
from eligibility.models.choix import Statut
from eligibility.models.version import Version


class Conflit(Exception):
    """Somebody else wrote some of these rows meanwhile. `lignes`: (table, key) → the row as it is now."""

    def __init__(self, lignes: Mapping[tuple[str, tuple], Mapping[str, Any] | None]) -> None:
        super().__init__("conflict")
        self.lignes = lignes


@transaction.atomic
def ecrire(
    version: Version, changements: Iterable[Difference], auteur: Auteur, pourquoi: str = ""
) -> int:
    """Writes these rows in a draft; the number of those that changed.

    `avant` of each is what its author had before him: when the row is no longer so, nothing at all is
    written and Conflit is raised, unless somebody wrote the same thing. Raises ActeRefuse on a version
    that is not a draft.
    """
    verrouillee = verrouiller(version)
    if verrouillee.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    document = base.document(verrouillee)
    tables = {table: lignes_par_cle(document, table) for table in TABLES[document["genre"]]}
    a_faire, conflits = [], {}
    for changement in changements:
        table, cle, avant, apres = changement
        actuelle = tables[table].get(cle)
        if actuelle == apres:
            continue
        if actuelle != avant:
            conflits[table, cle] = actuelle
        a_faire.append(changement)
    if conflits:
        raise Conflit(conflits)
    ecrivain = _Ecrivain(verrouillee, document["genre"])
    for changement in a_faire:
        ecrivain.ecrire(changement)
    Changement.objects.bulk_create(
        Changement(
            genre=document["genre"],
            version=verrouillee.date_effet,
            revision=verrouillee.revision,
            table=table,
            cle=list(cle),
            avant=avant,
            apres=apres,
            pourquoi=pourquoi,
            auteur=auteur.nom,
            compte=auteur.compte,
        )
        for table, cle, avant, apres in a_faire
    )
    return len(a_faire)


@transaction.atomic
def ecrire_fiche(
    version: Version, fiche: Mapping[str, Any], auteur: Auteur, vue: Mapping[str, Any] | None = None
) -> bool:
    """Writes what a draft says of itself (`intitule`, `source`, `verifie_le`, `commentaire`), and logs it.

    `vue`: what it said when its author read it; Conflit when somebody changed it since. False when
    nothing changed. Raises ActeRefuse on a version that is not a draft.
    """
    verrouillee = verrouiller(version)
    if verrouillee.statut != Statut.BROUILLON:
        raise ActeRefuse("pas_un_brouillon")
    document = base.document(verrouillee)
    avant = {champ: document[champ] for champ in fiche}
    if avant == dict(fiche):
        return False
    if vue is not None and avant != dict(vue):
        raise Conflit({("", ()): avant})
    for champ, valeur in fiche.items():
        if champ == "source":
            verrouillee.source = Source.objects.get(cle=valeur) if valeur else None
        else:
            setattr(verrouillee, champ, valeur)
    verrouillee.save()
    Changement.objects.create(
        genre=document["genre"], version=verrouillee.date_effet, revision=verrouillee.revision,
        table="", cle=[], avant=avant, apres=dict(fiche), auteur=auteur.nom, compte=auteur.compte,
    )  # fmt: skip
    return True


class _Ecrivain:
    """Rows of one draft, written one by one."""

    def __init__(self, version: Version, genre: str) -> None:
        self._version, self._genre = version, genre
        self._sources = dict(Source.objects.values_list("cle", "pk"))
        self._specialites = dict(Specialite.objects.values_list("slug", "pk"))

    def ecrire(self, changement: Difference) -> None:
        table, cle, _, apres = changement
        colonnes = TABLES[self._genre][table]
        modele = base.modele_de_table(self._genre, table)
        nom = {base.parent_de_table(self._genre, table): self._version}
        for colonne, valeur in zip(colonnes.cle, cle, strict=True):
            nom |= self._colonne(colonne, valeur)
        if apres is None:
            modele.objects.filter(**nom).delete()
            return
        valeurs = {}
        for colonne in colonnes.toutes[len(colonnes.cle) :]:
            valeurs |= self._colonne(colonne, apres[colonne])
        modele.objects.update_or_create(**nom, defaults=valeurs)

    def _colonne(self, colonne: str, valeur: Any) -> dict[str, Any]:
        if colonne == "specialite":
            return {"specialite_id": self._specialites[valeur]}
        if colonne == "source":
            return {"source_id": self._sources[valeur] if valeur else None}
        return {colonne: valeur}
