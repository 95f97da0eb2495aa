"""Les tables en mémoire : sans requête quand elles sont fraîches, justes après une publication."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from eligibility import copie_locale, cycle, memoire, models, selectors
from eligibility.documents import formes
from eligibility.regles.bareme import AvantPremierBareme

from .outils import AUTEUR, corriger_et_publier, ecrire, en_vigueur

pytestmark = pytest.mark.django_db
MONTANT = ("montants", "1", "base", 1)


@pytest.fixture
def horloge(monkeypatch):
    """Une horloge que le test avance."""
    maintenant = [1000.0]
    monkeypatch.setattr(memoire.time, "monotonic", lambda: maintenant[0])
    return maintenant


def valeur_lue():
    return selectors.tables().bareme_at(date(2026, 12, 1)).montants["1", "base", 1].valeur


def test_peu_de_requetes_puis_aucune(horloge, django_assert_num_queries):
    with django_assert_num_queries(3):
        selectors.tables()
    with django_assert_num_queries(0):
        for _ in range(100):
            selectors.tables()
    horloge[0] += 2.1
    with django_assert_num_queries(1):
        selectors.tables()
        selectors.tables()


def test_un_processus_qui_nait_part_du_fichier(django_assert_num_queries):
    empreinte = selectors.tables().empreinte
    selectors.oublier()
    with django_assert_num_queries(1):
        assert selectors.tables().empreinte == empreinte


def test_revoir_montre_ce_qui_est_public_a_l_instant(horloge, django_assert_num_queries):
    selectors.tables()
    corriger_et_publier(*MONTANT, valeur="37000.00")
    assert valeur_lue() == 38_000
    selectors.revoir()
    assert valeur_lue() == 37_000
    with django_assert_num_queries(1):
        selectors.revoir()


def test_revoir_ne_se_plaint_pas_d_un_site_sans_publication(db):
    models.Publication.objects.all()._raw_delete("default")
    selectors.revoir()
    with pytest.raises(selectors.TablesIndisponibles):
        selectors.tables()


def test_une_publication_se_voit_apres_deux_secondes(horloge, django_assert_num_queries):
    empreinte = selectors.tables().empreinte
    corriger_et_publier(*MONTANT, valeur="37000.00")
    horloge[0] += 1.9
    assert valeur_lue() == 38_000
    horloge[0] += 0.2
    with django_assert_num_queries(3):
        assert valeur_lue() == 37_000
    assert selectors.tables().empreinte != empreinte
    assert selectors.tables().referentiel.baremes[-1].revision == 2


def test_un_brouillon_ne_se_voit_pas(horloge, brouillon):
    ecrire(brouillon, *MONTANT, valeur="37000.00")
    horloge[0] += 60
    assert valeur_lue() == 38_000


def test_la_fraicheur_se_regle(horloge, settings):
    settings.REFERENTIEL_FRAICHEUR_S = 10
    selectors.tables()
    corriger_et_publier(*MONTANT, valeur="37000.00")
    horloge[0] += 9
    assert valeur_lue() == 38_000
    horloge[0] += 2
    assert valeur_lue() == 37_000


def test_les_memes_tables_ont_la_meme_empreinte():
    empreinte = selectors.tables().empreinte
    brouillon = corriger_et_publier(*MONTANT, valeur="37000.00")
    cycle.retirer(brouillon, AUTEUR, "une erreur")
    selectors.oublier()
    assert selectors.tables().empreinte == empreinte


def test_base_absente_les_tables_restent_servies(horloge, base_absente):
    lues = selectors.tables()
    horloge[0] += 60
    with base_absente():
        assert selectors.tables() is lues
        assert selectors.base_injoignable()
    corriger_et_publier(*MONTANT, valeur="37000.00")
    horloge[0] += memoire.REPRISE_S - 0.1
    assert valeur_lue() == 38_000
    horloge[0] += 0.2
    assert valeur_lue() == 37_000
    assert not selectors.base_injoignable()


def test_base_absente_un_processus_nait_du_fichier(base_absente):
    attendues = selectors.tables()
    selectors.oublier()
    with base_absente():
        lues = selectors.tables()
    assert lues.referentiel == attendues.referentiel
    assert (lues.numero, lues.empreinte) == (attendues.numero, attendues.empreinte)


def test_base_absente_et_pas_de_fichier(base_absente):
    with base_absente(), pytest.raises(selectors.TablesIndisponibles, match="base_injoignable"):
        selectors.tables()


@pytest.mark.parametrize(
    "abimer",
    [
        lambda octets: octets[: len(octets) // 2],
        lambda octets: octets.replace(b"38000.00", b"99000.00", 1),
        lambda octets: b"",
        lambda octets: b"\xff\xfe",
        lambda octets: b"{}\n" + octets,
    ],
)
def test_un_fichier_abime_n_est_pas_servi(settings, base_absente, abimer):
    selectors.tables()
    selectors.oublier()
    fichier = settings.COPIE_LOCALE
    fichier.write_bytes(abimer(fichier.read_bytes()))
    assert copie_locale.lire() is None
    with base_absente(), pytest.raises(selectors.TablesIndisponibles):
        selectors.tables()


def test_un_disque_plein_ne_retient_pas_le_site(settings, tmp_path):
    (tmp_path / "fichier").write_text("")
    settings.COPIE_LOCALE = tmp_path / "fichier" / "publication.json"
    assert valeur_lue() == 38_000


def test_un_fichier_d_une_autre_publication_n_est_pas_servi(settings):
    """Une base restaurée peut porter le même numéro avec d'autres chiffres : l'empreinte tranche."""
    corriger_et_publier(*MONTANT, valeur="37000.00")
    selectors.tables()
    derniere = models.Publication.objects.first()
    settings.COPIE_LOCALE.write_text(
        settings.COPIE_LOCALE.read_text().replace(derniere.empreinte, "0" * 16, 1)
    )
    selectors.oublier()
    assert valeur_lue() == 37_000


def test_un_fichier_d_une_autre_forme_n_arrete_pas_le_site(settings):
    """Celui d’une autre version du site, entier : la base est là, elle suffit."""
    lues = selectors.tables()
    publiee = models.Publication.objects.first()
    copie = copie_locale.de(publiee)
    for bareme in copie.document["baremes"]:
        del bareme["parametres"]
    empreinte = formes.condense(formes.ecrire(copie.document))
    copie_locale.ecrire(copie._replace(empreinte=empreinte))
    assert copie_locale.lire() is not None
    selectors.oublier()
    assert selectors.tables().referentiel == lues.referentiel
    assert copie_locale.lire().empreinte == publiee.empreinte


@pytest.mark.parametrize("abimer", [lambda c: c[:500], lambda c: c.replace('"parametres"', '"x"')])
def test_une_publication_illisible_laisse_servir_la_precedente(horloge, abimer):
    """D’une version du site que celle-ci ne lit pas, ou abîmée : ce qui naît d’elle non plus ne tombe pas."""
    lues = selectors.tables()
    models.Publication.objects.create(
        acte="livraison", empreinte="1" * 16,
        contenu=abimer(models.Publication.objects.first().contenu),
    )  # fmt: skip
    horloge[0] += 3
    assert selectors.tables() is lues
    selectors.oublier()
    assert selectors.tables().empreinte == lues.empreinte


def test_une_publication_illisible_sans_rien_d_autre_est_une_panne_dite(settings, tmp_path):
    settings.COPIE_LOCALE = tmp_path / "absente.json"
    models.Publication.objects.create(acte="livraison", empreinte="1" * 16, contenu="{")
    selectors.oublier()
    with pytest.raises(selectors.TablesIndisponibles):
        selectors.tables()


def test_le_referentiel_ne_se_modifie_pas():
    referentiel = selectors.tables().referentiel
    with pytest.raises(FrozenInstanceError):
        referentiel.baremes = ()
    for table in (referentiel.specialites, referentiel.sources, referentiel.baremes[0].montants):
        with pytest.raises(TypeError):
            table["x"] = None


def test_bareme_at_aux_bornes():
    assert selectors.tables().bareme_at(date(2024, 6, 21)).version == "2023-05-01"
    assert selectors.tables().bareme_at(date(2024, 6, 22)).version == "2024-06-22"
    with pytest.raises(AvantPremierBareme):
        selectors.tables().bareme_at(date(2019, 8, 20))


def test_base_sans_tables(base_sans_tables):
    with pytest.raises(selectors.TablesIndisponibles, match="aucun_bareme"):
        selectors.tables()


def test_un_segment_d_objectif_arrive_jusqu_aux_regles(brouillon):
    models.SegmentObjectif.objects.create(
        bareme=brouillon, specialite=models.Specialite.objects.get(slug="cardiologie"),
        option="1", indicateur="fa", debut=1000, fin=2000, patients_debut=300, patients_fin=200,
        fiabilite="hypothese",
    )  # fmt: skip
    cycle.publier(brouillon, AUTEUR, "annexe 10")
    bareme = selectors.tables().bareme_at(date(2026, 12, 1))
    segment = bareme.segment("cardiologie", "1", "fa", 1500)
    assert segment.patients(1500) == 250
    assert bareme.segment("cardiologie", "1", "fa", 2000) is None


def test_une_constante_qui_manque_se_dit(horloge):
    """Une nouvelle version du site demande une constante que la publication n'a pas."""
    selectors.tables()
    publiee = models.Publication.objects.first()
    contenu = publiee.contenu.replace('"carence_mois"', '"autre_cle"')
    models.Publication.objects.create(acte="livraison", empreinte="1" * 16, contenu=contenu)
    horloge[0] += 3
    assert selectors.tables().bareme_at(en_vigueur().date_effet).entier("carence_mois") == 24
    selectors.oublier()
    with pytest.raises(selectors.TablesIndisponibles) as refus:
        selectors.tables()
    ancienne = models.Bareme.objects.order_by("date_effet").first()
    assert refus.value.manque == ("parametres_manquants", ancienne.version, ("carence_mois",))
