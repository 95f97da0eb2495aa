"""Ce que la base refuse, et ce que la saisie explique en français."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from eligibility import models
from eligibility.models.choix import CleParametre, Indicateur, LigneMontant, Option, Percentile
from eligibility.regles import parametres, vocabulaire

pytestmark = pytest.mark.django_db


@pytest.fixture
def bareme():
    return models.Bareme.objects.get(date_effet="2026-02-25")


def refuse(objet, contrainte: str) -> None:
    with pytest.raises(IntegrityError, match=contrainte), transaction.atomic():
        objet.save()


def erreurs(objet) -> dict:
    with pytest.raises(ValidationError) as refus:
        objet.full_clean()
    return refus.value.message_dict


def montant(bareme, **champs):
    return models.Montant(
        **{"bareme": bareme, "option": "1", "ligne": "P90-P95", "annee": 1, "valeur": 1,
           "fiabilite": "hypothese", **champs}
    )  # fmt: skip


def seuil(bareme, slug="cardiologie", **champs):
    return models.Seuil.objects.select_related("specialite").get(
        bareme=bareme, specialite__slug=slug, **{"indicateur": "fa", **champs}
    )


def test_les_codes_sont_ceux_des_regles():
    assert tuple(Option.values) == vocabulaire.OPTIONS
    assert tuple(LigneMontant.values) == vocabulaire.LIGNES_MONTANT
    assert tuple(Percentile.values) == vocabulaire.PERCENTILES
    assert set(Indicateur.values) == {vocabulaire.PMT, vocabulaire.FA}
    assert tuple(CleParametre.values) == tuple(parametres.PARAMETRES)


@pytest.mark.parametrize(
    ("champs", "contrainte"),
    [
        ({"valeur": -1}, "montant_valeur_positive"),
        ({"valeur": None}, "montant_vide_a_completer"),
        ({"fiabilite": "a_completer"}, "montant_vide_a_completer"),
        ({"option": "3"}, "montant_option_connue"),
        ({"ligne": "P50"}, "montant_ligne_connue"),
        ({"annee": 4}, "montant_annee_connue"),
    ],
)
def test_la_base_refuse_un_montant_impossible(bareme, champs, contrainte):
    refuse(montant(bareme, **champs), contrainte)


def test_une_case_ne_se_double_pas(bareme):
    montant(bareme).save()
    assert "existe déjà" in str(erreurs(montant(bareme)))
    refuse(montant(bareme), "UNIQUE|montant_une_case")


@pytest.mark.parametrize(
    ("champs", "champ", "mot"),
    [
        ({"valeur": None}, "fiabilite", "à compléter"),
        ({"fiabilite": "a_completer"}, "fiabilite", "remplie"),
        ({"valeur": -1}, "valeur", "négative"),
    ],
)
def test_une_cellule_explique_son_refus(bareme, champs, champ, mot):
    assert mot in " ".join(erreurs(montant(bareme, **champs))[champ])


def test_zero_est_une_valeur(bareme):
    montant(bareme, valeur=0).full_clean()


def test_des_percentiles_qui_ne_montent_pas(bareme):
    p50 = seuil(bareme, percentile=50)
    p50.valeur, p50.fiabilite = Decimal(1000), "hypothese"
    p50.full_clean()
    p50.save()
    p90 = seuil(bareme, percentile=90)
    p90.valeur, p90.fiabilite = Decimal(900), "hypothese"
    assert erreurs(p90) == {
        "valeur": [
            "P50 (1000) est plus grand que P90 (900) : un percentile plus haut ne peut pas "
            "compter moins de patients."
        ]
    }
    p90.valeur = Decimal(1000)
    p90.full_clean()


def test_une_specialite_sans_pmt(bareme):
    cellule = seuil(bareme, percentile=30)
    cellule.indicateur = "pmt"
    assert "file active" in erreurs(cellule)["indicateur"][0]


def segment(bareme, **champs):
    return models.SegmentObjectif(
        **{"bareme": bareme, "specialite": models.Specialite.objects.get(slug="cardiologie"),
           "option": "1", "indicateur": "fa", "debut": 1000, "fin": 2000, "patients_debut": 100,
           "fiabilite": "hypothese", **champs}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("champs", "contrainte"),
    [
        ({"fin": 1000}, "segment_bornes"),
        ({"fin": None, "patients_fin": 5}, "segment_pente_bornee"),
        ({"fiabilite": "a_completer"}, "segment_rempli"),
    ],
)
def test_un_segment_impossible(bareme, champs, contrainte):
    assert erreurs(segment(bareme, **champs))
    refuse(segment(bareme, **champs), contrainte)


@pytest.mark.parametrize(
    ("debut", "fin", "recouvre"),
    [
        (500, 1000, False),
        (2000, None, False),
        (1500, 1600, True),
        (500, None, True),
        (0, 1001, True),
    ],
)
def test_des_segments_qui_se_recouvrent(bareme, debut, fin, recouvre):
    segment(bareme).save()
    autre = segment(bareme, debut=debut, fin=fin)
    if recouvre:
        assert "recouvre" in erreurs(autre)["debut"][0]
    else:
        autre.full_clean()


@pytest.mark.parametrize(
    ("cle", "valeur", "mot"),
    [
        ("carence_mois", "1.5", "entier"),
        ("acompte_part", "101", "100"),
        ("reconduction_tacite", "2", "1 pour oui"),
        ("carence_mois", None, "publié"),
    ],
)
def test_un_parametre_mal_saisi(bareme, cle, valeur, mot):
    parametre = models.Parametre.objects.get(bareme=bareme, cle=cle)
    parametre.valeur = valeur and Decimal(valeur)
    if valeur is None:
        parametre.fiabilite = "a_completer"
    assert mot in " ".join(erreurs(parametre)["valeur"])


def test_l_unite_suit_le_parametre(bareme):
    parametre = models.Parametre.objects.get(bareme=bareme, cle="carence_mois")
    parametre.unite = "%"
    parametre.save()
    assert parametre.unite == "mois"


def test_un_seul_bareme_publie_par_date(bareme):
    jumeau = models.Bareme(date_effet=bareme.date_effet, revision=2, intitule="x", statut="publie")
    refuse(jumeau, "UNIQUE|bareme_un_publie_par_date")
    jumeau.statut = "brouillon"
    jumeau.save()
    assert "publié" in str(erreurs(models.Bareme(date_effet=bareme.date_effet, revision=3, intitule="x",
                                                 statut="publie")))  # fmt: skip


def test_un_bareme_incomplet_ne_se_publie_pas():
    brouillon = models.Bareme.objects.create(date_effet=date(2030, 1, 1), intitule="x")
    brouillon.statut = "publie"
    assert "19 paramètre(s)" in erreurs(brouillon)["statut"][0]


def test_une_source_citee_ne_s_efface_pas():
    with pytest.raises(ProtectedError):
        models.Source.objects.get(cle="AMELI-JUIN24").delete()
    models.Source.objects.get(cle="CPAM53").delete()


def test_une_seule_ligne_d_etat():
    refuse(models.EtatTables(id=2, jeton=0), "etat_tables_ligne_unique")
