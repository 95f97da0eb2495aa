"""Le guide livré : chargé une fois, en ligne aussitôt, rendu à ses fichiers tel quel."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from eligibility import actes, cycle, models, references, selectors
from eligibility.documents import base
from simulateur.guide import fichier, livraison, relecture
from simulateur.guide.models import Page
from simulateur.guide.pages import Page as PageLue

pytestmark = pytest.mark.django_db
AUTRES = {"etiquettes": ("droit", "contrat"), "mots": (), "ancres": ("question:pmt",)}
LU = "{CONV24 2026-11-02}"
PAGES = [
    PageLue("seconde", "Seconde : d’abord", "Un.", "Signer", corps="b {AV9 2026-11-02}", **AUTRES),
    PageLue("autre", "Autre", "« Non »", "Après", corps=f"## Un\n\na {LU}\n\n- b {LU}", **AUTRES),
]  # fmt: skip


@pytest.fixture
def dossier(tmp_path):
    dossier = tmp_path / "guide"
    dossier.mkdir()
    fichier.ecrire_dossier(dossier, PAGES)
    return dossier


@pytest.fixture
def sans_guide(db):
    """Une base qui n'en a jamais eu, et où rien n'est publié."""
    Page.objects.all().delete()
    models.Changement.objects.filter(table="guide").delete()
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM eligibility_publication")


@pytest.fixture
def av9_livree(tmp_path, monkeypatch):
    sources = tmp_path / "sources.jsonl"
    ligne = '{"model": "eligibility.source", "fields": {"cle": "AV9", "libelle": "Avenant 9"}}\n'
    sources.write_text(livraison.SOURCES_LIVREES.read_text("utf-8") + ligne, "utf-8")
    monkeypatch.setattr(livraison, "SOURCES_LIVREES", sources)


def rien_n_attend() -> bool:
    return references.en_attente(references.publie(), base.hors_versions()) == []


def charger() -> str:
    sortie = StringIO()
    call_command("charger", "guide", stdout=sortie)
    return sortie.getvalue()


def test_charge_avant_les_tables_il_part_avec_elles(sans_guide, dossier):
    assert livraison.charger(dossier) == 2
    assert not models.Publication.objects.exists()
    cycle.mettre_en_ligne(
        actes.SYSTEME, "Tables livrées avec le site.", models.choix.Acte.LIVRAISON
    )
    assert [ligne["slug"] for ligne in selectors.tables().cliche["guide"]] == ["seconde", "autre"]
    assert rien_n_attend()


def test_charge_apres_il_part_seul_avec_les_sources_qui_manquent(sans_guide, dossier, av9_livree):
    cycle.mettre_en_ligne(actes.SYSTEME, "d’avant le guide")
    models.Specialite.objects.filter(slug="urologie").update(libelle="En attente")
    livraison.charger(dossier)
    cliche = selectors.tables().cliche
    assert [ligne["slug"] for ligne in cliche["guide"]] == ["seconde", "autre"]
    assert "AV9" in [source["cle"] for source in cliche["sources"]]
    assert models.Publication.objects.first().acte == "livraison"
    (attente,) = references.en_attente(references.publie(), base.hors_versions())
    assert attente.difference.cle == ("urologie",)


def test_il_ne_remplace_rien_pas_meme_ce_qui_fut_efface(sans_guide, dossier):
    livraison.charger(dossier)
    assert "rien n’est changé" in charger()
    with references.noter(Page, Page.objects.all(), actes.SYSTEME):
        Page.objects.all().delete()
    assert "rien n’est changé" in charger()
    assert not Page.objects.exists()


def test_aller_retour_exact(sans_guide, dossier, tmp_path):
    (dossier / "LISEZMOI.md").write_text("à garder", "utf-8")
    livraison_sans_lisezmoi = tmp_path / "copie"
    livraison_sans_lisezmoi.mkdir()
    fichier.ecrire_dossier(livraison_sans_lisezmoi, PAGES)
    livraison.charger(livraison_sans_lisezmoi)
    Page.objects.get(slug="autre").delete()
    assert livraison.exporter(dossier) == 1
    assert sorted(f.name for f in dossier.iterdir()) == ["01-seconde.md", "LISEZMOI.md"]
    Page.objects.all().delete()
    livraison.charger(livraison_sans_lisezmoi)
    livraison.exporter(dossier)
    for ecrit in livraison_sans_lisezmoi.iterdir():
        assert (dossier / ecrit.name).read_bytes() == ecrit.read_bytes()


def test_le_guide_livre_est_tel_qu_il_s_exporte(tmp_path):
    call_command("exporter_guide", dossier=tmp_path, verbosity=0)
    livres = {f.name: f.read_bytes() for f in livraison.DOSSIER.glob("*.md")}
    assert {f.name: f.read_bytes() for f in tmp_path.iterdir()} == livres


def test_chaque_page_livree_passe_le_controle_de_l_administration():
    sources = set(models.Source.objects.values_list("cle", flat=True))
    trouves = {
        page.slug: defauts
        for page in Page.objects.all()
        if (defauts := relecture.defauts(page.corps, sources))
    }
    assert trouves == {}
    assert rien_n_attend()
