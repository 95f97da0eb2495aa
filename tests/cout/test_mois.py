"""Un mois de temps plein : grille, SMIC, prime, cotisations, réduction ; et l'outil de l'Urssaf."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from eligibility.regles.bareme import Cellule
from eligibility.regles.employeur import (
    CLES,
    PRIMES,
    TAUX,
    ParametreEmployeurManquant,
    ParametresEmployeur,
    coefficient_rgdu,
    cout_du_mois,
    moins_sure,
)

from .fabrique import JANVIER, JEUX, JUIN, annee, estimation, jeu, referentiel

REFERENCE = json.loads((Path(__file__).parent / "modele_social/sortie.json").read_text("utf-8"))


@pytest.mark.parametrize("ligne", REFERENCE["lignes"], ids=lambda ligne: ligne["brut"])
def test_modele_social(ligne):
    """Ses hypothèses à lui : 35 × 52 ÷ 12 heures, et pas de contribution de branche."""
    sien = jeu(heures_mensuelles=str(Decimal(35 * 52) / 12), taux_formation_branche="0")
    mois = cout_du_mois(sien, Decimal(ligne["brut"]), Decimal("0.70"), False)
    assert abs(12 * float(mois.cout) - 12 * ligne["cout_mensuel"]) < 0.12
    assert abs(float(mois.reduction) - ligne["rgdu"]) < 0.005


@pytest.mark.parametrize("ligne", REFERENCE["lignes"], ids=lambda ligne: ligne["brut"])
def test_modele_social_avec_nos_heures(ligne):
    """Nos 151,67 heures changent le dernier chiffre du coefficient ; la branche, 0,05 % du brut."""
    brut = Decimal(ligne["brut"])
    mois = cout_du_mois(JEUX[0], brut, Decimal("0.70"), False)
    ecart_de_la_branche = brut * Decimal("0.0005")
    ecart = 12 * (float(mois.cout - ecart_de_la_branche) - ligne["cout_mensuel"])
    assert abs(ecart) < 12 * 0.0001 * float(brut) + 0.12


def test_la_reference_couvre_les_salaires_demandes():
    bruts = [Decimal(ligne["brut"]) for ligne in REFERENCE["lignes"]]
    assert (len(bruts), bruts[0], bruts[-1]) == (20, Decimal("1823.03"), 4000)
    assert REFERENCE["outil"].startswith("modele-social 11.1.0")


@pytest.mark.parametrize(
    ("brut", "coefficient"),
    [
        # 3 × SMIC = 5 469,22 € ; au SMIC de la formule, ½ × (3 − 1) = 1 : tout le dégressif.
        ("1823.0734", "0.3981"),
        ("1000", "0.3981"),
        ("0.01", "0.3981"),
        ("0", "0.3981"),
        ("2050.62", "0.2949"),
        ("5469.22", "0.0200"),
        ("5469.2202", "0"),
        ("6000", "0"),
    ],
)
def test_coefficient(brut, coefficient):
    assert coefficient_rgdu(JEUX[0], Decimal(brut)) == Decimal(coefficient)


def test_cotisations_position_8():
    mois = cout_du_mois(JEUX[1], Decimal("2050.62"), Decimal("0.70"), False)
    assert mois.taux == Decimal("40.886")
    assert round(mois.cotisations, 2) == Decimal("838.42")
    assert cout_du_mois(JEUX[1], Decimal("2050.62"), Decimal("0.70"), True).taux == Decimal(
        "42.426"
    )


def bruts(**champs) -> list[str]:
    lignes = [x for x in estimation(**champs).trace if x.code.startswith("cout.brut")]
    return [f"{x.code.rpartition('.')[2]} {x.valeur}" for x in lignes]


@pytest.mark.parametrize(
    ("position", "salaire"),
    [
        ("5", "smic 1867.02"),
        ("6", "grille 1889.38"),
        ("7", "grille 1966.21"),
        ("8", "grille 2050.62"),
        ("9", "grille 2159.91"),
    ],
)
def test_la_grille_sous_le_smic_est_au_smic(position, salaire):
    assert bruts(position=position)[0] == salaire


def test_la_grille_egale_au_smic_reste_la_grille():
    egal = referentiel(jeu(smic="1889.38"))
    ligne = next(x for x in estimation(egal, position="6").trace if x.etape == "cout")
    assert (ligne.code, ligne.source) == ("cout.brut.grille", "KALI1147")


def test_la_prime_s_ajoute_au_smic():
    """Position 5 après 3 ans : 1 867,02 € × 1,04, et non 1 815,79 € × 1,04, qui passerait dessous."""
    assert bruts(position="5", anciennete=3)[0] == "smic 1941.70"


@pytest.mark.parametrize(
    ("anciennete", "brut"),
    [
        (0, "2050.62"), (2, "2050.62"), (3, "2132.64"), (5, "2132.64"), (6, "2194.16"),
        (9, "2255.68"), (12, "2317.20"), (15, "2378.72"), (18, "2419.73"), (20, "2460.74"),
        (50, "2460.74"),
    ],
)  # fmt: skip
def test_paliers_de_la_prime(anciennete, brut):
    assert bruts(anciennete=anciennete)[0] == f"grille {brut}"


def test_un_brut_indique_remplace_grille_et_prime():
    assert set(bruts(brut_mensuel="2300", anciennete=10)) == {"indique 2300.00"}
    assert annee(5, brut_mensuel="2300", anciennete=10).brut == 12 * 2300


def test_un_jeu_incomplet_ne_se_construit_pas():
    cellules = dict(JEUX[0].cellules)
    with pytest.raises(ParametreEmployeurManquant, match="smic"):
        ParametresEmployeur(JANVIER, {**cellules, "smic": Cellule(None)})
    del cellules["taux_ceg"]
    with pytest.raises(ParametreEmployeurManquant, match="taux_ceg"):
        ParametresEmployeur(JANVIER, cellules)


def test_des_jeux_dans_le_desordre_se_refusent():
    with pytest.raises(ValueError, match="increasing"):
        referentiel(jeu(JUIN), jeu(JANVIER))


def test_echelons():
    assert JEUX[0].echelons == (12, 36, 72, 108, 144, 180, 216, 240)
    assert [JEUX[0].echelon(mois) for mois in (0, 11, 12, 35, 36, 239, 240)] == [
        0,
        0,
        1,
        1,
        2,
        7,
        8,
    ]
    assert jeu(prevoyance_mois="36").echelons[0] == 36


def test_marques():
    assert moins_sure(["officiel", "hypothese", "secondaire"]) == "hypothese"
    assert moins_sure(["", "officiel"]) == "officiel"
    assert moins_sure([]) == ""
    assert set(TAUX) < set(CLES)
    assert {f"prime_{annees}_ans" for annees in PRIMES} < set(CLES)
