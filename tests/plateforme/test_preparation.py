"""Préparer un site : sans danger à répéter, et un seul à la fois."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections

from eligibility import models, selectors
from simulateur.cpts import annuaire
from simulateur.livraison import NOMS
from simulateur.plateforme import preparation
from simulateur.plateforme.version import VERSION


@pytest.mark.django_db
def test_preparer_encore_ne_change_rien_et_garde_une_copie(settings, tmp_path):
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    selectors.oublier()
    annuaire.oublier()
    combien = models.Publication.objects.count()
    sortie = StringIO()
    call_command("preparer", stdout=sortie)
    assert sortie.getvalue().count("rien n’est changé") == len(NOMS)
    assert models.Publication.objects.count() == combien
    assert {f.name for f in tmp_path.iterdir()} == {
        "publication.json",
        "cpts.json",
        "preparee",
    }


@pytest.mark.django_db
def test_sans_base_on_sert_ce_que_cette_version_avait_prepare(settings, tmp_path, monkeypatch):
    """Redémarrer pendant une panne de la base : oui ; installer une autre version : non."""
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    selectors.oublier()
    call_command("preparer", stdout=StringIO())

    def tombe():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connections["default"], "ensure_connection", tombe)
    dit = StringIO()
    call_command("preparer", stderr=dit)
    assert "part de sa copie locale" in dit.getvalue()
    (tmp_path / "preparee").write_text("une autre version")
    with pytest.raises(CommandError, match="rien ici pour s'en passer"):
        call_command("preparer")
    (tmp_path / "preparee").write_text(VERSION)
    (tmp_path / "publication.json").unlink()
    with pytest.raises(CommandError, match="rien ici pour s'en passer"):
        call_command("preparer")


@pytest.mark.django_db
def test_une_constante_que_la_base_n_a_pas_arrete_l_installation(settings, tmp_path):
    """Dite après coup, ce serait 503 sur chaque page ; la version d'avant, elle, sert encore."""
    settings.COPIE_LOCALE = tmp_path / "publication.json"
    contenu = models.Publication.objects.first().contenu.replace('"carence_mois"', '"autre_cle"')
    models.Publication.objects.create(acte="livraison", empreinte="1" * 16, contenu=contenu)
    selectors.oublier()
    with pytest.raises(CommandError, match=r"paramètre manquant \(carence_mois\)"):
        call_command("preparer", stdout=StringIO())
    assert not (tmp_path / "preparee").exists()


@pytest.mark.django_db
def test_un_disque_plein_ne_retient_pas_un_site_qui_a_sa_base(settings, tmp_path):
    (tmp_path / "fichier").write_text("")
    settings.COPIE_LOCALE = tmp_path / "fichier" / "publication.json"
    selectors.oublier()
    annuaire.oublier()
    dit = StringIO()
    call_command("preparer", stdout=StringIO(), stderr=dit)
    assert "refuse d'écrire" in dit.getvalue()


@pytest.mark.django_db
def test_on_charge_ce_qu_on_nomme():
    sortie = StringIO()
    call_command("charger", "cas", "cpts", stdout=sortie)
    assert len(sortie.getvalue().splitlines()) == 2
    with pytest.raises(CommandError):
        call_command("charger", "autre")


def test_chacun_son_tour(tmp_path):
    """Deux préparations de la même base SQLite : la seconde attend que la première ait fini."""
    base, passages = tmp_path / "db.sqlite3", []

    def seconde() -> None:
        with preparation._verrou_du_fichier(base):
            passages.append("seconde")

    fil = threading.Thread(target=seconde)
    with preparation._verrou_du_fichier(base):
        fil.start()
        fil.join(0.3)
        passages.append("première")
    fil.join(10)
    assert passages == ["première", "seconde"]
