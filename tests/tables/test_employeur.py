"""Les salaires et les taux de l'employeur : les chiffres livrés, leur vie en base, leur saisie."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from eligibility import models, selectors, services
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
    jeux = selectors.referentiel().employeurs
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
    unites = models.ParametreEmployeur.objects.values_list("cle", "unite").distinct()
    assert dict(unites) == employeur.CLES


def test_une_valeur_se_lit_comme_on_l_ecrit():
    valeurs = selectors.referentiel().employeurs[0].valeurs
    ecrites = [
        str(valeurs[cle]) for cle in ("rgdu_maximum", "taux_maladie", "taxe_seuil_3", "smic")
    ]
    assert ecrites == ["0.3981", "13", "18423", "1823.03"]


def test_une_base_d_avant_reste_sans_cout():
    models.JeuEmployeur.objects.all().delete()
    selectors.vider_memoire()
    assert selectors.referentiel().employeurs == ()
    assert len(selectors.referentiel().baremes) == 4


def test_les_jeux_livres_s_ajoutent_a_une_base_d_avant():
    avant = selectors.copie().empreinte
    models.JeuEmployeur.objects.all().delete()
    call_command("loaddata", str(services.TABLES_LIVREES / "8_employeur.jsonl"), verbosity=0)
    selectors.vider_memoire()
    assert selectors.copie().empreinte == avant


def test_charger_tables_date_la_publication():
    assert not models.JeuEmployeur.objects.filter(publie_le=None).exists()


def test_seuls_les_jeux_publies_se_lisent(juin):
    models.JeuEmployeur.objects.filter(pk=juin.pk).update(statut="archive")
    assert [j.version for j in selectors.referentiel().employeurs] == ["2026-01-01"]


def test_un_jeu_publie_incomplet_ne_calcule_rien(juin):
    """Plutôt se taire que revenir en silence au jeu d'avant."""
    parametre(juin, "smic").delete()
    assert selectors.referentiel().employeurs == ()


def test_un_jeu_incomplet_ne_se_publie_pas():
    brouillon = models.JeuEmployeur.objects.create(date_effet=date(2027, 1, 1), intitule="x")
    brouillon.statut = "publie"
    with pytest.raises(ValidationError, match=f"manque {len(employeur.CLES)} paramètre"):
        brouillon.full_clean()


@pytest.mark.parametrize(
    ("cle", "valeur", "mot"),
    [
        ("taux_maladie", "100.01", "100"),
        ("prevoyance_mois", "12.5", "entier"),
        ("heures_annuelles", "0", "divise"),
        ("smic", None, "publié"),
        ("smic", "-1", "négative"),
    ],
)
def test_un_parametre_mal_saisi(juin, cle, valeur, mot):
    objet = parametre(juin, cle)
    objet.valeur = valeur and Decimal(valeur)
    if valeur is None:
        objet.fiabilite = "a_completer"
    with pytest.raises(ValidationError) as refus:
        objet.full_clean()
    assert mot in " ".join(refus.value.message_dict["valeur"])


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


def test_corriger_un_taux_change_le_calcul_et_la_revision_du_jeu(admin_client, juin):
    objet = parametre(juin, "taux_at_mp")
    adresse = reverse("admin:eligibility_parametreemployeur_change", args=[objet.pk])
    page = admin_client.get(adresse)
    assert 'value="0,7"' in page.content.decode()
    envoi = {"valeur": "0,85", "fiabilite": "hypothese", "note": "", "verifie_le": "", "source": ""}
    suite = admin_client.post(adresse, envoi, follow=True).content.decode()
    assert "Barème employeur 2026-06-01" in suite
    assert "passe en révision 2" in suite
    selectors.vider_memoire()
    dernier = selectors.referentiel().employeurs[-1]
    assert (dernier.revision, dernier.valeurs["taux_at_mp"]) == (2, Decimal("0.85"))
    assert {b.revision for b in selectors.referentiel().baremes} == {1}


def test_ce_dont_le_calcul_a_besoin_ne_s_efface_pas(admin_client, juin):
    for objet in (juin, juin.parametres.first()):
        nom = type(objet).__name__.lower()
        adresse = reverse(f"admin:eligibility_{nom}_delete", args=[objet.pk])
        assert admin_client.post(adresse, {"post": "yes"}).status_code == 403


def test_la_fiche_d_un_jeu_compte_ses_cases(admin_client, juin):
    adresse = reverse("admin:eligibility_jeuemployeur_change", args=[juin.pk])
    page = admin_client.get(adresse).content.decode()
    assert f"{len(employeur.CLES)} cases remplies" in page
    assert f"?jeu__id__exact={juin.pk}" in page
