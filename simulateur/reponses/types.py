"""How an answer is read and written: one type serves the URL, the form, JSON, files and the API schema.

`lire_texte` reads what a person types (or a URL holds), `lire_json` what a program sends; both give the
same Python value or raise `Invalide`. `ecrire_texte` gives the one spelling kept in URLs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from simulateur.textes.ecriture import typographier

# Longer than any answer: what is longer is nonsense, and is not worth a regular expression.
LONGUEUR_MAX = 60
ESPACES = "\u00a0\u202f\u2009 "


class Invalide(ValueError):
    """The text is no such value. `code` chooses the message; it holds nothing of the answer."""

    def __init__(self, code: str = "format") -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Choix:
    """One value of a closed list. `libelles`: value → what the person reads; `precisions`: a bit more."""

    libelles: Mapping[str, str]
    precisions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "libelles", typographier(self.libelles))

    def lire_texte(self, texte: str) -> str:
        if texte not in self.libelles:
            raise Invalide("choix")
        return texte

    def lire_json(self, valeur: Any) -> str:
        if not isinstance(valeur, str):
            raise Invalide("choix")
        return self.lire_texte(valeur)

    def ecrire_texte(self, valeur: str) -> str:
        return valeur

    def ecrire_json(self, valeur: str) -> str:
        return valeur

    def schema(self) -> dict:
        return {"type": "string", "enum": list(self.libelles)}


@dataclass(frozen=True)
class Plusieurs(Choix):
    """Several values of a closed list, in its order; the key is repeated in a URL."""

    def lire_textes(self, textes: tuple[str, ...]) -> tuple[str, ...]:
        if any(texte not in self.libelles for texte in textes):
            raise Invalide("choix")
        return tuple(valeur for valeur in self.libelles if valeur in textes)

    def lire_texte(self, texte: str) -> tuple[str, ...]:
        """A cell of a file: values separated by a comma or a semicolon."""
        return self.lire_textes(tuple(t.strip() for t in re.split("[,;]", texte) if t.strip()))

    def lire_json(self, valeur: Any) -> tuple[str, ...]:
        if not isinstance(valeur, list | tuple) or not all(isinstance(v, str) for v in valeur):
            raise Invalide("choix")
        return self.lire_textes(tuple(valeur))

    def ecrire_json(self, valeur: tuple[str, ...]) -> list[str]:
        return list(valeur)

    def schema(self) -> dict:
        return {"type": "array", "items": {"type": "string", "enum": list(self.libelles)}}


@dataclass(frozen=True)
class OuiNon:
    """`oui` / `non` in texts, a boolean in JSON."""

    libelles: Mapping[str, str]

    def lire_texte(self, texte: str) -> bool:
        if texte not in ("oui", "non"):
            raise Invalide("choix")
        return texte == "oui"

    def lire_json(self, valeur: Any) -> bool:
        if not isinstance(valeur, bool):
            raise Invalide("booleen")
        return valeur

    def ecrire_texte(self, valeur: bool) -> str:
        return "oui" if valeur else "non"

    def ecrire_json(self, valeur: bool) -> bool:
        return valeur

    def schema(self) -> dict:
        return {"type": "boolean"}


# A dot or a space before three digits is a thousands separator; « ,0 » says nothing more.
ENTIER = re.compile(
    rf"(\d+|\d{{1,3}}(?:[.{ESPACES}]\d{{3}})+)(?:,0+)?(?:[{ESPACES}]+(?:patients?|ans|jours))?",
    re.ASCII,
)
NEGATIF = re.compile(r"[-\u2212]\s*\d", re.ASCII)


@dataclass(frozen=True)
class Entier:
    """A whole number between `mini` and `maxi`, as people type them: 1300, 1 300, 1.300."""

    mini: int = 0
    maxi: int = 99_999

    def lire_texte(self, texte: str) -> int:
        if len(texte) > LONGUEUR_MAX:
            raise Invalide
        trouve = ENTIER.fullmatch(texte)
        if trouve is None:
            raise Invalide("bornes" if NEGATIF.match(texte) else "format")
        return self._borner(int(re.sub(r"\D", "", trouve[1])))

    def lire_json(self, valeur: Any) -> int:
        if isinstance(valeur, bool) or not isinstance(valeur, int | float) or valeur % 1:
            raise Invalide
        return self._borner(int(valeur))

    def _borner(self, valeur: int) -> int:
        if not self.mini <= valeur <= self.maxi:
            raise Invalide("bornes")
        return valeur

    def ecrire_texte(self, valeur: int) -> str:
        return str(valeur)

    def ecrire_json(self, valeur: int) -> int:
        return valeur

    def schema(self) -> dict:
        return {"type": "integer", "minimum": self.mini, "maximum": self.maxi}


NOMBRE = re.compile(rf"(\d+(?:[{ESPACES}]\d{{3}})*)(?:[.,](\d{{1,6}}))?", re.ASCII)
NOMBRE_POINTE = re.compile(r"(\d{1,3}(?:\.\d{3})+),(\d{1,6})", re.ASCII)


@dataclass(frozen=True)
class Nombre:
    """A decimal number between `mini` and `maxi`: 1 866,50 or 1866.5; « % » and « € » are forgiven."""

    mini: Decimal
    maxi: Decimal
    decimales: int = 2

    def lire_texte(self, texte: str) -> Decimal:
        if len(texte) > LONGUEUR_MAX:
            raise Invalide
        texte = texte.rstrip("%€ \u00a0\u202f")
        trouve = NOMBRE_POINTE.fullmatch(texte) or NOMBRE.fullmatch(texte)
        if trouve is None:
            raise Invalide("bornes" if NEGATIF.match(texte) else "format")
        entier = re.sub(r"\D", "", trouve[1])
        return self._borner(Decimal(f"{entier}.{trouve[2] or '0'}"))

    def lire_json(self, valeur: Any) -> Decimal:
        if isinstance(valeur, str):  # money is a string in JSON
            return self.lire_texte(valeur)
        if isinstance(valeur, bool) or not isinstance(valeur, int | float):
            raise Invalide
        if valeur != valeur or abs(valeur) > 10**12:
            raise Invalide("bornes")
        return self._borner(Decimal(str(valeur)))

    def _borner(self, valeur: Decimal) -> Decimal:
        if not self.mini <= valeur <= self.maxi:
            raise Invalide("bornes")
        if -valeur.normalize().as_tuple().exponent > self.decimales:
            raise Invalide("decimales")
        return valeur

    def ecrire_texte(self, valeur: Decimal) -> str:
        return f"{valeur.normalize():f}"

    def ecrire_json(self, valeur: Decimal) -> str:
        return self.ecrire_texte(valeur)

    def schema(self) -> dict:
        nombre = {"type": "number", "minimum": float(self.mini), "maximum": float(self.maxi)}
        return {"oneOf": [nombre, {"type": "string", "pattern": r"^\d+([.,]\d+)?$"}]}


JOUR_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
JOUR_FRANCAIS = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})\s*[/.]\s*(\d{4}|\d{2})", re.ASCII)
ANNEE_MIN, ANNEE_MAX = 2000, 2099


@dataclass(frozen=True)
class Jour:
    """A day: 2026-12-01, or 01/12/2026, 01.12.2026, 1/12/26 as it is written in France."""

    def lire_texte(self, texte: str) -> date:
        if len(texte) > LONGUEUR_MAX:
            raise Invalide
        if iso := JOUR_ISO.fullmatch(texte):
            return _jour(*iso.groups())
        if francais := JOUR_FRANCAIS.fullmatch(texte):
            return _jour(*reversed(francais.groups()))
        raise Invalide

    def lire_json(self, valeur: Any) -> date:
        if not isinstance(valeur, str) or not JOUR_ISO.fullmatch(valeur):
            raise Invalide
        return self.lire_texte(valeur)

    def ecrire_texte(self, valeur: date) -> str:
        return valeur.isoformat()

    ecrire_json = ecrire_texte

    def schema(self) -> dict:
        return {"type": "string", "format": "date"}


MOIS_ISO = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
MOIS_FRANCAIS = re.compile(r"(\d{1,2})\s*/\s*(\d{4})", re.ASCII)


@dataclass(frozen=True)
class Mois:
    """A month, kept as its first day: 2028-05, or 05/2028."""

    def lire_texte(self, texte: str) -> date:
        if len(texte) > LONGUEUR_MAX:
            raise Invalide
        if iso := MOIS_ISO.fullmatch(texte):
            return _jour(*iso.groups(), "1")
        if francais := MOIS_FRANCAIS.fullmatch(texte):
            return _jour(*reversed(francais.groups()), "1")
        raise Invalide

    def lire_json(self, valeur: Any) -> date:
        if not isinstance(valeur, str) or not MOIS_ISO.fullmatch(valeur):
            raise Invalide
        return self.lire_texte(valeur)

    def ecrire_texte(self, valeur: date) -> str:
        return f"{valeur:%Y-%m}"

    ecrire_json = ecrire_texte

    def schema(self) -> dict:
        return {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}


def _jour(annee: str, mois: str, jour: str) -> date:
    if len(annee) == 2:
        annee = f"20{annee}"
    if not ANNEE_MIN <= int(annee) <= ANNEE_MAX:
        raise Invalide("bornes")
    try:
        return date(int(annee), int(mois), int(jour))
    except ValueError as erreur:
        raise Invalide("format") from erreur
