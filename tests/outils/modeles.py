"""Attraper les variables inconnues de nos gabarits."""

import sys
from pathlib import Path

import pytest
from django.template.base import Node

RACINE = Path(__file__).resolve().parents[2]


class VariableInconnue(str):
    """Valeur de string_if_invalid : Django fait « valeur % variable » quand une variable manque.

    Les gabarits de Django et de crispy comptent sur le silence (`{{ x|default:y }}`) : seuls les
    nôtres sont tenus à la règle.
    """

    __slots__ = ()

    def __new__(cls):
        return super().__new__(cls, "VARIABLE INCONNUE %s")

    def __mod__(self, variable):
        origine = gabarit_en_cours()
        if origine is None or not origine.is_relative_to(RACINE) or ".venv" in origine.parts:
            return ""
        pytest.fail(f"variable inconnue « {variable} » dans {origine.relative_to(RACINE)}")


def gabarit_en_cours() -> Path | None:
    cadre = sys._getframe(1)
    while cadre is not None:
        noeud = cadre.f_locals.get("self")
        if isinstance(noeud, Node) and getattr(noeud, "origin", None) is not None:
            return Path(noeud.origin.name)
        cadre = cadre.f_back
    return None
