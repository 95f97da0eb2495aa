"""dumpdata puis loaddata, ou un barème exporté puis importé : tout revient, empreintes comprises."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction

from eligibility import cycle, echanges, models, selectors
from eligibility.documents import base, formes
from eligibility.documents.differences import differences
from tests.outils import bases
from tests.tables.outils import AUTEUR

from .conftest import publier

pytestmark = pytest.mark.usefixtures("db")
# Refaits par `migrate`, sous d'autres numéros : on les retrouve par leur nom.
REFAITS = ("contenttypes.ContentType", "auth.Permission", "sessions.Session")
LIENS = ("auth.Group_permissions",)


def comparable() -> dict[str, list[dict]]:
    tout = {
        table: lignes
        for table, lignes in bases.contenu().items()
        if table not in (*REFAITS, *LIENS)
    }
    # Une ligne de lien n'a pas de nom à elle.
    for table in ("auth.User_groups", "cpts.Cpts_equipe"):
        tout[table] = [{**ligne, "id": 0} for ligne in tout[table]]
    tout["droits"] = sorted(
        (groupe.name, *droit)
        for groupe in Group.objects.all()
        for droit in groupe.permissions.values_list("content_type__app_label", "codename")
    )
    return tout


def decharger(fichier) -> None:
    """Comme docs/deploiement.md le dit."""
    exclues = ["contenttypes", "auth.permission", "sessions"]
    call_command(
        "dumpdata", natural_foreign=True, exclude=exclues, output=str(fichier), verbosity=0
    )


def charger(fichier) -> None:
    Group.objects.all().delete()
    call_command("loaddata", str(fichier), verbosity=0)


def test_dumpdata_puis_loaddata_ne_perd_rien(vecue, tmp_path):
    publier(numero=3)
    avant, fichier = comparable(), tmp_path / "tout.json"
    vides = {table for table, lignes in avant.items() if not lignes}
    assert vides <= {"axes.AccessAttempt", "axes.AccessLog", "axes.AccessFailureLog",
                     "axes.AccessAttemptExpiration", "auth.User_user_permissions"}  # fmt: skip
    decharger(fichier)
    call_command("flush", interactive=False, verbosity=0)
    charger(fichier)
    assert comparable() == avant
    for publication in models.Publication.objects.all():
        assert publication.empreinte == formes.condense(publication.contenu)
    for modele in base.MODELES.values():
        for version in modele.objects.exclude(empreinte=""):
            assert version.empreinte == formes.empreinte_de_version(base.document(version))
    # La base n'a pas seulement les lignes : elle sait en ajouter d'autres, et publier.
    selectors.oublier()
    numero = models.Publication.objects.first().pk
    publier(numero=4)
    assert models.Publication.objects.first().pk == numero + 1


@pytest.mark.parametrize("genre", sorted(base.MODELES))
def test_une_version_exportee_revient_telle_quelle(vecue, tmp_path, genre):
    for version in base.MODELES[genre].objects.all():
        fichier = tmp_path / f"{genre}-{version.date_effet}-{version.revision}.json"
        nom = f"{genre}/{version.version}.{version.revision}"
        call_command("exporter_bareme", nom, fichier=fichier, verbosity=0)
        avant = set(base.MODELES[genre].objects.values_list("pk", flat=True))
        call_command("importer_bareme", fichier, verbosity=0)
        (nee,) = base.MODELES[genre].objects.exclude(pk__in=avant)
        assert differences(base.document(version), base.document(nee)) == []
        relu = json.loads(echanges.exporter(nee))
        attendu = json.loads(fichier.read_text())
        assert {**relu, "revision": 0} == {**attendu, "revision": 0}


def test_une_version_importee_se_publie(db):
    """Le fichier d'une correction publiée, rapporté ailleurs, rend la même publication."""
    corrigee = publier()
    texte, publiee = echanges.exporter(corrigee), models.Publication.objects.first()
    with transaction.atomic():
        cycle.retirer(corrigee, AUTEUR, "pour l'essai")
        cycle.publier(echanges.importer(echanges.lire(texte), AUTEUR), AUTEUR, "rapportée")
    rendue = json.loads(models.Publication.objects.first().contenu)["baremes"][-1]
    voulue = json.loads(publiee.contenu)["baremes"][-1]
    tables = formes.TABLES[formes.BAREME]
    assert {t: rendue[t] for t in tables} == {t: voulue[t] for t in tables}
