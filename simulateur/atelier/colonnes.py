"""What each table may be pasted from: names of columns, as a spreadsheet or an annexe writes them."""

from collections.abc import Mapping
from typing import NamedTuple

from eligibility.models.choix import Percentile


class Modele(NamedTuple):
    """What a table may be pasted from. `colonnes`: names understood → what they are; `exemple`: to copy."""

    colonnes: Mapping[str, str]
    ordre: tuple[str, ...]
    exemple: str


def _seuils() -> Modele:
    codes = {f"p{p}": p for p in Percentile.values}
    percentiles = {
        nom: code
        for code, p in codes.items()
        for nom in (code, f"p {p}", f"{p}e percentile", f"percentile {p}")
    }
    return Modele(
        {"specialite": "specialite", "indicateur": "indicateur", **percentiles},
        ("specialite", "indicateur", *codes),
        "Spécialité\tIndicateur\tP30\tP50\tP90\tP95",
    )


MODELES: Mapping[str, Modele] = {
    "seuils": _seuils(),
    "objectifs": Modele(
        {
            "specialite": "specialite",
            "option": "option",
            "etp": "option",
            "indicateur": "indicateur",
            "debut": "debut",
            "de": "debut",
            "fin": "fin",
            "a": "fin",
            "patients": "patients_debut",
            "patients a gagner": "patients_debut",
            "patients debut": "patients_debut",
            "patients a la fin": "patients_fin",
            "patients fin": "patients_fin",
        },
        ("specialite", "option", "indicateur", "debut", "fin", "patients_debut", "patients_fin"),
        "Spécialité\tOption\tIndicateur\tDébut\tFin\tPatients à gagner\tPatients à la fin",
    ),
}
