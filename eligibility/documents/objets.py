"""From documents to what the rules read. Empty cells stay empty; nothing is checked here."""

import logging
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from eligibility.regles import bareme as regles
from eligibility.regles.employeur import ParametreEmployeurManquant, ParametresEmployeur

from .formes import BAREME, EMPLOYEUR, PUBLIE_LE, VERSIONS, Document

logger = logging.getLogger(__name__)


def referentiel(cliche: Document) -> regles.Referentiel:
    """All that the rules read, from a whole snapshot."""
    return regles.Referentiel(
        baremes=tuple(bareme(document) for document in cliche[VERSIONS[BAREME]]),
        specialites=MappingProxyType(
            {
                _interne(ligne["slug"]): regles.Specialite(
                    _interne(ligne["slug"]),
                    ligne["libelle"],
                    _interne(ligne["groupe"]),
                    tuple(ligne["synonymes"]),
                )
                for ligne in cliche["specialites"]
            }
        ),
        sources=MappingProxyType(
            {
                ligne["cle"]: regles.Source(
                    ligne["cle"], ligne["libelle"], ligne["lien"], jour(ligne["date"])
                )
                for ligne in cliche["sources"]
            }
        ),
        employeurs=_employeurs(cliche[VERSIONS[EMPLOYEUR]]),
    )


def bareme(document: Document) -> regles.Bareme:
    """One version of the tables of the aid, complete or not."""
    objectifs: dict[tuple, tuple] = {}
    for ligne in document["objectifs"]:
        cle = tuple(_interne(ligne[c]) for c in ("specialite", "option", "indicateur"))
        objectifs[cle] = (*objectifs.get(cle, ()), _segment(ligne))
    return regles.Bareme(
        date_effet=date.fromisoformat(document["version"]),
        revision=document["revision"],
        publie_le=jour(document.get(PUBLIE_LE)),
        verifie_le=jour(document["verifie_le"]),
        source=document["source"] or "",
        montants=_cellules(document["montants"], "option", "ligne", "annee"),
        seuils=_cellules(document["seuils"], "specialite", "indicateur", "percentile"),
        objectifs=MappingProxyType(objectifs),
        parametres=cellules_de_parametres(document),
        options=MappingProxyType(
            {
                _interne(ligne["option"]): regles.OuvertureOption(
                    ligne["etat"], ligne["source"] or "", ligne["fiabilite"]
                )
                for ligne in document["options"]
            }
        ),
    )


def employeur(document: Document) -> ParametresEmployeur:
    """One set of employer's parameters. Raises ParametreEmployeurManquant when one has no value."""
    return ParametresEmployeur(
        date.fromisoformat(document["version"]),
        cellules_de_parametres(document),
        document["revision"],
        jour(document["verifie_le"]),
    )


def cellules_de_parametres(document: Document) -> Mapping[str, regles.Cellule]:
    """Constants by key; 80.00 reads 80, 8.5500 reads 8.55."""
    return MappingProxyType(
        {
            _interne(ligne["cle"]): _cellule(ligne, _sans_decimales_vides(_nombre(ligne["valeur"])))
            for ligne in document["parametres"]
        }
    )


def _employeurs(documents: Iterable[Document]) -> tuple[ParametresEmployeur, ...]:
    """None at all when one is incomplete (a new release asks for one more figure).

    The site then says that it does not compute the cost: an older rate would be a silent mistake.
    """
    try:
        return tuple(employeur(document) for document in documents)
    except ParametreEmployeurManquant as manque:
        logger.error(  # noqa: TRY400 - what lacks says it all: no frame of ours is at fault
            "barème employeur incomplet, coût non calculé : %s", manque
        )
        return ()


def _cellules(
    lignes: Iterable[Mapping[str, Any]], *cle: str
) -> Mapping[tuple[str, str, int], regles.Cellule]:
    return MappingProxyType(
        {
            tuple(_interne(ligne[c]) for c in cle): _cellule(ligne, _nombre(ligne["valeur"]))
            for ligne in lignes
        }
    )


def _cellule(ligne: Mapping[str, Any], valeur: Decimal | None) -> regles.Cellule:
    return regles.Cellule(
        valeur,
        _interne(ligne["source"] or ""),
        _interne(ligne["fiabilite"]),
        jour(ligne["verifie_le"]),
    )


def _segment(ligne: Mapping[str, Any]) -> regles.Segment:
    return regles.Segment(
        ligne["debut"],
        ligne["fin"],
        ligne["patients_debut"],
        ligne["patients_fin"],
        ligne["source"] or "",
        ligne["fiabilite"],
        jour(ligne["verifie_le"]),
    )


def _interne(valeur: Any) -> Any:
    """The very string that the rules are written with: found by identity, not letter by letter."""
    return sys.intern(valeur) if isinstance(valeur, str) else valeur


def _nombre(texte: str | None) -> Decimal | None:
    return None if texte is None else Decimal(texte)


def jour(texte: str | None) -> date | None:
    """A day as documents write it."""
    return date.fromisoformat(texte) if texte else None


def _sans_decimales_vides(valeur: Decimal | None) -> Decimal | None:
    if valeur is None:
        return None
    if valeur == valeur.to_integral_value():
        return valeur.quantize(Decimal(1))
    return valeur.normalize()
