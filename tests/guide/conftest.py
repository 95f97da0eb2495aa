"""Un petit guide, publié le temps d'un test : chaque page y est pour une raison."""

import dataclasses

import pytest

from eligibility import selectors

MARQUE = "{AMELI-AIDE 2026-11-22}"
DECLAREE = "Patients qui vous ont choisi."

PAGES = (
    {
        "slug": "pmt-et-file-active",
        "titre": "PMT et file active : deux façons de vous compter",
        "resume": "Qui vous a choisi, qui vous avez vu.",
        "rubrique": "Votre patientèle",
        "etiquettes": ["patientèle"],
        "mots": ["amelipro", "déclaration de médecin traitant"],
        "ancres": ["question:pmt", "question:file_active", "section:annees"],
        "corps": f"""{DECLAREE} {MARQUE}

## Comptez bien

- Vus en douze mois. {{FMF 2025-03-01 secondaire}}
- Un bébé compte pour un. {MARQUE}

![Deux cercles](dessin:patientele_file_active)

## Sur quoi vous êtes jugé

| Vous êtes | Pour signer |
| --- | ---: |
| Généraliste | PMT {MARQUE} |
| Pédiatre | file active {MARQUE} |

Voir [l'objectif](/guide/objectif-non-atteint/#la-suite), [le texte](https://example.org/?a=1&b=2), \
[plus haut](#comptez-bien). {{CONV24 2026-11-22}}

## Pour finir

Une source que la table ne connaît pas. {{PERDUE 2026-11-22}}""",
    },
    {
        "slug": "objectif-non-atteint",
        "titre": "Et si je n’atteins pas l’objectif ?",
        "resume": "Payé en entier, en proportion, ou pas du tout.",
        "rubrique": "Votre patientèle",
        "etiquettes": ["objectif", "versements"],
        "mots": ["échec", "trop-perçu"],
        "ancres": ["section:suivi", "question:pmt_an3"],
        "corps": f"## La suite\n\nL’aide suit la patientèle observée. {MARQUE}",
    },
    {
        "slug": "teletravail",
        "titre": "Le télétravail est-il possible ?",
        "resume": "Un peu, jamais à plein temps.",
        "rubrique": "Votre assistant",
        "etiquettes": ["organisation"],
        "mots": ["à distance", "domicile"],
        "ancres": [],
        "corps": f"Quelques tâches de coordination pour un objectif tenu. {MARQUE}",
    },
    {
        "slug": "qui-peut-signer",
        "titre": "Qui peut signer un contrat ?",
        "resume": "Secteur, spécialité, patientèle minimale.",
        "rubrique": "Comprendre l’aide",
        "etiquettes": ["conditions", "contrat"],
        "mots": ["éligibilité"],
        "ancres": ["critere:secteur", "section:verdict", "question:secteur", "question:age_65"],
        "corps": f"Secteur 1, ou secteur 2 avec Optam. {MARQUE}",
    },
)


def publier(lignes) -> None:
    """Met ces lignes dans ce qui est en mémoire, à la place du guide publié."""
    tables = selectors.tables()
    cliche = {**tables.cliche, "guide": list(lignes)}
    selectors._memoire._valeur = dataclasses.replace(tables, cliche=cliche)


@pytest.fixture
def guide(db):
    publier(PAGES)
    return PAGES


@pytest.fixture
def sans_guide(db):
    publier(())
