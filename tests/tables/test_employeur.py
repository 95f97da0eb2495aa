"""Les salaires et les taux de l'employeur : les chiffres livrés, leur vie en base, leur saisie."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from eligibility import models, selectors
from eligibility.models.choix_employeur import CleEmployeur, UniteEmployeur
from eligibility.regles import employeur

pytestmark = pytest.mark.django_db

# Recopié à la main : clé, valeur, source (« . » : aucune donnée), marque.
JANVIER_2026 = """
grille_4 1782.14 KALI1147 officiel
grille_5 1815.79 KALI1147 officiel
grille_6 1889.38 KALI1147 officiel
grille_7 1966.21 KALI1147 officiel
grille_8 2050.62 KALI1147 officiel
grille_9 2159.91 KALI1147 officiel
smic 1823.03 . secondaire
pmss 4005 . secondaire
heures_mensuelles 151.67 KALI1147 officiel
prime_3_ans 4 KALI1147 hypothese
prime_6_ans 7 KALI1147 hypothese
prime_9_ans 10 KALI1147 hypothese
prime_12_ans 13 KALI1147 hypothese
prime_15_ans 16 KALI1147 hypothese
prime_18_ans 18 KALI1147 hypothese
prime_20_ans 20 KALI1147 hypothese
taux_maladie 13.00 . secondaire
taux_vieillesse_plafonnee 8.55 . secondaire
taux_vieillesse_deplafonnee 2.11 . secondaire
taux_allocations_familiales 5.25 . secondaire
taux_at_mp 0.70 . hypothese
taux_csa 0.30 . secondaire
taux_fnal 0.10 . secondaire
taux_chomage 4.00 . secondaire
taux_ags 0.25 . secondaire
taux_retraite_complementaire 4.72 . secondaire
taux_ceg 1.29 . secondaire
taux_dialogue_social 0.016 . secondaire
taux_formation 0.55 . secondaire
taux_formation_branche 0.05 . secondaire
taux_prevoyance 1.54 . secondaire
prevoyance_mois 12 . secondaire
rgdu_maximum 0.3981 . secondaire
rgdu_minimum 0.02 . secondaire
rgdu_amplitude 0.3781 . secondaire
rgdu_puissance 1.75 . secondaire
rgdu_smic_horaire 12.02 . secondaire
taxe_taux 4.25 . secondaire
taxe_taux_tranche_2 4.25 . secondaire
taxe_taux_tranche_3 9.35 . secondaire
taxe_seuil_2 9229 . secondaire
taxe_seuil_3 18423 . secondaire
taxe_franchise 1200 . secondaire
taxe_decote_plafond 2040 . secondaire
taxe_decote_part 75 . secondaire
heures_annuelles 1607 . secondaire
formation_heures_ameli 266 . officiel
formation_heures_branche 279 . secondaire
tarif_consultation 30 . secondaire
jours_travailles 250 . hypothese
actes_par_jour_cnam 2 AMELI-BILAN officiel
"""
# Ce que le SMIC de juin change ; celui de la réduction générale est gelé, et c'est notre lecture.
JUIN_2026 = """
smic 1867.02 SMIC26 officiel
rgdu_smic_horaire 12.02 . hypothese
"""


def table(texte: str) -> dict:
    lignes = (ligne.split() for ligne in texte.strip().splitlines())
    return {cle: (Decimal(v), source.strip("."), marque) for cle, v, source, marque in lignes}


@pytest.fixture
def juin():
    return models.JeuEmployeur.objects.get(date_effet="2026-06-01")


def parametre(jeu, cle: str):
    return models.ParametreEmployeur.objects.get(jeu=jeu, cle=cle)


def test_les_chiffres_livres():
    attendus = {"2026-01-01": table(JANVIER_2026)}
    attendus["2026-06-01"] = attendus["2026-01-01"] | table(JUIN_2026)
    jeux = selectors.tables().referentiel.employeurs
    lus = {
        jeu.version: {cle: (c.valeur, c.source, c.fiabilite) for cle, c in jeu.cellules.items()}
        for jeu in jeux
    }
    assert lus == attendus
    assert {jeu.revision for jeu in jeux} == {1}
    assert {c.verifie_le for jeu in jeux for c in jeu.cellules.values()} == {None}


def test_les_codes_sont_ceux_des_regles():
    assert list(CleEmployeur.values) == list(employeur.CLES)
    assert set(UniteEmployeur.values) == set(employeur.CLES.values())
    libelles = {UniteEmployeur(unite).label for unite in employeur.CLES.values()}
    assert {p.unite for p in models.ParametreEmployeur.objects.all()} == libelles


def test_une_valeur_se_lit_comme_on_l_ecrit():
    valeurs = selectors.tables().referentiel.employeurs[0].valeurs
    ecrites = [
        str(valeurs[cle]) for cle in ("rgdu_maximum", "taux_maladie", "taxe_seuil_3", "smic")
    ]
    assert ecrites == ["0.3981", "13", "18423", "1823.03"]


@pytest.mark.parametrize(
    ("champs", "contrainte"),
    [
        ({"valeur": -1}, "parametreemployeur_valeur_positive"),
        ({"valeur": None}, "parametreemployeur_vide_a_completer"),
        ({"cle": "treizieme_mois"}, "parametreemployeur_cle_connue"),
        ({"cle": "pmss"}, "UNIQUE|parametreemployeur_une_case"),
    ],
)
def test_la_base_refuse_un_parametre_impossible(juin, champs, contrainte):
    objet = parametre(juin, "smic")
    for champ, valeur in champs.items():
        setattr(objet, champ, valeur)
    with pytest.raises(IntegrityError, match=contrainte), transaction.atomic():
        objet.save()
