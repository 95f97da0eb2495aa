"""A band that nobody has told: what it would change for each doctor alone, and for the comparison."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from eligibility.regles.groupe.choix import Hausse
from simulateur.textes.ecriture import euros_ronds, patients, typographie

BANDES = {"P90-P95": "P90-P94", ">=P95": "≥ P95"}
# Names at the head of a line, in a sentence; beyond, how many they are.
NOMS, CITES = 8, 3


class Doute(NamedTuple):
    """A doctor whose band is unknown: € alone over the window, and what each higher band would give."""

    nom: str
    aide: Decimal
    hausses: tuple[Hausse, ...]

    @property
    def de_plus(self) -> Decimal:
        return max(hausse.aide for hausse in self.hausses) - self.aide


def lignes(doutes: Sequence[Doute], noms_montres: int = NOMS) -> list[tuple[str, str]]:
    """(names, sentence), those of whom the same is said together."""
    ensemble: dict[tuple, list[str]] = {}
    for doute in doutes:
        ensemble.setdefault((doute.aide, doute.hausses), []).append(doute.nom)
    return [
        (noms(qui, noms_montres), typographie(_ligne(aide, hausses, seul=len(qui) == 1)))
        for (aide, hausses), qui in ensemble.items()
    ]


def _ligne(aide: Decimal, hausses: Sequence[Hausse], *, seul: bool) -> str:
    cas = " ; ".join(
        f"si {BANDES[h.tranche]} : {euros_ronds(h.aide)}{_effort(h.patients)}" for h in hausses
    )
    return f"{euros_ronds(aide)}{'' if seul else ' chacun'} sous P90 ; {cas}."


def _effort(combien: int | None) -> str:
    if combien is None:
        return ""
    return f", {patients(combien)} à gagner" if combien else ", sans patient à gagner"


def phrase(doutes: Sequence[Doute], duree: int) -> str:
    """The comparison may change: for whom, by how much at most. Empty without a doubt."""
    if not doutes:
        return ""
    par_gain: dict[Decimal, list[str]] = {}
    for doute in sorted(doutes, key=lambda doute: -doute.de_plus):
        par_gain.setdefault(doute.de_plus, []).append(doute.nom)
    if len(par_gain) == 1:
        gains = f"{euros_ronds(doutes[0].de_plus)} de plus{' chacun' if len(doutes) > 1 else ''}"
    else:
        gains = "de plus, " + ", ".join(
            f"{euros_ronds(gain)} pour {noms(qui, CITES)}" for gain, qui in par_gain.items()
        )
    return typographie(
        f"Cette comparaison peut changer : la tranche de patientèle n’est pas connue pour "
        f"{noms([doute.nom for doute in doutes], CITES)}. Plus haute, elle rapporterait à un contrat individuel, sur "
        f"{duree} ans, jusqu’à {gains} ; le contrat collectif, lui, ne changerait pas. Demandez-la à la "
        "CPAM avant de choisir."
    )


def noms(qui: Sequence[str], montres: int) -> str:
    """« Anne », « Anne et Bruno », « 12 médecins »."""
    if len(qui) > montres:
        return f"{len(qui)} médecins"
    return qui[0] if len(qui) == 1 else f"{', '.join(qui[:-1])} et {qui[-1]}"
