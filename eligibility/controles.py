"""The checks of the rules, on a document."""

from collections.abc import Mapping

from django.utils import timezone

from eligibility.documents import formes, objets
from eligibility.models import Source, Specialite
from eligibility.regles import bareme as regles
from eligibility.regles.controle import (
    Anomalie,
    Connues,
    controler_bareme,
    controler_employeur,
)


def controler(document: formes.Document, connues: Connues) -> tuple[Anomalie, ...]:
    """What is wrong or odd in a document, of either genre."""
    if document["genre"] == formes.EMPLOYEUR:
        return controler_employeur(objets.cellules_de_parametres(document), connues)
    return controler_bareme(objets.bareme(document), connues)


def connues() -> Connues:
    """Specialties and sources as the database has them, checked today."""
    return Connues(_specialites(), _sources(), timezone.localdate())


def _specialites() -> Mapping[str, regles.Specialite]:
    lignes = Specialite.objects.values_list("slug", "libelle", "groupe")
    return {slug: regles.Specialite(slug, libelle, groupe) for slug, libelle, groupe in lignes}


def _sources() -> Mapping[str, regles.Source]:
    lignes = Source.objects.values_list("cle", "libelle", "lien", "date")
    return {ligne[0]: regles.Source(*ligne) for ligne in lignes}
