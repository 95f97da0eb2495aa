"""Les tables publiées en JSON : ce que le calcul lit, cases vides comprises (null)."""

from decimal import Decimal
from typing import Any

from eligibility.regles.bareme import Bareme, Cellule, Referentiel, Segment, Specialite
from eligibility.regles.parametres import CONSTANTES

from . import representation


def specialite(s: Specialite) -> dict[str, Any]:
    return {
        "slug": s.slug,
        "libelle": s.libelle,
        "groupe": s.groupe,
        "synonymes": list(s.synonymes),
    }


def bareme_resume(b: Bareme) -> dict[str, Any]:
    return {**representation.bareme(b), "source": b.source}


def bareme(b: Bareme, referentiel: Referentiel) -> dict[str, Any]:
    """La table entière d'une version."""
    table = {
        **bareme_resume(b),
        "montants": [
            {
                "option": option,
                "ligne": ligne,
                "annee": annee,
                "valeur": representation.argent(cellule.valeur),
                **_marque(cellule),
            }
            for (option, ligne, annee), cellule in b.montants.items()
        ],
        "seuils": [
            {
                "specialite": specialite_,
                "indicateur": indicateur,
                "percentile": percentile,
                "valeur": _nombre(cellule.valeur),
                **_marque(cellule),
            }
            for (specialite_, indicateur, percentile), cellule in b.seuils.items()
        ],
        "objectifs": [
            {
                "specialite": specialite_,
                "option": option,
                "indicateur": indicateur,
                **_segment(segment),
            }
            for (specialite_, option, indicateur), segments in b.objectifs.items()
            for segment in segments
        ],
        "options": [
            {
                "option": option,
                "etat": ouverture.etat,
                "source": ouverture.source,
                "fiabilite": ouverture.fiabilite,
            }
            for option, ouverture in b.options.items()
        ],
        "parametres": [
            {
                "cle": cle,
                "unite": CONSTANTES.get(cle, ""),
                "valeur": _nombre(cellule.valeur),
                **_marque(cellule),
            }
            for cle, cellule in b.parametres.items()
        ],
    }
    table["sources"] = _sources(table, referentiel)
    return table


def _marque(cellule: Cellule | Segment) -> dict[str, Any]:
    return {
        "source": cellule.source,
        "fiabilite": cellule.fiabilite,
        "verifie_le": cellule.verifie_le.isoformat() if cellule.verifie_le else None,
    }


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "debut": segment.debut,
        "fin": segment.fin,
        "patients_debut": segment.patients_debut,
        "patients_fin": segment.patients_fin,
        **_marque(segment),
    }


def _nombre(valeur: Decimal | None) -> int | float | None:
    """Des patients, des mois, un pourcentage : un nombre, entier quand il l'est."""
    if valeur is None:
        return None
    return int(valeur) if valeur == valeur.to_integral_value() else float(valeur)


def _sources(table: dict[str, Any], referentiel: Referentiel) -> list[dict[str, Any]]:
    """Les sources que la table cite, avec leur lien quand il est connu."""
    citees = {table["source"]} | {
        ligne["source"]
        for partie in ("montants", "seuils", "objectifs", "options", "parametres")
        for ligne in table[partie]
    }
    return [
        {
            "cle": source.cle,
            "libelle": source.libelle,
            "lien": source.lien,
            "date": source.date.isoformat() if source.date else None,
        }
        for cle, source in referentiel.sources.items()
        if cle in citees
    ]
