"""Une base d'une version précédente du site, remplie, arrive à celle d'aujourd'hui sans rien perdre."""

from datetime import UTC, date, datetime

import pytest
from django.apps.registry import Apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.outils import bases

# Avant le guide, et avant que retirer sa soumission ait son propre pas.
AVANT = [("eligibility", "0007_hors_des_baremes"), ("guide", None)]
DITE = "soumission retirée par qui l’a faite"
AUTRE = "Le montant n’est pas celui de l’avenant."


@pytest.fixture
def db(tmp_path, django_db_setup, django_db_blocker):
    """À la place de celle de pytest-django : une base sans aucune table."""
    with django_db_blocker.unblock(), bases.vide(tmp_path):
        yield


@pytest.fixture
def ancienne(db) -> Apps:
    """La base telle que la version précédente la faisait, et les modèles d'alors."""
    call_command("migrate", verbosity=0)
    for app, nom in AVANT:
        call_command("migrate", app, nom or "zero", verbosity=0)
    for groupe in Group.objects.all():
        groupe.permissions.remove(*groupe.permissions.filter(content_type__app_label="guide"))
    return _modeles_d_alors()


def _modeles_d_alors() -> Apps:
    executeur = MigrationExecutor(connection)
    autres = [n for n in executeur.loader.graph.leaf_nodes() if n[0] not in dict(AVANT)]
    return executeur.loader.project_state([*autres, AVANT[0]]).apps


def remplir(alors: Apps) -> None:
    """Une ligne de chaque sorte, écrite par les modèles d'alors."""

    def creer(modele: str, **champs):
        return alors.get_model(modele).objects.create(**champs)

    compte = creer("auth.User", username="camille", is_staff=True)
    signee = {"auteur": "Camille", "compte": compte}
    source = creer("eligibility.Source", cle="CONV24", libelle="La convention")
    specialite = creer(
        "eligibility.Specialite", slug="urologie", libelle="Urologie", groupe="autre"
    )
    bareme = creer(
        "eligibility.Bareme", date_effet=date(2026, 2, 25), revision=1, statut="publie",
        intitule="2026", source=source, publie_le=datetime(2026, 3, 1, tzinfo=UTC), empreinte="0" * 16,
    )  # fmt: skip
    creer("eligibility.Montant", bareme=bareme, option="1", ligne="base", annee=1, valeur="38000.00",
          source=source, fiabilite="officiel")  # fmt: skip
    creer("eligibility.Seuil", bareme=bareme, specialite=specialite, indicateur="fa", percentile=50,
          valeur=None, fiabilite="a_completer", note="« é »")  # fmt: skip
    publication = creer("eligibility.Publication", acte="livraison", empreinte="1" * 16,
                        contenu='{"é": "1 200 €"}', changements=[{"cle": ["1", 1]}], **signee)  # fmt: skip
    creer("eligibility.Changement", genre="bareme", version=date(2026, 2, 25), revision=1,
          table="montants", cle=["1", "base", 1], apres={"valeur": "38000.00"}, **signee)  # fmt: skip
    for pas, mot in (("creation", ""), ("renvoi", DITE), ("renvoi", AUTRE), ("soumission", DITE)):
        creer("eligibility.Etape", genre="bareme", version=date(2026, 2, 25), revision=2, pas=pas,
              mot=mot, **signee)  # fmt: skip
    cas = creer("simulateur.CasDeControle", nom="Un cas", theme="exemples",
                reponses={"pmt": 1300, "a": None}, attendu={"verdict": "signe"})  # fmt: skip
    creer("simulateur.ChangementDeCas", cas=cas, nom="Un cas", quoi="creation", apres={"nom": "Un cas"},
          publication=publication, **signee)  # fmt: skip
    cpts = creer("cpts.Cpts", slug="a-nous", nom="À nous", logo=b"\x00\xff")
    cpts.equipe.add(compte)
    creer("cpts.Ouvertures", cpts=cpts, mois=date(2026, 11, 1), nombre=3)


def lues(alors: Apps) -> dict[str, list[dict]]:
    """Les lignes des modèles d'alors ; les droits se lisent à part."""
    apps = ("eligibility", "simulateur", "cpts")
    noms = [modele._meta.label for app in apps for modele in alors.get_app_config(app).get_models()]
    tout = bases.contenu()
    return {nom: tout[nom] for nom in (*noms, "auth.User", "cpts.Cpts_equipe")}


def test_de_la_version_precedente_a_celle_ci(ancienne):
    remplir(ancienne)
    call_command("migrate", verbosity=0)
    etapes = bases.contenu()["eligibility.Etape"]
    assert [(etape["pas"], etape["mot"]) for etape in etapes] == [
        ("creation", ""), ("annulation", ""), ("renvoi", AUTRE), ("soumission", DITE),
    ]  # fmt: skip
    assert sum(map(len, lues(ancienne).values())) == 17
    assert bases.contenu()["eligibility.Publication"][0]["contenu"] == '{"é": "1 200 €"}'
    for nom, gestes in (("Lecture", {"view"}), ("Rédaction", {"view", "add", "change"})):
        siens = Group.objects.get(name=nom).permissions.filter(content_type__app_label="guide")
        assert set(siens.values_list("codename", flat=True)) == {
            f"{geste}_page" for geste in gestes
        }


def test_aller_et_retour_rend_les_memes_lignes(ancienne):
    remplir(ancienne)
    avant = None
    for _ in range(2):
        call_command("migrate", verbosity=0)
        apres = lues(ancienne)
        assert avant in (None, apres)
        avant = apres
        call_command("migrate", "eligibility", AVANT[0][1], verbosity=0)
        etapes = [(e["pas"], e["mot"]) for e in lues(ancienne)["eligibility.Etape"]]
        assert etapes[1:3] == [("renvoi", DITE), ("renvoi", AUTRE)]


def test_une_base_neuve_n_attend_aucune_migration(ancienne):
    call_command("migrate", verbosity=0)
    call_command("makemigrations", check=True, verbosity=0)
