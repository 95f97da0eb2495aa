"""What changed, as a doctor reads it: figures that moved, in the order of the convention."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from eligibility.documents.differences import Difference, Ligne, differences
from eligibility.documents.formes import TABLES
from eligibility.regles.vocabulaire import LIGNES_MONTANT, OPTIONS
from eligibility.selectors import Tables
from simulateur.textes import baremes as textes
from simulateur.textes import tables as mots

from .versions import Version

# What the page of a version shows of one change: the new figures are in its tables, all of them.
CHIFFRES_MAX = 60


class Chiffre(NamedTuple):
    """A figure that moved; `avant` and `apres` say « à compléter » or a dash where there is none."""

    table: str
    specialite: str  # slug, empty where the figure is everyone's
    case: str
    avant: str
    apres: str

    @property
    def phrase(self) -> str:
        """« 1 ETP, de base, année 1 : 37 000 € au lieu de 38 000 € »."""
        return textes.changement(self.case, self.avant, self.apres)


class Changements(NamedTuple):
    """`autres`: rows of which only the source, the mark, the check or the note moved.

    `reste`: figures that moved too, and are counted only.
    """

    chiffres: list[Chiffre]
    autres: int
    reste: int = 0

    def abreges(self, au_plus: int) -> "Changements":
        """The first ones, the others counted: an import of an annexe moves hundreds of figures."""
        return self._replace(
            chiffres=self.chiffres[:au_plus], reste=max(0, len(self.chiffres) - au_plus)
        )

    @property
    def suite(self) -> str:
        """« et 12 autres chiffres », when some are left out."""
        return textes.et_autres_chiffres(self.reste)

    @property
    def precisions(self) -> str:
        return textes.autres_precisions(self.autres)


def lire(genre: str, trouvees: Iterable[Difference], tables: Tables) -> Changements:
    """Rows that differ, told apart: figures, and the rest."""
    specialites = tables.referentiel.specialites
    rangs = {slug: rang for rang, slug in enumerate(specialites)}

    def nom(slug: str) -> str:
        return specialites[slug].libelle if slug in specialites else slug

    chiffres, autres = [], 0
    for difference in sorted(trouvees, key=lambda d: _rang(genre, d, rangs)):
        avant, apres = (
            _chiffre(genre, difference.table, ligne)
            for ligne in (difference.avant, difference.apres)
        )
        # A row without a figure that comes or goes changes nothing to read.
        if avant == apres or {avant, apres} == textes.SANS_CHIFFRE:
            autres += bool(difference.avant and difference.apres)
            continue
        case = mots.nom_de_case(genre, difference.table, difference.cle, nom)
        chiffres.append(
            Chiffre(difference.table, _specialite(genre, difference), case, avant, apres)
        )
    return Changements(chiffres, autres)


def depuis_la_precedente(version: Version, tables: Tables) -> Changements | None:
    """What this version changed; None for the first one."""
    if version.precedente is None:
        return None
    trouvees = differences(version.precedente, version.document)
    return lire(version.genre, trouvees, tables).abreges(CHIFFRES_MAX)


def par_table(chiffres: Iterable[Chiffre]) -> list[tuple[str, list[Chiffre]]]:
    """[(title of the table, its figures)]."""
    tries: dict[str, list[Chiffre]] = {}
    for chiffre in chiffres:
        tries.setdefault(textes.TITRES[chiffre.table], []).append(chiffre)
    return list(tries.items())


def _chiffre(genre: str, table: str, ligne: Ligne | None) -> str:
    if ligne is None:
        return textes.ABSENT
    return mots.chiffre(genre, table, ligne) or textes.A_COMPLETER


def _specialite(genre: str, difference: Difference) -> str:
    colonnes = TABLES[genre][difference.table].cle
    return difference.cle[0] if colonnes[0] == "specialite" else ""


# Codes in the order in which the convention goes through them, where that is not their own.
_ORDRES: Mapping[str, Callable[[Any], Any]] = {
    "option": {option: rang for rang, option in enumerate(OPTIONS)}.get,
    "ligne": {ligne: rang for rang, ligne in enumerate(LIGNES_MONTANT)}.get,
    "indicateur": lambda code: code != "pmt",
    "cle": lambda cle: mots.rang_de_constante({"cle": cle}),
}


def _rang(genre: str, difference: Difference, specialites: Mapping[str, int]) -> tuple:
    colonnes = TABLES[genre][difference.table].cle
    tables = list(TABLES[genre])
    rangs = []
    for colonne, valeur in zip(colonnes, difference.cle, strict=True):
        if colonne == "specialite":
            rangs.append(specialites.get(valeur, len(specialites)))
        else:
            rangs.append(_ORDRES.get(colonne, int)(valeur))
    return (tables.index(difference.table), *rangs)
