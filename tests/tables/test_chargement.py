"""Les tables livrées se chargent dans une base vide, et jamais par-dessus le travail de quelqu'un."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from eligibility import actes, cycle, livraison, models, selectors

from .outils import corriger_et_publier, en_vigueur, ligne

pytestmark = pytest.mark.django_db


def charger() -> str:
    sortie = StringIO()
    call_command("charger", "tables", stdout=sortie)
    return sortie.getvalue()


def test_charger_dans_une_base_vide(base_sans_tables):
    assert "Tables publiées" in charger()
    attendue = selectors.tables().referentiel
    assert [bareme.revision for bareme in attendue.baremes] == [1, 1, 1, 1]
    assert all(bareme.publie_le is not None for bareme in attendue.baremes)
    assert models.Publication.objects.get().acte == "livraison"
    assert not models.JeuEmployeur.objects.filter(publie_le=None).exists()


def test_charger_ne_remplace_rien():
    corriger_et_publier("montants", "1", "base", 1, valeur="37000.00")
    combien = models.Publication.objects.count()
    assert "rien n’est changé" in charger()
    assert ligne(en_vigueur(), "montants", "1", "base", 1)["valeur"] == "37000.00"
    assert models.Publication.objects.count() == combien


def test_une_base_d_avant_les_publications_en_recoit_une():
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM eligibility_publication")
    models.Bareme.objects.update(empreinte="")
    models.JeuEmployeur.objects.all().delete()
    assert "0 fichiers chargés" in charger()
    referentiel = selectors.tables().referentiel
    assert (len(referentiel.baremes), referentiel.employeurs) == (4, ())


@pytest.mark.parametrize("modele", [models.Specialite, models.Source])
def test_une_seule_reference_suffit_a_ne_rien_charger(base_sans_tables, modele):
    modele.objects.create(
        **{modele.CLE[0]: "a-moi", "libelle": "À moi"}
        | ({"groupe": "autre"} if modele is models.Specialite else {})
    )
    assert "déjà là" in charger()
    assert not models.Bareme.objects.exists()


def test_un_chargement_interrompu_ne_laisse_rien(base_sans_tables, tmp_path):
    for fichier in livraison.TABLES_LIVREES.glob("[123]_*.jsonl"):
        (tmp_path / fichier.name).write_bytes(fichier.read_bytes())
    (tmp_path / "4_montants.jsonl").write_text('{"model": "eligibility.montant", "fields": {}}\n')
    with pytest.raises(Exception, match="4_montants"):
        livraison.charger_tables(tmp_path)
    assert not models.Source.objects.exists()
    assert not models.Publication.objects.exists()


def test_loaddata_seul_ne_publie_rien(base_sans_tables):
    fichiers = sorted(map(str, livraison.TABLES_LIVREES.glob("*.jsonl")))
    call_command("loaddata", *fichiers, verbosity=0)
    with pytest.raises(selectors.TablesIndisponibles):
        selectors.tables()
    charger()
    assert len(selectors.tables().referentiel.baremes) == 4


def test_aller_retour_par_dumpdata(tmp_path, settings):
    avant = selectors.tables()
    fichier = tmp_path / "tables.jsonl"
    call_command(
        "dumpdata", "eligibility", format="jsonl", output=str(fichier),
        use_natural_foreign_keys=True, use_natural_primary_keys=True, verbosity=0,
    )  # fmt: skip
    for modele in (models.Bareme, models.JeuEmployeur, models.Specialite, models.Source):
        modele.objects.all().delete()
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM eligibility_publication")
    call_command("loaddata", str(fichier), verbosity=0)
    selectors.oublier()
    settings.COPIE_LOCALE.unlink()
    apres = selectors.tables()
    assert apres.referentiel == avant.referentiel
    assert apres.empreinte == avant.empreinte
    republiee = cycle.mettre_en_ligne(actes.SYSTEME, "les lignes disent la même chose")
    assert republiee.empreinte == avant.empreinte


def test_une_ligne_par_case_dans_les_fichiers():
    for fichier in livraison.TABLES_LIVREES.glob("*.jsonl"):
        for texte in fichier.read_text(encoding="utf-8").splitlines():
            assert json.loads(texte)["model"].startswith("eligibility.")
