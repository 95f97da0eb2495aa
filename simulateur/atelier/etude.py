"""What a draft would change for doctors: the same situations computed twice, and the cell that is the cause.

Pure of any page: an `Etude` holds its trials in a fixed order, and `etudier` computes some of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from eligibility.documents import formes, objets
from eligibility.documents.differences import Difference, appliquer, differences
from eligibility.documents.formes import Document
from eligibility.regles.bareme import Referentiel
from eligibility.regles.employeur import ParametreEmployeurManquant
from eligibility.regles.estimation import estimer_envisagee
from eligibility.regles.groupe.estimation import estimer_collectif
from eligibility.regles.invariants import ResultatImpossible
from eligibility.regles.vocabulaire import indicateurs
from simulateur.cas.situations import situations
from simulateur.groupe.lecture import depuis_json
from simulateur.reponses.ecriture import est_un_groupe
from simulateur.reponses.lecture import lire_json

from . import etude_groupes
from .etude_groupes import ResumeGroupe
from .resumes import RIEN, Lues, Resume, lues, resumer

TIREES = 2_000  # situations drawn, besides the control cases and those aimed at the changed cells
COMBINAISON = -1
IMPOSSIBLE = "impossible"


class Essai(NamedTuple):
    """One situation, or one group, to compute on both sides. `cas`: name of the control case it comes from,
    or empty."""

    reponses: Mapping[str, Any]
    cas: str = ""


class Ecart(NamedTuple):
    """A situation that changes. `rang`: that of its trial; `cause`: that of the difference that explains
    all of it, or COMBINAISON."""

    rang: int
    essai: Essai
    avant: Resume | ResumeGroupe
    apres: Resume | ResumeGroupe
    cause: int

    @property
    def poids(self) -> Decimal:
        """How much it matters: a verdict first, then euros over the contract."""
        verdict = self.avant.verdict != self.apres.verdict
        return abs(self.apres.total - self.avant.total) + 10**6 * verdict


@dataclass(eq=False)
class Etude:
    """A published snapshot, a draft, and the trials to compute on both."""

    publie: Document
    brouillon: Document
    jour: date
    cas: tuple[Essai, ...] = ()
    _seules: dict[int, Referentiel] = field(init=False, default_factory=dict)

    @cached_property
    def avant(self) -> Referentiel:
        return objets.referentiel(self.publie)

    @cached_property
    def apres(self) -> Referentiel:
        return self._avec(self.brouillon)

    @cached_property
    def origine(self) -> Document | None:
        """The published version that the draft replaces, else the one in force before it."""
        versions = self.publie[formes.VERSIONS[self.brouillon["genre"]]]
        anciennes = [v for v in versions if v["version"] <= self.brouillon["version"]]
        return anciennes[-1] if anciennes else None

    @cached_property
    def differences(self) -> list[Difference]:
        """The changed cells that a computation can see."""
        if self.origine is None:
            return []
        return [
            d for d in differences(self.origine, self.brouillon)
            if d.avant is None or d.apres is None or not {"note", "verifie_le"} >= set(d.colonnes)
        ]  # fmt: skip

    @property
    def corrige(self) -> bool:
        """The draft takes the place of a published version: cells apart, all is the same."""
        return self.origine is not None and self.origine["version"] == self.brouillon["version"]

    @cached_property
    def essais(self) -> list[Essai]:
        """Control cases, then situations aimed at the changed cells, then situations drawn."""
        tirees = (Essai(reponses) for _, reponses in situations(self.apres))
        return [*self.cas, *self._visees(), *islice(tirees, TIREES)]

    def seule(self, rang: int) -> Referentiel:
        """The published tables with that one difference."""
        tables = self._seules.get(rang)
        if tables is None:
            version = {**self.origine, "version": self.brouillon["version"]}
            tables = self._avec(appliquer(version, [self.differences[rang]]))
            self._seules[rang] = tables
        return tables

    def _avec(self, version: Document) -> Referentiel:
        """Parsed from the published tables, but for the version that changes."""
        if version["genre"] == formes.BAREME:
            bareme = objets.bareme(version)
            autres = [b for b in self.avant.baremes if b.version != bareme.version]
            tries = sorted([*autres, bareme], key=lambda b: b.date_effet)
            return replace(self.avant, baremes=tuple(tries))
        jeu = objets.employeur(version)
        autres = [j for j in self.avant.employeurs if j.version != jeu.version]
        return replace(
            self.avant, employeurs=tuple(sorted([*autres, jeu], key=lambda j: j.date_effet))
        )

    def _visees(self) -> Iterator[Essai]:
        """Just under and at each threshold or objective's end that moves, before and after; groups when a
        figure of the collective contract does."""
        effet = date.fromisoformat(self.brouillon["version"])
        jour = max(effet, self.jour) + timedelta(days=30)
        yield from map(Essai, etude_groupes.vises(self.differences, jour))
        for difference in self.differences:
            if difference.table not in ("seuils", "objectifs"):
                continue
            specialite, indicateur = difference.cle[0], difference.cle[-2]
            if specialite not in self.apres.specialites:
                continue
            for niveau in sorted(_niveaux(difference)):
                yield Essai(_medecin(self.apres, specialite, indicateur, niveau, jour))


def _niveaux(difference: Difference) -> set[int]:
    """Patients around which the result may turn."""
    niveaux = set()
    for ligne in (difference.avant, difference.apres):
        if ligne is None:
            continue
        for colonne in ("valeur", "debut", "fin"):
            if ligne.get(colonne) is not None:
                niveau = int(Decimal(ligne[colonne]))
                niveaux |= {max(0, niveau - 1), niveau}
    return niveaux


def _medecin(
    referentiel: Referentiel, specialite: str, indicateur: str, niveau: int, jour: date
) -> dict[str, Any]:
    reponses = {
        "specialite": specialite,
        "secteur": "1",
        "date_signature": jour.isoformat(),
        "part_clinique": 100,
        "file_active": niveau,
    }
    if "pmt" in indicateurs(referentiel.groupe(specialite)):
        reponses["pmt"] = niveau
        if indicateur == "pmt":
            reponses["file_active"] = niveau + 400
    return reponses


def etudier(etude: Etude, debut: int, jusqu_a) -> tuple[int, list[Ecart]]:
    """Computes trials from rank `debut` on, while `jusqu_a()` is false: (next rank, what changed)."""
    ecarts = []
    rang = debut
    while rang < len(etude.essais):
        if ecart := comparer(etude, rang):
            ecarts.append(ecart)
        rang += 1
        if jusqu_a():
            break
    return rang, ecarts


def comparer(etude: Etude, rang: int) -> Ecart | None:
    """None when the draft changes nothing to the situation of this rank.

    Computing is spared where no changed cell can act: the specialty tells, then the amounts read.
    """
    essai = etude.essais[rang]
    version = etude.brouillon["version"]
    if etude.corrige and not _candidates(etude, essai, None):
        return None
    avant, lues_avant = _resumer(essai.reponses, etude.avant, etude.jour, version)
    lus = None if avant.verdict == IMPOSSIBLE else lues_avant.montants
    if etude.corrige and not _candidates(etude, essai, lus):
        return None
    apres, lues_apres = _resumer(essai.reponses, etude.apres, etude.jour, version)
    if avant == apres:
        return None
    candidates = _candidates(etude, essai, lues_avant.montants | lues_apres.montants)
    return Ecart(
        rang, essai, avant, apres, _cause(etude, essai, apres, candidates, lues_apres.payees)
    )


def _cause(
    etude: Etude, essai: Essai, apres: Resume | ResumeGroupe, candidates: list[int],
    payees: set[tuple],
) -> int:  # fmt: skip
    """The changed cell which, alone, gives the same result as the whole draft.

    Computing is spared where it can be told without: alone to be read, or two amounts surely paid.
    """
    if len(candidates) == 1:
        return candidates[0]
    necessaires = [rang for rang in candidates if etude.differences[rang].cle in payees]
    if len(necessaires) > 1:
        return COMBINAISON
    for rang in necessaires or candidates:
        try:
            seule, _ = _resumer(
                essai.reponses, etude.seule(rang), etude.jour, etude.brouillon["version"]
            )
        except ParametreEmployeurManquant:
            continue
        if seule == apres:
            return rang
    return COMBINAISON


def _candidates(etude: Etude, essai: Essai, montants_lus: set[tuple] | None) -> list[int]:
    """Ranks of the differences that may act on a trial. `montants_lus`: None for any."""
    if est_un_groupe(essai.reponses):
        medecins = (
            essai.reponses["medecins"] if isinstance(essai.reponses["medecins"], list) else ()
        )
        montants_lus = set()  # none pays a collective contract
    else:
        medecins = [essai.reponses]
    specialites = {medecin.get("specialite") for medecin in medecins}
    return [
        rang
        for rang, difference in enumerate(etude.differences)
        if _peut_agir(difference, specialites, montants_lus)
    ]


def _peut_agir(
    difference: Difference, specialites: set[str | None], montants_lus: set[tuple] | None
) -> bool:
    if difference.table in ("seuils", "objectifs"):
        return difference.cle[0] in specialites
    if difference.table == "montants":
        return montants_lus is None or difference.cle in montants_lus
    return True


def _resumer(
    reponses: Mapping[str, Any], referentiel: Referentiel, jour: date, version: str
) -> tuple[Resume | ResumeGroupe, Lues]:
    """What a doctor, or a group, would see, and the cells of amounts of `version` behind it."""
    try:
        if est_un_groupe(reponses):
            return _resumer_groupe(reponses, referentiel, jour), RIEN
        lecture = lire_json(reponses, referentiel, jour)
        if lecture.erreurs:
            return _refuse(lecture.erreurs), RIEN
        e = estimer_envisagee(lecture.situation(), referentiel)
    except ResultatImpossible as impossible:
        return Resume(IMPOSSIBLE, None, "", None, (str(impossible),)), RIEN
    return resumer(e), lues(e, version)


def _resumer_groupe(
    reponses: Mapping[str, Any], referentiel: Referentiel, jour: date
) -> Resume | ResumeGroupe:
    if not reponses["medecins"]:
        return _refuse(("medecins",))
    lecture = depuis_json(reponses, referentiel, jour)
    if not lecture.calculable:
        return _refuse(lecture.toutes_les_erreurs)
    return etude_groupes.resumer(*estimer_collectif(lecture.groupe(), referentiel))


def _refuse(erreurs: Iterable[str]) -> Resume:
    return Resume("refuse", None, "", None, tuple(sorted(erreurs)))
