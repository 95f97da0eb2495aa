"""Les tables livrées, comparées à des valeurs recopiées à la main depuis les textes."""

from datetime import date
from decimal import Decimal

import pytest

from eligibility import selectors
from eligibility.regles.parametres import CONSTANTES, PARAMETRES
from eligibility.regles.vocabulaire import GENERALISTE, SLUG_GENERALISTE

pytestmark = pytest.mark.django_db

LU = date(2026, 11, 22)
V19, V23, V24, V26 = VERSIONS = ("2019-08-21", "2023-05-01", "2024-06-22", "2026-02-25")

# option, ligne, puis €/an des années 1, 2, 3 et suivantes ; « . » : pas de case, « ? » : case vide.
AVANT_JUIN_2024 = """
0.5 base    18000 13500 10500
0.5 P90-P95     .     . 12500
0.5 >=P95   18000 18000 18000
1   base    36000 27000 21000
1   P90-P95     .     . 25000
1   >=P95   36000 36000 36000
1/3 base    12000  9000  7000
1/3 P90-P95     .     .  8350
1/3 >=P95   12000 12000 12000
"""
DEPUIS_JUIN_2024 = """
0.5 base    19000 14000 11000
0.5 P90-P95     .     . 13000
0.5 >=P95   19000 19000 19000
1   base    38000 28000 22000
1   P90-P95     .     . 26000
1   >=P95   38000 38000 38000
1/3 base        .  9450  7350
1/3 P90-P95     .     .  8767
1/3 >=P95   12600 12600 12600
1.5 base        .     . 33000
1.5 P90-P95     .     .     ?
1.5 >=P95       .     .     ?
2   base        .     . 44000
2   P90-P95     .     .     ?
2   >=P95       .     .     ?
"""

OFFICIEL = ("AMELI-AIDE", "officiel", LU)
REPRIS = ("AMELI-AIDE", "hypothese", None)
# Officiel depuis 2024 ; les textes d'avant n'ont pas été lus.
DEPUIS_2024 = {
    "part_clinique_min": 80,
    "carence_mois": 24,
    "second_assistant_annee_min": 3,
    "maintien_65_part": 90,
    "nouvel_installe_delai_mois": 36,
    "nouvel_installe_second_delai_mois": 24,
    "nouvel_installe_garantie_mois": 12,
    "versement_annee_1_mois": 1,
    "acompte_part": 50,
    "solde_mois": 2,
    "secretariat_fenetre_mois": 6,
}
TOUJOURS_OFFICIEL = {"duree_contrat_mois": 60, "duree_prolongation_mois": 60}
NOTRE_LECTURE = {"maintien_p95_part": 95, "objectif_delai_mois": 24}


# docs/regles.md, section 9 : une seule source, indirecte.
COLLECTIF_2026 = {
    f"collectif_{cle}": (Decimal(valeur), "COLLECTIF26", "secondaire", None)
    for cle, valeur in {
        "pmt_moyenne_min": "775",
        "montant_annee_1": "38000",
        "montant_annee_2": "28000",
        "montant_annee_3": "22000",
        "objectif_pmt": "260",
        "objectif_fa": "110",
        "objectif_mois": "24",
        "installe_mois": "36",
        "bonus_etp": "0.5",
        "bonus_mois": "202611",
        "duree_mois": "60",
        "carence_mois": "24",
    }.items()
}


def parametres_attendus(version: str) -> dict:
    ancien = version in (V19, V23)
    return {
        **{cle: (valeur, *(REPRIS if ancien else OFFICIEL)) for cle, valeur in DEPUIS_2024.items()},
        **{cle: (valeur, *OFFICIEL) for cle, valeur in TOUJOURS_OFFICIEL.items()},
        **{cle: (valeur, *REPRIS) for cle, valeur in NOTRE_LECTURE.items()},
        "annees_garanties": (2, *(REPRIS if version == V19 else OFFICIEL)),
        "suivi_selon_contrat": (1, "", "hypothese", None) if version == V19 else (0, *OFFICIEL),
        "reconduction_tacite": (0 if ancien else 1, *OFFICIEL),
        "formation_mois": (36, "AMELI-AIDE", "officiel", None) if ancien else (24, *OFFICIEL),
    }


SEUILS_CONNUS = {
    ("medecine-generale", "pmt", 30): (775, "PAPS972", "secondaire", None),
    ("medecine-generale", "pmt", 50): (1045, "COLLECTIF26", "secondaire", None),
    ("medecine-generale", "fa", 50): (1514, "COLLECTIF26", "secondaire", None),
}
DEUX_INDICATEURS = {"medecine-generale", "mep", "pediatrie"}
EXCLUES = {
    "radiologie",
    "radiotherapie",
    "stomatologie",
    "anesthesie",
    "anatomo-cytopathologie",
    "medecine-nucleaire",
}

LIENS = {
    "AMELI-AIDE": "https://www.ameli.fr/medecin/exercice-liberal/vie-cabinet/aides-financieres/aide-emploi-assistants-medicaux",
    "AMELI-JUIN24": "https://www.ameli.fr/medecin/actualites/aide-l-emploi-d-un-assistant-medical-ce-qui-change-des-juin-2024",
    "AMELI-SIM": "https://www.ameli.fr/medecin/aide-emploi-assistant-medical",
    "AMELI-BILAN": "https://www.ameli.fr/medecin/actualites/aide-l-emploi-d-un-assistant-medical-un-bilan-4-ans-encourageant",
    "CONV24": "",
    "AV7": "https://legal.tricoteuses.fr/articles/JORFARTI000038934456",
    "RA23": "https://www.ameli.fr/medecin/actualites/reglement-arbitral-les-mesures-en-vigueur-des-le-mois-de-mai-2023",
    "FMF": "https://www.fmfpro.org/assistants-medicaux-il-faut-bien-lire-les-petites-lignes/",
    "PAPS972": "https://martinique.paps.sante.fr/une-aide-lembauche-dun-assistant-medical-0",
    "CPTS-NCNE": "https://www.cpts-nice-centre-nice-est.fr/",
    "COLLECTIF26": "",
    "CPAM53": "https://www.assistants-medicaux.org/category/actualites",
    "KALI1147": "https://www.legifrance.gouv.fr/conv_coll/id/KALICONT000005635409/",
    "SMIC26": "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000054126589",
}

# Celles du guide : un lien que personne n'a donné reste vide.
LIENS_DU_GUIDE = {
    "AM-FAQ": "https://www.assistants-medicaux.org/",
    "AM-JUIL24": "https://www.assistants-medicaux.org/",
    "CCN-CQP": "https://ccn-cabinets-medicaux.fr/",
    "REZONE": "https://rezone.ameli.fr/rezone",
    "CARTOSANTE": "https://cartosante.atlasante.fr",
    **dict.fromkeys((
        "AMELI-QR", "FNSCMF26", "CADUCEE24", "CSMF24", "EGORA24", "EGORA25", "ACTIVA", "FMF24",
        "QDM22", "QDM25", "CONCOURS25", "MEDSCAPE22", "THESE-RENNES20", "URPS-NA", "BLOG25",
        "SITE-MG", "RELEVE", "SITE",
    ), ""),
}  # fmt: skip


def bareme(version: str):
    return selectors.tables().bareme_at(date.fromisoformat(version))


def en_clair(cellule) -> tuple:
    return (cellule.valeur, cellule.source, cellule.fiabilite, cellule.verifie_le)


def marque_montant(version: str, option: str) -> tuple:
    if version in (V19, V23):
        return ("AMELI-JUIN24", "hypothese", LU)
    if option in ("1.5", "2"):
        return ("CPTS-NCNE", "secondaire", None)
    return ("AMELI-JUIN24", "officiel", LU)


def test_versions_et_sources_des_baremes():
    lus = [
        (b.version, b.revision, b.source, b.verifie_le)
        for b in selectors.tables().referentiel.baremes
    ]
    assert lus == [
        (V19, 1, "AV7", LU),
        (V23, 1, "RA23", LU),
        (V24, 1, "CONV24", None),
        (V26, 1, "CONV24", None),
    ]


@pytest.mark.parametrize("version", VERSIONS)
def test_montants(version):
    attendus = {}
    for ligne in (AVANT_JUIN_2024 if version in (V19, V23) else DEPUIS_JUIN_2024).split("\n")[1:-1]:
        option, rang, *valeurs = ligne.split()
        for annee, valeur in enumerate(valeurs, 1):
            if valeur == "?":
                attendus[option, rang, annee] = (None, "", "a_completer", None)
            elif valeur != ".":
                attendus[option, rang, annee] = (Decimal(valeur), *marque_montant(version, option))
    lus = {cle: en_clair(cellule) for cle, cellule in bareme(version).montants.items()}
    assert lus == attendus


@pytest.mark.parametrize("version", VERSIONS)
def test_parametres(version):
    lus = {cle: en_clair(cellule) for cle, cellule in bareme(version).parametres.items()}
    assert lus == parametres_attendus(version) | (COLLECTIF_2026 if version == V26 else {})
    assert set(lus) == set(PARAMETRES if version != V26 else CONSTANTES)


@pytest.mark.parametrize("version", VERSIONS)
def test_seuils(version):
    attendus = {}
    for slug in () if version == V19 else selectors.tables().referentiel.specialites:
        indicateurs = ("pmt", "fa") if slug in DEUX_INDICATEURS else ("fa",)
        for indicateur in () if slug in EXCLUES else indicateurs:
            for percentile in (30, 50, 90, 95):
                cle = (slug, indicateur, percentile)
                attendus[cle] = SEUILS_CONNUS.get(cle, (None, "", "a_completer", None))
    assert {cle: en_clair(cellule) for cle, cellule in bareme(version).seuils.items()} == attendus


@pytest.mark.parametrize("version", VERSIONS)
def test_options(version):
    lues = {cle: (o.etat, o.source, o.fiabilite) for cle, o in bareme(version).options.items()}
    aide = ("AMELI-AIDE", "officiel")
    courante = {V19: ("AV7", "hypothese"), V23: ("RA23", "hypothese")}.get(version, aide)
    second = ("fermee", "", "hypothese") if version in (V19, V23) else ("conditions", *aide)
    assert lues == {
        "1/3": ("ouverte", "AV7", "hypothese") if version == V19 else ("fermee", *aide),
        "0.5": ("ouverte", *courante),
        "1": ("ouverte", *courante),
        "1.5": second,
        "2": second,
    }


def test_aucun_objectif_n_est_connu():
    assert all(not b.objectifs for b in selectors.tables().referentiel.baremes)


def test_liens_des_sources():
    lus = {cle: source.lien for cle, source in selectors.tables().referentiel.sources.items()}
    assert lus == LIENS | LIENS_DU_GUIDE


def test_specialites():
    specialites = selectors.tables().referentiel.specialites
    assert list(specialites)[:3] == ["medecine-generale", "mep", "pediatrie"]
    assert specialites[SLUG_GENERALISTE].groupe == GENERALISTE
    groupes = [specialite.groupe for specialite in specialites.values()]
    compte = {groupe: groupes.count(groupe) for groupe in sorted(set(groupes))}
    assert compte == {
        "a_verifier": 8, "autre": 20, "clinique_80": 11, "excluee": 6,
        "generaliste": 1, "mep": 1, "pediatrie": 1,
    }  # fmt: skip
    assert {s for s, x in specialites.items() if x.groupe == "excluee"} == EXCLUES
    mots = {mot for specialite in specialites.values() for mot in specialite.synonymes}
    assert {"généraliste", "médecin de famille", "ORL", "gynéco", "ophtalmo", "psy"} <= mots
