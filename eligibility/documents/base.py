"""Between the database and documents: reading versions, writing a draft."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from eligibility.models import Bareme, JeuEmployeur, Source, Specialite
from eligibility.models.base import lignes_pleines
from eligibility.models.choix import Statut
from eligibility.models.version import Version

from . import registre
from .formes import (
    BAREME,
    EMPLOYEUR,
    FICHE,
    FORMAT,
    PUBLIE_LE,
    TABLES,
    VERSIONS,
    Colonnes,
    Document,
)

MODELES: dict[str, type[Version]] = {BAREME: Bareme, EMPLOYEUR: JeuEmployeur}
# Columns that are foreign keys: what names the row they point to.
LIENS = {"source": "cle", "specialite": "slug"}


def genre_de(version: Version) -> str:
    """`bareme` or `employeur`."""
    return next(nom for nom, modele in MODELES.items() if isinstance(version, modele))


def modele_de_table(genre: str, table: str) -> type[models.Model]:
    """The model of one table: `montants` of a barème is Montant."""
    return MODELES[genre]._meta.get_field(table).related_model


def parent_de_table(genre: str, table: str) -> str:
    """The foreign key by which a row of this table belongs to its version."""
    return MODELES[genre]._meta.get_field(table).field.name


def document(version: Version) -> Document:
    """One version as it stands, draft or not. One query for it and one for each table.

    Raises DoesNotExist when somebody erased it meanwhile.
    """
    genre = genre_de(version)
    for lu in documents(genre, MODELES[genre].objects.filter(pk=version.pk)):
        return lu
    raise MODELES[genre].DoesNotExist


def documents(genre: str, versions: QuerySet) -> list[Document]:
    """These versions, first in force first. As many queries as there are tables, and one more."""
    lues = list(versions.select_related("source").order_by("date_effet", "revision"))
    tables = {
        nom: _lignes(genre, nom, colonnes, [v.pk for v in lues])
        for nom, colonnes in TABLES[genre].items()
    }
    return [
        {
            "format": FORMAT,
            "genre": genre,
            **_fiche(version),
            **{nom: lignes[version.pk] for nom, lignes in tables.items()},
        }
        for version in lues
    ]


def cliche() -> Document:
    """All that public pages read, as the database holds it now: published versions and references."""
    return {
        "format": FORMAT,
        **{
            VERSIONS[genre]: documents(genre, modele.objects.filter(statut=Statut.PUBLIE))
            for genre, modele in MODELES.items()
        },
        **hors_versions(),
    }


def hors_versions() -> Document:
    """The references and the parts of a snapshot, as the database holds them now."""
    lues = {
        nom: [
            ligne_de_reference(objet)
            for objet in sorted(reference.modele.objects.all(), key=attrgetter(*reference.rang))
        ]
        for nom, reference in registre.references().items()
    }
    return {**lues, registre.PARTIES: registre.lire_parties()}


def ligne_de_reference(objet: models.Model) -> dict[str, Any]:
    """One specialty, one source… as documents write it."""
    reference = registre.de_modele(type(objet))
    return {
        colonne: lignes_pleines(valeur) if colonne in reference.listes else _naturel(valeur)
        for colonne in reference.colonnes
        for valeur in [getattr(objet, colonne)]
    }


def ecrire_brouillon(
    lu: Document, date_effet: date, revision: int, redacteur: AbstractBaseUser | None = None
) -> Version:
    """A draft that holds what the document says, under its own date and revision.

    Raises KeyError, DoesNotExist or a database error on a document that was not checked; the caller's
    transaction then undoes it.
    """
    modele = MODELES[lu["genre"]]
    sources = dict(Source.objects.values_list("cle", "pk"))
    specialites = dict(Specialite.objects.values_list("slug", "pk"))
    version = modele.objects.create(
        date_effet=date_effet,
        revision=revision,
        statut=Statut.BROUILLON,
        redacteur=redacteur,
        intitule=lu["intitule"],
        source_id=sources[lu["source"]] if lu["source"] else None,
        verifie_le=lu["verifie_le"],
        commentaire=lu["commentaire"],
    )
    for nom, colonnes in TABLES[lu["genre"]].items():
        classe, parent = modele_de_table(lu["genre"], nom), parent_de_table(lu["genre"], nom)
        lignes = []
        for ligne in lu[nom]:
            valeurs = {c: ligne[c] for c in colonnes.toutes if c not in LIENS}
            if "specialite" in colonnes.cle:
                valeurs["specialite_id"] = specialites[ligne["specialite"]]
            valeurs["source_id"] = sources[ligne["source"]] if ligne["source"] else None
            lignes.append(classe(**{parent: version}, **valeurs))
        classe.objects.bulk_create(lignes)
    return version


def _fiche(version: Version) -> dict[str, Any]:
    champs = (*FICHE, PUBLIE_LE)
    fiche = {champ: _naturel(getattr(version, champ)) for champ in champs}
    return {**fiche, "source": version.source.cle if version.source else None}


def _lignes(
    genre: str, table: str, colonnes: Colonnes, versions: list[int]
) -> dict[int, list[dict[str, Any]]]:
    """Rows of these versions, by version, in the order of their keys.

    Sorted here and not by the database, whose collation would change the fingerprint.
    """
    parent = parent_de_table(genre, table)
    chemins = [f"{c}__{LIENS[c]}" if c in LIENS else c for c in colonnes.toutes]
    lues = (
        modele_de_table(genre, table)
        .objects.filter(**{f"{parent}__in": versions})
        .order_by()
        .values_list(parent, *chemins)
    )
    trouvees: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for version, *ligne in sorted(lues, key=lambda ligne: ligne[: 1 + len(colonnes.cle)]):
        valeurs = (_naturel(valeur) for valeur in ligne)
        trouvees[version].append(dict(zip(colonnes.toutes, valeurs, strict=True)))
    return trouvees


def _naturel(valeur: Any) -> Any:
    """A value that JSON knows."""
    match valeur:
        case datetime():
            return timezone.localdate(valeur).isoformat()
        case date():
            return valeur.isoformat()
        case Decimal():
            return str(valeur)
        case _:
            return valeur
