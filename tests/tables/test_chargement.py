"""Les tables livrées se chargent dans une base vide, et jamais par-dessus le travail de quelqu'un."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from eligibility import models, selectors, services

pytestmark = pytest.mark.django_db


def charger() -> str:
    sortie = StringIO()
    call_command("charger_tables", stdout=sortie)
    return sortie.getvalue()


def test_charger_tables_dans_une_base_vide(base_sans_tables):
    assert "Tables chargées" in charger()
    attendue = selectors.referentiel()
    assert [bareme.revision for bareme in attendue.baremes] == [1, 1, 1, 1]
    assert all(bareme.publie_le is not None for bareme in attendue.baremes)


def test_charger_tables_ne_remplace_rien():
    montant = models.Montant.objects.get(
        bareme__date_effet="2026-02-25", option="1", ligne="base", annee=1
    )
    montant.valeur = 39_000
    montant.save()
    jeton = models.EtatTables.lire()
    assert "déjà là" in charger()
    montant.refresh_from_db()
    assert montant.valeur == 39_000
    assert models.EtatTables.lire() == jeton


@pytest.mark.parametrize("modele", [models.Specialite, models.Source])
def test_une_seule_reference_suffit_a_ne_rien_charger(base_sans_tables, modele):
    modele.objects.create(
        **{modele.CLE[0]: "a-moi", "libelle": "À moi"}
        | ({"groupe": "autre"} if modele is models.Specialite else {})
    )
    assert "déjà là" in charger()
    assert not models.Bareme.objects.exists()


def test_un_chargement_interrompu_ne_laisse_rien(base_sans_tables, tmp_path):
    for fichier in services.TABLES_LIVREES.glob("[123]_*.jsonl"):
        (tmp_path / fichier.name).write_bytes(fichier.read_bytes())
    (tmp_path / "4_montants.jsonl").write_text('{"model": "eligibility.montant", "fields": {}}\n')
    with pytest.raises(Exception, match="4_montants"):
        services.charger_tables(tmp_path)
    assert not models.Source.objects.exists()


def test_loaddata_seul_suffit(base_sans_tables):
    fichiers = sorted(map(str, services.TABLES_LIVREES.glob("*.jsonl")))
    call_command("loaddata", *fichiers, verbosity=0)
    assert len(selectors.referentiel().baremes) == 4
    assert not models.Bareme.objects.exclude(publie_le=None).exists()


def test_aller_retour_par_dumpdata(tmp_path):
    avant = selectors.copie()
    fichier = tmp_path / "tables.jsonl"
    call_command(
        "dumpdata", "eligibility", format="jsonl", exclude=["eligibility.EtatTables"], output=str(fichier),
        use_natural_foreign_keys=True, use_natural_primary_keys=True, verbosity=0,
    )  # fmt: skip
    for modele in (models.Bareme, models.JeuEmployeur, models.Specialite, models.Source):
        modele.objects.all().delete()
    call_command("loaddata", str(fichier), verbosity=0)
    selectors.vider_memoire()
    apres = selectors.copie()
    assert apres.referentiel == avant.referentiel
    assert apres.empreinte == avant.empreinte


def test_une_ligne_par_case_dans_les_fichiers():
    for fichier in services.TABLES_LIVREES.glob("*.jsonl"):
        for ligne in fichier.read_text(encoding="utf-8").splitlines():
            assert json.loads(ligne)["model"].startswith("eligibility.")
