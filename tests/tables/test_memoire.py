"""La copie en mémoire : sans requête quand elle est fraîche, juste quand la base a changé."""

import threading
from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from django.db.utils import OperationalError

from eligibility import models, selectors
from eligibility.regles.bareme import AvantPremierBareme

pytestmark = pytest.mark.django_db

CONSTRUCTION = 12  # jeton, dix tables, jeton


@pytest.fixture
def horloge(monkeypatch):
    """Une horloge que le test avance."""
    maintenant = [1000.0]
    monkeypatch.setattr(selectors.time, "monotonic", lambda: maintenant[0])
    return maintenant


def montant_pris():
    return models.Montant.objects.get(
        bareme__date_effet="2026-02-25", option="1", ligne="base", annee=1
    )


def valeur_lue():
    return selectors.bareme_at(date(2026, 12, 1)).montants["1", "base", 1].valeur


def changer(valeur) -> None:
    montant = montant_pris()
    montant.valeur = valeur
    montant.save()


def test_peu_de_requetes_puis_aucune(horloge, django_assert_num_queries):
    with django_assert_num_queries(CONSTRUCTION):
        selectors.referentiel()
    with django_assert_num_queries(0):
        for _ in range(100):
            selectors.referentiel()
            selectors.empreinte()
    horloge[0] += 2.1
    with django_assert_num_queries(1):
        selectors.referentiel()
        selectors.referentiel()


def test_un_changement_se_voit_apres_deux_secondes(horloge, django_assert_num_queries):
    empreinte = selectors.empreinte()
    changer(39_000)
    horloge[0] += 1.9
    assert valeur_lue() == 38_000
    horloge[0] += 0.2
    with django_assert_num_queries(1 + CONSTRUCTION):
        assert valeur_lue() == 39_000
    assert selectors.empreinte() != empreinte


def test_la_fraicheur_se_regle(horloge, settings):
    settings.REFERENTIEL_FRAICHEUR_S = 10
    selectors.referentiel()
    changer(39_000)
    horloge[0] += 9
    assert valeur_lue() == 38_000
    horloge[0] += 2
    assert valeur_lue() == 39_000


def test_les_memes_tables_ont_la_meme_empreinte():
    empreinte = selectors.empreinte()
    changer(39_000)
    changer(38_000)
    selectors.vider_memoire()
    assert selectors.empreinte() == empreinte


@pytest.mark.parametrize(
    "ecrire",
    [
        lambda m: m.save(),
        lambda m: m.delete(),
        lambda m: models.Montant.objects.filter(pk=m.pk).update(note="x"),
        lambda m: models.Montant.objects.bulk_update([m], ["note"]),
        lambda m: models.Source.objects.bulk_create([models.Source(cle="X", libelle="X")]),
        lambda m: models.Montant.objects.filter(pk=m.pk).delete(),
        lambda m: models.Specialite.objects.filter(slug="urologie").update(ordre=1),
        lambda m: m.bareme.delete(),
    ],
)  # fmt: skip
def test_toute_ecriture_change_le_jeton(ecrire):
    montant = montant_pris()
    avant = models.EtatTables.lire()
    ecrire(montant)
    assert models.EtatTables.lire() > avant


def test_base_absente_la_copie_reste_servie(horloge, base_absente):
    copie = selectors.copie()
    horloge[0] += 60
    with base_absente():
        assert selectors.copie() is copie
    changer(39_000)
    horloge[0] += 2.1
    assert valeur_lue() == 39_000


def test_base_absente_sans_copie(base_absente):
    with base_absente(), pytest.raises(OperationalError):
        selectors.referentiel()


def test_une_lecture_melee_se_recommence(monkeypatch):
    """Une écriture entre deux de nos requêtes ne laisse jamais une copie à demi changée."""
    lire = selectors._lire_referentiel
    ecritures = [40_000]

    def lire_pendant_une_ecriture():
        lu = lire()
        if ecritures:
            changer(ecritures.pop())
        return lu

    monkeypatch.setattr(selectors, "_lire_referentiel", lire_pendant_une_ecriture)
    assert valeur_lue() == 40_000


def test_personne_n_attend_pendant_une_relecture(horloge, monkeypatch):
    """Un fil relit la base ; les autres servent aussitôt la copie qu'ils ont."""
    copie = selectors.copie()
    horloge[0] += 3
    en_cours, suite = threading.Event(), threading.Event()

    def lecture_lente():
        en_cours.set()
        suite.wait(5)
        return copie.jeton

    monkeypatch.setattr(models.EtatTables, "lire", lecture_lente)
    fil = threading.Thread(target=selectors.copie)
    fil.start()
    try:
        assert en_cours.wait(5)
        assert selectors.copie() is copie
    finally:
        suite.set()
        fil.join()


def test_le_referentiel_ne_se_modifie_pas():
    referentiel = selectors.referentiel()
    with pytest.raises(FrozenInstanceError):
        referentiel.baremes = ()
    for table in (referentiel.specialites, referentiel.sources, referentiel.baremes[0].montants):
        with pytest.raises(TypeError):
            table["x"] = None


def test_bareme_at_aux_bornes():
    assert selectors.bareme_at(date(2024, 6, 21)).version == "2023-05-01"
    assert selectors.bareme_at(date(2024, 6, 22)).version == "2024-06-22"
    with pytest.raises(AvantPremierBareme):
        selectors.bareme_at(date(2019, 8, 20))


def test_seuls_les_baremes_publies_se_lisent():
    models.Bareme.objects.filter(date_effet="2026-02-25").update(statut="archive")
    models.Bareme.objects.create(date_effet=date(2030, 1, 1), intitule="à venir")
    selectors.vider_memoire()
    assert [b.version for b in selectors.referentiel().baremes] == [
        "2019-08-21",
        "2023-05-01",
        "2024-06-22",
    ]


def test_base_sans_tables(base_sans_tables):
    assert selectors.referentiel().baremes == ()


def test_un_segment_d_objectif_arrive_jusqu_aux_regles():
    models.SegmentObjectif.objects.create(
        bareme=montant_pris().bareme, specialite=models.Specialite.objects.get(slug="cardiologie"),
        option="1", indicateur="fa", debut=1000, fin=2000, patients_debut=300, patients_fin=200,
        fiabilite="hypothese",
    )  # fmt: skip
    bareme = selectors.bareme_at(date(2026, 12, 1))
    segment = bareme.segment("cardiologie", "1", "fa", 1500)
    assert segment.patients(1500) == 250
    assert bareme.segment("cardiologie", "1", "fa", 2000) is None
