"""The corpus of control cases: from files to an empty database, from the database to files."""

from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from eligibility import actes, cycle, references
from eligibility.livraison import DejaLa
from eligibility.models.choix import Acte
from simulateur.reponses.ecriture import en_json

from .lecture import lire_dossier
from .modele import EXEMPLES, CasDeControle

DOSSIER = Path(settings.RACINE) / "fixtures" / "cas"
LARGEUR = 10**6  # one line for each mapping, as the files are written


@transaction.atomic
def charger(dossier: Path = DOSSIER) -> int:
    """Loads the files into a database that holds no case; how many. Raises DejaLa."""
    if CasDeControle.objects.exists():
        raise DejaLa
    charges = len(
        CasDeControle.objects.bulk_create(
            CasDeControle(
                nom=cas.nom,
                theme=cas.fichier.removesuffix(".yaml"),
                rang=rang,
                reponses=en_json(cas.reponses),
                attendu=en_json(cas.attendu),
                source=cas.source,
            )
            for rang, cas in enumerate(lire_dossier(dossier), start=1)
        )
    )
    _publier_les_exemples()
    return charges


def exporter(dossier: Path = DOSSIER) -> int:
    """Writes every case back to the file of its theme; how many files. The comments at the top stay."""
    themes: dict[str, list[CasDeControle]] = {}
    for cas in CasDeControle.objects.all():
        themes.setdefault(cas.theme, []).append(cas)
    for theme, liste in themes.items():
        fichier = dossier / f"{theme}.yaml"
        fichier.write_text(_entete(fichier) + "".join(map(_ecrire, liste)), encoding="utf-8")
    return len(themes)


def exemples() -> list[dict[str, Any]]:
    """The fictitious doctors of the home page, as a publication keeps them."""
    lus = CasDeControle.objects.filter(theme=EXEMPLES).values("nom", "reponses")
    return [dict(exemple) for exemple in lus]


def _publier_les_exemples() -> None:
    """Loaded after the tables, the doctors of the home page would wait for a publication of their own."""
    public = references.publie()
    if public is not None and exemples() != public.get("parties", {}).get(EXEMPLES, []):
        cycle.mettre_en_ligne(
            actes.SYSTEME,
            "Exemples livrés avec le site.",
            Acte.LIVRAISON,
            choisies={(references.PARTIES, EXEMPLES)},
        )


def _entete(fichier: Path) -> str:
    if not fichier.exists():
        return ""
    lignes = fichier.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(takewhile(lambda ligne: ligne.startswith("#"), lignes))


def _ecrire(cas: CasDeControle) -> str:
    champs = {
        "nom": cas.nom,
        "reponses": cas.reponses,
        "attendu": cas.attendu,
        "source": cas.source,
    }
    texte = "".join(f"{nom}: {_en_yaml(valeur)}" for nom, valeur in champs.items())
    return "- " + texte.replace("\n", "\n  ").removesuffix("  ")


def _en_yaml(valeur: Any) -> str:
    """On one line, as the files are written."""
    ecrit = yaml.safe_dump(
        valeur, default_flow_style=True, width=LARGEUR, sort_keys=False, allow_unicode=True
    )
    return ecrit.removesuffix("...\n")
