"""Des tables en mémoire, sans base : les quatre barèmes des règles, et de quoi en essayer d'autres.

Écrit à la main depuis les règles, jamais depuis fixtures/tables : deux écritures qui se contrôlent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from eligibility.regles.bareme import (
    Bareme,
    Cellule,
    OuvertureOption,
    Referentiel,
    Segment,
    Source,
    Specialite,
)
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import BASE

AVENANT_7, ARBITRAL = date(2019, 8, 21), date(2023, 5, 1)
CONVENTION, COLLECTIVE = date(2024, 6, 22), date(2026, 2, 25)
EFFETS = (AVENANT_7, ARBITRAL, CONVENTION, COLLECTIVE)
SOURCES = [
    "AMELI-AIDE",
    "AMELI-JUIN24",
    "AMELI-SIM",
    "AMELI-BILAN",
    "CONV24",
    "AV7",
    "RA23",
    "FMF",
    "PAPS972",
    "CPTS-NCNE",
    "COLLECTIF26",
    "CPAM53",
    "KALI1147",
    "SMIC26",
]

# Une spécialité par groupe des règles, et celles dont les cas parlent.
SPECIALITES = {
    "medecine-generale": "generaliste",
    "mep": "mep",
    "pediatrie": "pediatrie",
    "cardiologie": "autre",
    "orl": "clinique_80",
    "radiologie": "excluee",
    "medecine-urgence": "a_verifier",
}
SPECIALITE_DU_GROUPE = {groupe: slug for slug, groupe in SPECIALITES.items()}
GENERALISTE = SPECIALITE_DU_GROUPE["generaliste"]

# option : années 1, 2, 3 et suivantes ; P90-P94 dès l'année 3 ; ≥ P95 chaque année.
MONTANTS_2019 = {
    "0.5": (18_000, 13_500, 10_500, 12_500, 18_000),
    "1": (36_000, 27_000, 21_000, 25_000, 36_000),
    "1/3": (12_000, 9_000, 7_000, 8_350, 12_000),
}
MONTANTS_2024 = {
    "0.5": (19_000, 14_000, 11_000, 13_000, 19_000),
    "1": (38_000, 28_000, 22_000, 26_000, 38_000),
    "1/3": (None, 9_450, 7_350, 8_767, 12_600),
    "1.5": (None, None, 33_000, None, None),
    "2": (None, None, 44_000, None, None),
}
SEUILS = {("pmt", 30): 775, ("pmt", 50): 1_045, ("fa", 50): 1_514}
SOURCE_DU_SEUIL = {("pmt", 30): "PAPS972", ("pmt", 50): "COLLECTIF26", ("fa", 50): "COLLECTIF26"}

PARAMETRES = {
    "part_clinique_min": 80,
    "carence_mois": 24,
    "second_assistant_annee_min": 3,
    "duree_contrat_mois": 60,
    "duree_prolongation_mois": 60,
    "reconduction_tacite": 1,
    "maintien_65_part": 90,
    "maintien_p95_part": 95,
    "objectif_delai_mois": 24,
    "nouvel_installe_delai_mois": 36,
    "nouvel_installe_second_delai_mois": 24,
    "nouvel_installe_garantie_mois": 12,
    "annees_garanties": 2,
    "suivi_selon_contrat": 0,
    "versement_annee_1_mois": 1,
    "acompte_part": 50,
    "solde_mois": 2,
    "formation_mois": 24,
    "secretariat_fenetre_mois": 6,
}
AVANT_2024 = {"reconduction_tacite": 0, "formation_mois": 36}

# Le contrat collectif, que seul le dernier barème connaît.
COLLECTIF = {
    "collectif_pmt_moyenne_min": 775,
    "collectif_montant_annee_1": 38_000,
    "collectif_montant_annee_2": 28_000,
    "collectif_montant_annee_3": 22_000,
    "collectif_objectif_pmt": 260,
    "collectif_objectif_fa": 110,
    "collectif_objectif_mois": 24,
    "collectif_installe_mois": 36,
    "collectif_bonus_etp": "0.5",
    "collectif_bonus_mois": 202_611,
    "collectif_duree_mois": 60,
    "collectif_carence_mois": 24,
}

Montants = Mapping[str, tuple[int | None, ...]]
CleSegment = tuple[str, str, str]  # spécialité, option, indicateur


def cellule(valeur, source: str = "AMELI-AIDE", fiabilite: str = "officiel") -> Cellule:
    return Cellule(None if valeur is None else Decimal(valeur), source, fiabilite)


def montants(table: Montants, source: str = "AMELI-JUIN24") -> dict:
    """Les lignes compactes en cases (option, ligne, rang d'année) ; une case vide reste vide."""
    cases = {}
    for option, (an1, an2, an3, p90, p95) in table.items():
        for rang, valeur in enumerate((an1, an2, an3), 1):
            cases[option, BASE, rang] = cellule(valeur, source)
            cases[option, ">=P95", rang] = cellule(p95, source)
        cases[option, "P90-P95", 3] = cellule(p90, source)
    return cases


def seuils(table: Mapping[tuple[str, int], int | None], specialite: str = GENERALISTE) -> dict:
    return {
        (specialite, *cle): cellule(v, SOURCE_DU_SEUIL.get(cle, "PAPS972"), "secondaire")
        for cle, v in table.items()
    }


def bareme(
    effet: date,
    table: Montants,
    *,
    seuils_connus: dict | None = None,
    objectifs: Mapping[CleSegment, tuple[Segment, ...]] | None = None,
    tiers_temps: str = "fermee",
    **parametres: int,
) -> Bareme:
    """Un barème complet ; `parametres` remplace des constantes des règles."""
    ancien = effet < ARBITRAL
    constantes = {cle: cellule(v) for cle, v in (PARAMETRES | parametres).items()}
    if ancien:
        constantes["annees_garanties"] = cellule(2, "AMELI-AIDE", "hypothese")
        constantes["suivi_selon_contrat"] = cellule(1, "", "hypothese")
    etats = {"1/3": tiers_temps, "0.5": "ouverte", "1": "ouverte"}
    etats |= {"1.5": "conditions", "2": "conditions"}
    return Bareme(
        effet, 1, effet, date(2026, 11, 22), "AV7" if ancien else "CONV24",
        montants(table), seuils_connus or {}, objectifs or {}, constantes,
        {option: OuvertureOption(etat, "AMELI-AIDE") for option, etat in etats.items()},
    )  # fmt: skip


BAREMES = (
    bareme(AVENANT_7, MONTANTS_2019, tiers_temps="ouverte", **AVANT_2024),
    bareme(ARBITRAL, MONTANTS_2019, seuils_connus=seuils(SEUILS), **AVANT_2024),
    bareme(CONVENTION, MONTANTS_2024, seuils_connus=seuils(SEUILS)),
    bareme(COLLECTIVE, MONTANTS_2024, seuils_connus=seuils(SEUILS), **COLLECTIF),
)


def referentiel(baremes: Iterable[Bareme] = BAREMES) -> Referentiel:
    return Referentiel(
        tuple(baremes),
        {slug: Specialite(slug, slug.capitalize(), groupe) for slug, groupe in SPECIALITES.items()},
        {cle: Source(cle, cle, "", None) for cle in SOURCES},
    )


REFERENTIEL = referentiel()


def referentiel_avec(**changements) -> Referentiel:
    """Les quatre barèmes, des champs de chacun remplacés : segments, seuils, options."""
    return referentiel(replace(b, **changements) for b in BAREMES)


def referentiel_parametre(**parametres) -> Referentiel:
    """Les quatre barèmes, des constantes de chacun remplacées."""
    neufs = {cle: cellule(valeur) for cle, valeur in parametres.items()}
    return referentiel(replace(b, parametres={**b.parametres, **neufs}) for b in BAREMES)


def seuils_complets(specialite: str, **par_indicateur: tuple[int, int, int, int]) -> dict:
    """Les quatre percentiles de chaque indicateur : `pmt=(700, 1000, 2000, 2500)`."""
    table = {
        (indicateur, percentile): valeur
        for indicateur, valeurs in par_indicateur.items()
        for percentile, valeur in zip((30, 50, 90, 95), valeurs, strict=True)
    }
    return seuils(table, specialite)


def situation(specialite: str = GENERALISTE, **champs) -> Situation:
    """Une situation sans rien qui bloque, signée après le dernier barème, sauf mention contraire."""
    return Situation(
        **{
            "specialite": specialite,
            "secteur": "1",
            "date_signature": date(2026, 12, 1),
            "pmt": 1_300
            if SPECIALITES[specialite] in ("generaliste", "mep", "pediatrie")
            else None,
            "file_active": 1_700,
            "tranche": "P50-P90",
            **champs,
        }
    )
