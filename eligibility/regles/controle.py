"""What is wrong, or odd, in a version of the tables: each anomaly a code at a cell.

A draft may have holes: nothing here raises. `bloquante`: it cannot be published. `avertissement`: odd,
and yet possible: somebody accepts it and says why. An empty cell of amounts or thresholds is neither:
the convention has it, nobody has given it to us.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from .bareme import ANNEES_DU_TABLEAU, Bareme, Cellule, Segment, Source, Specialite
from .employeur import CLES, ENTIERES, GRILLE, POURCENT, PRIMES, SANS_ZERO
from .parametres import COLLECTIF, CONSTANTES, ETP, EUROS, MOIS_CIVIL, PARAMETRES, bornes
from .parametres import POURCENT as POURCENT_AIDE
from .vocabulaire import (
    A_COMPLETER,
    BASE,
    EXCLUE,
    LIGNES_MONTANT,
    OFFICIEL,
    OPTIONS,
    PERCENTILES,
    SECONDAIRE,
    indicateurs,
)

BLOQUANTE, AVERTISSEMENT = "bloquante", "avertissement"


@dataclass(frozen=True, slots=True)
class Anomalie:
    """`table` and `cle` name the cell as its document does; `detail` fills the sentence.

    The key of a segment holds its start; that of an option is the option.
    """

    table: str
    cle: tuple
    code: str
    gravite: str
    detail: Mapping[str, Any]


class Connues(NamedTuple):
    """What cells point to, and the day on which they are checked."""

    specialites: Mapping[str, Specialite]
    sources: Mapping[str, Source]
    jour: date


def controler_bareme(bareme: Bareme, connues: Connues) -> tuple[Anomalie, ...]:
    """All that is wrong or odd in the tables of the aid, table by table."""
    return (
        *_montants(bareme),
        *_seuils(bareme, connues.specialites),
        *_objectifs(bareme, connues.specialites),
        *_parametres(bareme),
        *_options(bareme),
        *_provenances("montants", bareme.montants, connues),
        *_provenances("seuils", bareme.seuils, connues),
        *_provenances("parametres", bareme.parametres, connues),
        *_provenances(
            "objectifs",
            {
                (*cle, segment.debut): segment
                for cle, segments in bareme.objectifs.items()
                for segment in segments
            },
            connues,
        ),
    )


def controler_employeur(cellules: Mapping[str, Cellule], connues: Connues) -> tuple[Anomalie, ...]:
    """The same for the employer's parameters: the cost needs every one of them."""
    return (
        *_employeur(cellules),
        *_ordre_employeur({cle: c.valeur for cle, c in cellules.items() if c.valeur is not None}),
        *_provenances("parametres", cellules, connues),
    )


def _bloquante(table: str, cle: Any, code: str, **detail: Any) -> Anomalie:
    return Anomalie(table, cle if isinstance(cle, tuple) else (cle,), code, BLOQUANTE, detail)


def _avertissement(table: str, cle: Any, code: str, **detail: Any) -> Anomalie:
    return Anomalie(table, cle if isinstance(cle, tuple) else (cle,), code, AVERTISSEMENT, detail)


def _montants(bareme: Bareme) -> Iterator[Anomalie]:
    def valeur(option: str, ligne: str, annee: int) -> Decimal | None:
        cellule = bareme.montants.get((option, ligne, annee))
        return None if cellule is None else cellule.valeur

    for option in OPTIONS:
        for ligne in LIGNES_MONTANT:
            annees = [(a, valeur(option, ligne, a)) for a in ANNEES_DU_TABLEAU]
            connues = [(a, v) for a, v in annees if v is not None]
            for (_, avant), (annee, apres) in pairwise(connues):
                if apres > avant:
                    yield _avertissement(
                        "montants", (option, ligne, annee), "montant.monte",
                        avant=avant, valeur=apres,
                    )  # fmt: skip
        for annee in ANNEES_DU_TABLEAU:
            lignes = [(ligne, valeur(option, ligne, annee)) for ligne in LIGNES_MONTANT]
            connues = [(ligne, v) for ligne, v in lignes if v is not None]
            for (dessous, moins), (ligne, plus) in pairwise(connues):
                if plus < moins:
                    yield _avertissement(
                        "montants", (option, ligne, annee), "montant.majoration_plus_basse",
                        ligne=dessous, avant=moins, valeur=plus,
                    )  # fmt: skip
    if not any(valeur(option, BASE, 1) for option in OPTIONS):
        yield _bloquante("montants", ("1", BASE, 1), "montant.aucun")


def _seuils(bareme: Bareme, specialites: Mapping[str, Specialite]) -> Iterator[Anomalie]:
    for specialite, indicateur in sorted({cle[:2] for cle in bareme.seuils}):
        attendus = _indicateurs(specialites, specialite)
        if attendus is None:
            premier = min(cle for cle in bareme.seuils if cle[:2] == (specialite, indicateur))
            yield _bloquante("seuils", premier, "specialite.inconnue", specialite=specialite)
            continue
        connus = []
        for percentile in PERCENTILES:
            cle = (specialite, indicateur, percentile)
            cellule = bareme.seuils.get(cle)
            if cellule is None or cellule.valeur is None:
                continue
            if specialites[specialite].groupe == EXCLUE:
                yield _avertissement("seuils", cle, "specialite.exclue")
            elif indicateur not in attendus:
                yield _bloquante("seuils", cle, "indicateur.sans_objet")
            connus.append((percentile, cellule.valeur))
        for (dessous, moins), (percentile, plus) in pairwise(connus):
            cle = (specialite, indicateur, percentile)
            detail = {"percentile": dessous, "avant": moins, "valeur": plus}
            if plus < moins:
                yield _bloquante("seuils", cle, "seuil.baisse", **detail)
            elif plus == moins:
                yield _avertissement("seuils", cle, "seuil.egal", **detail)


def _objectifs(bareme: Bareme, specialites: Mapping[str, Specialite]) -> Iterator[Anomalie]:
    for cle, segments in bareme.objectifs.items():
        specialite, _, indicateur = cle
        premier = (*cle, segments[0].debut)
        attendus = _indicateurs(specialites, specialite)
        if attendus is None:
            yield _bloquante("objectifs", premier, "specialite.inconnue", specialite=specialite)
        elif specialites[specialite].groupe == EXCLUE:
            yield _avertissement("objectifs", premier, "specialite.exclue")
        elif indicateur not in attendus:
            yield _bloquante("objectifs", premier, "indicateur.sans_objet")
        for segment in segments:
            if segment.fin is not None and segment.fin <= segment.debut:
                yield _bloquante(
                    "objectifs", (*cle, segment.debut), "segment.vide", fin=segment.fin
                )
            elif segment.patients_fin is not None and segment.fin is None:
                yield _bloquante("objectifs", (*cle, segment.debut), "segment.sans_fin")
        for avant, apres in pairwise(sorted(segments, key=lambda s: s.debut)):
            yield from _jointure((*cle, apres.debut), avant, apres)


def _jointure(cle: tuple, avant: Segment, apres: Segment) -> Iterator[Anomalie]:
    """Where one segment ends and the next begins."""
    if avant.fin is None or avant.fin > apres.debut:
        yield _bloquante("objectifs", cle, "segment.recouvre", debut=avant.debut, fin=avant.fin)
    elif avant.fin < apres.debut:
        yield _avertissement("objectifs", cle, "segment.trou", fin=avant.fin, debut=apres.debut)
    else:
        arrivee = avant.patients_debut if avant.patients_fin is None else avant.patients_fin
        if arrivee != apres.patients_debut:
            yield _avertissement(
                "objectifs", cle, "segment.saut", avant=arrivee, valeur=apres.patients_debut
            )


def _parametres(bareme: Bareme) -> Iterator[Anomalie]:
    valeurs = {cle: c.valeur for cle, c in bareme.parametres.items() if c.valeur is not None}
    # The collective contract exists whole, or not at all.
    attendus = CONSTANTES if COLLECTIF.keys() & valeurs.keys() else PARAMETRES
    for cle, unite in attendus.items():
        valeur = valeurs.get(cle)
        if valeur is None:
            yield _bloquante("parametres", cle, "parametre.manquant")
            continue
        limites = bornes(cle)
        if not limites.minimum <= valeur <= limites.maximum:
            yield _bloquante("parametres", cle, "parametre.hors_bornes", **limites._asdict())
        elif unite not in (POURCENT_AIDE, ETP, EUROS) and valeur != int(valeur):
            yield _bloquante("parametres", cle, "parametre.entier")
        elif unite == MOIS_CIVIL and not 1 <= valeur % 100 <= 12:
            yield _bloquante("parametres", cle, "parametre.mois_civil")
        elif int(valeur) % limites.pas:
            yield _bloquante("parametres", cle, "parametre.pas", pas=limites.pas)
    for cle in valeurs.keys() - CONSTANTES.keys():
        yield _bloquante("parametres", cle, "parametre.inconnu")
    duree, seconde = valeurs.get("duree_contrat_mois"), valeurs.get("second_assistant_annee_min")
    if None not in (duree, seconde) and 12 * seconde > duree:
        yield _bloquante(
            "parametres", "second_assistant_annee_min", "parametre.apres_la_fin", annees=duree // 12
        )


def _options(bareme: Bareme) -> Iterator[Anomalie]:
    for option in OPTIONS:
        if option not in bareme.options:
            yield _avertissement("options", option, "option.absente")


def _employeur(cellules: Mapping[str, Cellule]) -> Iterator[Anomalie]:
    for cle, unite in CLES.items():
        cellule = cellules.get(cle)
        valeur = None if cellule is None else cellule.valeur
        if valeur is None:
            yield _bloquante("parametres", cle, "parametre.manquant")
        elif unite == POURCENT and not 0 <= valeur <= 100:
            yield _bloquante("parametres", cle, "parametre.hors_bornes", minimum=0, maximum=100)
        elif cle in ENTIERES and valeur != int(valeur):
            yield _bloquante("parametres", cle, "parametre.entier")
        elif cle in SANS_ZERO and not valeur:
            yield _bloquante("parametres", cle, "parametre.nul")
    for cle in cellules.keys() - CLES.keys():
        yield _bloquante("parametres", cle, "parametre.inconnu")


# Figures that go up in this order, and how wrong it is when they do not.
SUITES = (
    (tuple(f"grille_{position}" for position in GRILLE), AVERTISSEMENT),
    (tuple(f"prime_{annees}_ans" for annees in PRIMES), AVERTISSEMENT),
    (("smic", "pmss"), AVERTISSEMENT),
    (("rgdu_minimum", "rgdu_maximum"), BLOQUANTE),
    (("taxe_seuil_2", "taxe_seuil_3"), BLOQUANTE),
    (("taxe_franchise", "taxe_decote_plafond"), BLOQUANTE),
)


def _ordre_employeur(valeurs: Mapping[str, Decimal]) -> Iterator[Anomalie]:
    for suite, gravite in SUITES:
        for avant, apres in pairwise(cle for cle in suite if cle in valeurs):
            if valeurs[apres] < valeurs[avant]:
                detail = {"autre": avant, "avant": valeurs[avant], "valeur": valeurs[apres]}
                yield Anomalie("parametres", (apres,), "parametre.ordre", gravite, detail)


def _provenances(
    table: str, cellules: Mapping[Any, Cellule | Segment], connues: Connues
) -> Iterator[Anomalie]:
    """Where each figure comes from, and when it was checked; an empty cell needs neither."""
    for cle, cellule in cellules.items():
        remplie = isinstance(cellule, Segment) or cellule.valeur is not None
        if remplie == (cellule.fiabilite == A_COMPLETER):
            yield _bloquante(table, cle, "marque.remplie" if remplie else "marque.vide")
        source = connues.sources.get(cellule.source)
        if cellule.source and source is None:
            yield _bloquante(table, cle, "source.inconnue", source=cellule.source)
        elif remplie and not cellule.source and cellule.fiabilite in (OFFICIEL, SECONDAIRE):
            yield _avertissement(table, cle, "source.absente", fiabilite=cellule.fiabilite)
        jour = cellule.verifie_le
        if jour is None:
            continue
        if jour > connues.jour:
            yield _bloquante(table, cle, "verifie.futur", date=jour)
        elif source is not None and source.date is not None and jour < source.date:
            yield _avertissement(
                table, cle, "verifie.avant_la_source", date=jour, source=source.cle
            )


def _indicateurs(specialites: Mapping[str, Specialite], slug: str) -> tuple[str, ...] | None:
    """Indicators of this specialty; None when nobody knows it."""
    specialite = specialites.get(slug)
    return None if specialite is None else indicateurs(specialite.groupe)


def par_cellule(anomalies: tuple[Anomalie, ...]) -> Mapping[tuple[str, tuple], list[Anomalie]]:
    """{(table, key of the cell): its anomalies}."""
    tri = sorted(anomalies, key=lambda a: (a.table, repr(a.cle)))
    return {cle: list(groupe) for cle, groupe in groupby(tri, key=lambda a: (a.table, a.cle))}
