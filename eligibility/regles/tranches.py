"""Band of the starting patientele, from whatever thresholds and figures exist (section 2)."""

from dataclasses import dataclass

from .bareme import Bareme, Cellule, Referentiel
from .situation import Situation
from .trace import Trace
from .vocabulaire import (
    AVENANT_7,
    HYPOTHESE,
    PERCENTILES,
    RANG_PERCENTILE,
    RANG_TRANCHE,
    TRANCHE_INCONNUE,
    TRANCHE_P90,
    TRANCHES,
    indicateurs,
)

RANG_MAX = len(TRANCHES) - 1


@dataclass(frozen=True, slots=True)
class Bornes:
    """Lowest and highest rank in `TRANCHES` that one indicator allows, and the thresholds that say so."""

    indicateur: str
    valeur: int
    bas: int
    haut: int
    seuil_bas: Cellule | None
    seuil_haut: Cellule | None


@dataclass(frozen=True, slots=True)
class Palier:
    """The next known threshold above a figure: `manque` patients away."""

    indicateur: str
    percentile: int
    seuil: int
    manque: int
    source: str
    fiabilite: str


@dataclass(frozen=True, slots=True)
class Tranche:
    """The band, or what is known of it.

    `valeur`: a band of `TRANCHES`, or None. `origine`: `chiffres`, `declaree` or `inconnue`.
    `bas`, `haut`: ranks still possible. `indicateurs_absents`: not given, could raise the band.
    """

    valeur: str | None
    origine: str
    bas: int
    haut: int
    indicateurs_absents: tuple[str, ...]
    paliers: tuple[Palier, ...]

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Bands with an uplift that the known thresholds don't exclude, when the band is unknown."""
        if self.valeur is not None:
            return ()
        premier = max(self.bas, RANG_TRANCHE[TRANCHE_P90])
        return TRANCHES[premier : self.haut + 1]


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A stated band that a known threshold excludes: which figure, which threshold."""

    tranche: str
    indicateur: str
    valeur: int
    percentile: int
    seuil: int
    trop_haute: bool


def bornes(bareme: Bareme, specialite: str, indicateur: str, valeur: int) -> Bornes:
    """Bounds that the thresholds known for this indicator put on the band of `valeur` patients."""
    bas, haut, seuil_bas, seuil_haut = 0, RANG_MAX, None, None
    for percentile in PERCENTILES:
        seuil = bareme.seuil(specialite, indicateur, percentile)
        if seuil is None:
            continue
        rang = RANG_PERCENTILE[percentile]
        if valeur >= seuil.valeur:
            bas, seuil_bas = rang, seuil
        else:
            haut, seuil_haut = rang - 1, seuil
            break
    return Bornes(indicateur, valeur, bas, haut, seuil_bas, seuil_haut)


def _toutes_bornes(
    situation: Situation, bareme: Bareme, groupe: str
) -> tuple[list[Bornes], tuple[str, ...]]:
    donnees, absents = [], []
    for indicateur in indicateurs(groupe):
        valeur = situation.patientele(indicateur)
        if valeur is None:
            absents.append(indicateur)
        else:
            donnees.append(bornes(bareme, situation.specialite, indicateur, valeur))
    return donnees, tuple(absents)


def exclusion(situation: Situation, referentiel: Referentiel) -> Exclusion | None:
    """Why the stated band is impossible, or None.

    An indicator not given could raise the band, so it bounds nothing when a band is stated.
    """
    if situation.tranche == TRANCHE_INCONNUE:
        return None
    bareme = referentiel.bareme_at(situation.signature)
    donnees, absents = _toutes_bornes(situation, bareme, referentiel.groupe(situation.specialite))
    if not donnees:
        return None
    rang = RANG_TRANCHE[situation.tranche]
    plus_haut = max(donnees, key=lambda b: b.bas)
    if rang < plus_haut.bas:
        return _exclusion(situation.tranche, plus_haut, plus_haut.bas, plus_haut.seuil_bas, False)
    if not absents:
        plafond = max(donnees, key=lambda b: b.haut)
        if rang > plafond.haut:
            return _exclusion(
                situation.tranche, plafond, plafond.haut + 1, plafond.seuil_haut, True
            )
    return None


def _exclusion(
    tranche: str, borne: Bornes, rang: int, seuil: Cellule, trop_haute: bool
) -> Exclusion:
    percentile = next(p for p, r in RANG_PERCENTILE.items() if r == rang)
    return Exclusion(
        tranche, borne.indicateur, borne.valeur, percentile, int(seuil.valeur), trop_haute
    )


def estimer_tranche(
    situation: Situation, bareme: Bareme, groupe: str, trace: Trace | None = None
) -> Tranche:
    """The band of the starting patientele under the barème in force at signature."""
    donnees, absents = _toutes_bornes(situation, bareme, groupe)
    bas = max((b.bas for b in donnees), default=0)
    haut = max((b.haut for b in donnees), default=RANG_MAX)
    paliers = tuple(
        palier for b in donnees if (palier := _palier(bareme, situation.specialite, b)) is not None
    )
    if situation.tranche != TRANCHE_INCONNUE:
        rang = RANG_TRANCHE[situation.tranche]
        resultat = Tranche(situation.tranche, "declaree", rang, rang, absents, paliers)
    elif bas == haut:
        resultat = Tranche(TRANCHES[bas], "chiffres", bas, haut, absents, paliers)
    else:
        resultat = Tranche(None, "inconnue", bas, haut, absents, paliers)
    if trace is not None:
        _noter(trace, bareme, donnees, paliers, resultat)
    return resultat


def _palier(bareme: Bareme, specialite: str, borne: Bornes) -> Palier | None:
    """The next band's threshold, when it is the known one right above the figure."""
    seuil = borne.seuil_haut
    if seuil is None:
        return None
    percentile = next(p for p, r in RANG_PERCENTILE.items() if r == borne.haut + 1)
    return Palier(
        borne.indicateur,
        percentile,
        int(seuil.valeur),
        int(seuil.valeur) - borne.valeur,
        seuil.source,
        seuil.fiabilite,
    )


def _noter(
    trace: Trace,
    bareme: Bareme,
    donnees: list[Bornes],
    paliers: tuple[Palier, ...],
    tranche: Tranche,
) -> None:
    for borne in donnees:
        for cote, seuil in (("atteint", borne.seuil_bas), ("non_atteint", borne.seuil_haut)):
            if seuil is not None:
                rang = borne.bas if cote == "atteint" else borne.haut + 1
                trace.noter(
                    "tranche",
                    f"tranche.seuil_{cote}",
                    int(seuil.valeur),
                    seuil,
                    {
                        "indicateur": borne.indicateur,
                        "patients": borne.valeur,
                        "percentile": PERCENTILES[rang - 1],
                        "bareme": bareme.version,
                    },
                )
    for palier in paliers:
        trace.ajouter(
            "tranche",
            "tranche.palier",
            palier.manque,
            palier.source,
            palier.fiabilite,
            {"indicateur": palier.indicateur, "percentile": palier.percentile},
        )
    # « The higher of the two » is AV7's text, our reading for 2024; a stated band is the doctor's word.
    declaree = tranche.origine == "declaree"
    trace.ajouter(
        "tranche",
        f"tranche.{tranche.origine}",
        tranche.valeur,
        "" if declaree else AVENANT_7,
        "" if declaree else HYPOTHESE,
        {"bas": TRANCHES[tranche.bas], "haut": TRANCHES[tranche.haut]},
    )
