"""Ce que la base refuse, et ce que la saisie explique en français."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from eligibility import models
from eligibility.models.choix import (
    AnneeContrat,
    CleParametre,
    Indicateur,
    LigneMontant,
    Option,
    Percentile,
)
from eligibility.regles import parametres, vocabulaire
from eligibility.regles.bareme import ANNEES_DU_TABLEAU
from simulateur.textes import mots

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
    # Le site et l’administration les nomment de même.
    assert dict(Option.choices) == mots.OPTIONS
    assert tuple(AnneeContrat.values) == ANNEES_DU_TABLEAU
    assert tuple(LigneMontant.values) == vocabulaire.LIGNES_MONTANT
    assert tuple(Percentile.values) == vocabulaire.PERCENTILES
    assert set(Indicateur.values) == {vocabulaire.PMT, vocabulaire.FA}
    assert tuple(CleParametre.values) == tuple(parametres.CONSTANTES)


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


def test_zero_est_une_valeur(bareme):
    montant(bareme, valeur=0).full_clean()


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


def test_un_seul_bareme_publie_par_date(bareme):
    jumeau = models.Bareme(date_effet=bareme.date_effet, revision=2, intitule="x", statut="publie")
    refuse(jumeau, "UNIQUE|bareme_un_publie_par_date")
    jumeau.statut = "brouillon"
    jumeau.save()
    assert "publié" in str(erreurs(models.Bareme(date_effet=bareme.date_effet, revision=3, intitule="x",
                                                 statut="publie")))  # fmt: skip


def test_une_source_citee_ne_s_efface_pas():
    with pytest.raises(ProtectedError):
        models.Source.objects.get(cle="AMELI-JUIN24").delete()
    models.Source.objects.get(cle="CPAM53").delete()
