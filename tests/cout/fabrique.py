"""Les salaires et les taux de 2026, écrits à la main depuis les règles : deux écritures qui se contrôlent."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.regles import estimer
from eligibility.regles.bareme import Cellule, Referentiel
from eligibility.regles.cout import AnneeCout, Cout
from eligibility.regles.employeur import CLES, ParametresEmployeur
from eligibility.regles.estimation import Estimation
from tests.regles import fabrique

JANVIER, JUIN = date(2026, 1, 1), date(2026, 6, 1)
SIGNATURE = date(2026, 12, 1)

VALEURS = {
    "grille_4": "1782.14", "grille_5": "1815.79", "grille_6": "1889.38", "grille_7": "1966.21",
    "grille_8": "2050.62", "grille_9": "2159.91",
    "smic": "1823.03", "pmss": "4005", "heures_mensuelles": "151.67",
    "prime_3_ans": "4", "prime_6_ans": "7", "prime_9_ans": "10", "prime_12_ans": "13",
    "prime_15_ans": "16", "prime_18_ans": "18", "prime_20_ans": "20",
    "taux_maladie": "13", "taux_vieillesse_plafonnee": "8.55",
    "taux_vieillesse_deplafonnee": "2.11", "taux_allocations_familiales": "5.25",
    "taux_at_mp": "0.70", "taux_csa": "0.30", "taux_fnal": "0.10", "taux_chomage": "4",
    "taux_ags": "0.25", "taux_retraite_complementaire": "4.72", "taux_ceg": "1.29",
    "taux_dialogue_social": "0.016", "taux_formation": "0.55", "taux_formation_branche": "0.05",
    "taux_prevoyance": "1.54", "prevoyance_mois": "12",
    "rgdu_maximum": "0.3981", "rgdu_minimum": "0.02", "rgdu_amplitude": "0.3781",
    "rgdu_puissance": "1.75", "rgdu_smic_horaire": "12.02",
    "taxe_taux": "4.25", "taxe_taux_tranche_2": "4.25", "taxe_taux_tranche_3": "9.35",
    "taxe_seuil_2": "9229", "taxe_seuil_3": "18423", "taxe_franchise": "1200",
    "taxe_decote_plafond": "2040", "taxe_decote_part": "75",
    "heures_annuelles": "1607", "formation_heures_ameli": "266", "formation_heures_branche": "279",
    "tarif_consultation": "30", "jours_travailles": "250", "actes_par_jour_cnam": "2",
}  # fmt: skip
MARQUES = {"taux_at_mp": "hypothese", "jours_travailles": "hypothese"}
MARQUES |= {cle: "officiel" for cle in VALEURS if cle.startswith("grille")}
MARQUES |= {cle: "hypothese" for cle in VALEURS if cle.startswith("prime")}


def jeu(effet: date = JANVIER, **autres: str) -> ParametresEmployeur:
    """Un jeu complet ; `autres` remplace des valeurs."""
    assert set(VALEURS) == set(CLES)
    cellules = {
        cle: Cellule(
            Decimal(valeur),
            "KALI1147" if cle.startswith(("grille", "prime")) else "",
            MARQUES.get(cle, "secondaire"),
        )
        for cle, valeur in (VALEURS | autres).items()
    }
    return ParametresEmployeur(effet, cellules)


JEUX = (jeu(), jeu(JUIN, smic="1867.02"))


def referentiel(*jeux: ParametresEmployeur) -> Referentiel:
    return replace(fabrique.REFERENTIEL, employeurs=jeux or JEUX)


REFERENTIEL = referentiel()


def estimation(referentiel: Referentiel = REFERENTIEL, **champs) -> Estimation:
    """Un généraliste qui signe un temps plein le 1er décembre 2026 ; les nombres en texte sont des €."""
    decimaux = {
        cle: Decimal(valeur) if isinstance(valeur, str) and cle in DECIMAUX else valeur
        for cle, valeur in champs.items()
    }
    return estimer(fabrique.situation(**decimaux), referentiel)


DECIMAUX = {
    "brut_mensuel", "at_mp", "etp_employe", "part", "autres_frais", "taxe_deja_due", "tarif",
}  # fmt: skip


def cout(referentiel: Referentiel = REFERENTIEL, **champs) -> Cout:
    return estimation(referentiel, **champs).cout


def annee(numero: int = 1, referentiel: Referentiel = REFERENTIEL, **champs) -> AnneeCout:
    return next(a for a in cout(referentiel, **champs).annees if a.annee == numero)


def codes(un_cout: Cout) -> list[str]:
    return [hypothese.code for hypothese in un_cout.hypotheses]
