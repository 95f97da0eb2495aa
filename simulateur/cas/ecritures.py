"""How a fact is written for people, and read back from what they type. Pure Python.

Each type has `dire` (a JSON value → French words) and `lire` (what was typed → the JSON value, or
Illisible, whose message is to be shown at the field). `choix`: the words to choose from, if it is a list.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from simulateur.reponses.types import Entier, Invalide, Nombre
from simulateur.reponses.types import Jour as JourTape
from simulateur.textes.ecriture import INSECABLE, MOINS, date_en_chiffres, nombre

RIEN, AUCUN = "rien", "aucun"
SUITE = f"{INSECABLE}; "
MAXIMUM = 9_999_999
AMBIGU = re.compile(r"[1-9]\d{0,2}(\.\d{3})+")  # 38.000: thirty-eight, or thirty-eight thousand?


class Illisible(ValueError):
    """The text is no such value; the message says what to write."""


class Ecriture(Protocol):
    choix: tuple[str, ...]

    def dire(self, valeur: Any) -> str: ...

    def lire(self, texte: str) -> Any: ...


@dataclass(frozen=True)
class Mot:
    """One code of a closed list, by its words; the code itself is understood too."""

    mots: Mapping[Hashable, str]

    @property
    def choix(self) -> tuple[str, ...]:
        return tuple(self.mots.values())

    def dire(self, valeur: Any) -> str:
        return self.mots.get(valeur, str(valeur)) if isinstance(valeur, Hashable) else str(valeur)

    def lire(self, texte: str) -> Any:
        for code, mot in self.mots.items():
            if _nu(texte) in (_nu(mot), _nu(str(code))):
                return code
        raise Illisible(f"« {texte[:40]} » n’est pas dans la liste : {', '.join(self.choix)}.")


@dataclass(frozen=True)
class Chiffre:
    """A decimal, kept as a JSON string. `fixe`: with as many decimals as it may have; else no idle zero."""

    decimales: int = 2
    fixe: bool = True
    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        dit = nombre(Decimal(valeur))
        centime = self.decimales == 2 and dit[-2:-1] == ","
        return f"{dit}0" if centime else dit

    def lire(self, texte: str) -> str:
        signe, corps = ("-", texte[1:].strip()) if texte[:1] in ("-", MOINS) else ("", texte)
        if self.decimales == 2 and AMBIGU.fullmatch(corps):
            groupe = corps.replace(".", "\u00a0")
            raise Illisible(f"Écrivez {groupe} ou {corps.replace('.', ',')}.")
        lu = _nombre(Nombre(Decimal(0), Decimal(MAXIMUM), self.decimales), corps)
        if not self.fixe:
            return f"{signe}{lu.normalize():f}"
        return f"{signe if lu else ''}{lu:.{self.decimales}f}"


@dataclass(frozen=True)
class Compte:
    """A whole number."""

    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        return nombre(valeur)

    def lire(self, texte: str) -> int:
        return _nombre(Entier(0, MAXIMUM), texte)


@dataclass(frozen=True)
class Rang:
    """A place in a list, counted from 0 in JSON and from 1 in words."""

    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        return nombre(valeur + 1)

    def lire(self, texte: str) -> int:
        return _nombre(Entier(1, MAXIMUM), texte) - 1


@dataclass(frozen=True)
class Jour:
    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        return date_en_chiffres(date.fromisoformat(valeur))

    def lire(self, texte: str) -> str:
        try:
            return JourTape().lire_texte(texte).isoformat()
        except Invalide:
            raise Illisible(
                f"« {texte[:20]} » n’est pas un jour : écrivez-le ainsi, 01/12/2026."
            ) from None


@dataclass(frozen=True)
class Texte:
    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        return str(valeur)

    def lire(self, texte: str) -> str:
        return texte


@dataclass(frozen=True)
class Peut:
    """A value that may be missing: null in JSON, `absent` in words."""

    type: Ecriture
    absent: str = RIEN

    @property
    def choix(self) -> tuple[str, ...]:
        return (*self.type.choix, self.absent) if self.type.choix else ()

    def dire(self, valeur: Any) -> str:
        return self.absent if valeur is None else self.type.dire(valeur)

    def lire(self, texte: str) -> Any:
        return None if _nu(texte) == self.absent else self.type.lire(texte)


@dataclass(frozen=True)
class Liste:
    """Values in a row: « 38 000 ; 28 000 ; rien »; « aucun » when there are none."""

    type: Ecriture
    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        valeurs = valeur if isinstance(valeur, list | tuple) else [valeur]
        return SUITE.join(map(Peut(self.type).dire, valeurs)) or AUCUN

    def lire(self, texte: str) -> list:
        return [] if _nu(texte) == AUCUN else _lire_suite([Peut(self.type)], texte)


@dataclass(frozen=True)
class Rangees:
    """One row on each line, its columns as in a list; the last type serves the columns that follow.

    `defaire`: the JSON value → its rows; `faire`: the other way.
    """

    types: tuple[Ecriture, ...]
    defaire: Callable[[Any], Iterable[Iterable[Any]]]
    faire: Callable[[list[list[Any]]], Any]
    libre: bool = False
    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        rangees = [list(une) for une in self.defaire(valeur)]
        dites = [
            SUITE.join(type_.dire(v) for type_, v in zip(self._types(len(une)), une, strict=True))
            for une in rangees
        ]
        return "\n".join(dites) or AUCUN

    def lire(self, texte: str) -> Any:
        if _nu(texte) == AUCUN:
            return self.faire([])
        lues = []
        for rang, ligne in enumerate(filter(None, map(str.strip, texte.splitlines())), 1):
            colonnes = ligne.count(";") + 1
            if colonnes < len(self.types) or (colonnes > len(self.types) and not self.libre):
                raise Illisible(
                    f"Ligne {rang} : il y faut {len(self.types)} valeurs, séparées par « ; »."
                )
            try:
                lues.append(_lire_suite(list(self.types), ligne))
            except Illisible as refus:
                raise Illisible(f"Ligne {rang} : {refus}") from None
        return self.faire(lues)

    def _types(self, colonnes: int) -> list[Ecriture]:
        return [*self.types, *[self.types[-1]] * (colonnes - len(self.types))]


@dataclass(frozen=True)
class Fourchette:
    """Two amounts: « 4 537 à 4 759 »."""

    choix: tuple[str, ...] = ()

    def dire(self, valeur: Any) -> str:
        return " à ".join(map(Chiffre().dire, valeur))

    def lire(self, texte: str) -> list[str]:
        bas, a, haut = texte.partition(" à ")
        if not a:
            raise Illisible("Écrivez une fourchette ainsi : 4 537 à 4 759.")
        return [Chiffre().lire(bas.strip()), Chiffre().lire(haut.strip())]


def _lire_suite(types: list[Ecriture], texte: str) -> list:
    lus = []
    for rang, morceau in enumerate(map(str.strip, texte.split(";")), 1):
        type_ = types[min(rang, len(types)) - 1]
        if not morceau:
            raise Illisible(
                f"La valeur n° {rang} est vide ; écrivez « rien » si c’est ce qui doit sortir."
            )
        try:
            lus.append(type_.lire(morceau))
        except Illisible as refus:
            raise Illisible(f"Valeur n° {rang} : {refus}") from None
    return lus


def _nombre(lecteur: Nombre | Entier, texte: str) -> Any:
    try:
        return lecteur.lire_texte(texte)
    except Invalide as refus:
        if refus.code == "bornes":
            raise Illisible(f"Cette valeur va jusqu’à {nombre(MAXIMUM)}.") from None
        if refus.code == "decimales":
            raise Illisible(f"Il faut ici {lecteur.decimales} décimales au plus.") from None
        entier = " entier" if isinstance(lecteur, Entier) else ""
        raise Illisible(f"« {texte[:20]} » n’est pas un nombre{entier}.") from None


def _nu(texte: str) -> str:
    """Without case nor the spaces of French typography."""
    return " ".join(texte.split()).casefold()


OUI_NON = Mot({True: "oui", False: "non"})
SOMME, SOMMES = Chiffre(), Liste(Chiffre())
NIVEAU = Peut(Compte(), "inconnu")
