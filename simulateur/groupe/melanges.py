"""The mixes on the page: a table, a chart, and a sentence for each criterion."""

from collections.abc import Collection
from typing import Any

from eligibility.regles.groupe.combinaisons import Combinaison, Comparaison
from eligibility.regles.groupe.estimation import EstimationGroupe
from simulateur.textes import doutes
from simulateur.textes import groupe as textes
from simulateur.textes.ecriture import euros_ronds, nombre
from simulateur.textes.melanges import phrases
from simulateur.textes.mots import OPTIONS

from .bandes import Bande, dessin

MONTREES = 12
NOMS, PROJETES = 8, 3


def presenter(e: EstimationGroupe, noms: list[str]) -> dict[str, Any]:
    comparaison = e.comparaison
    rangs = _montrees(comparaison)
    numeros = {rang: str(numero) for numero, rang in enumerate(rangs, start=1)}
    trouvees = [comparaison.combinaisons[rang] for rang in rangs]
    return {
        "etp": nombre(comparaison.etp),
        "a_cote": comparaison.etp_tenus > 0,
        "trop": comparaison.trop,
        "au_net": comparaison.au_net,
        "sur_patients": comparaison.sur_patients,
        "ecartes": [noms[rang] for rang in comparaison.ecartes],
        "lignes": [_ligne(str(n), c, noms) for n, c in enumerate(trouvees, start=1)],
        "reperes": [_repere(c, noms) for c in comparaison.reperes],
        "autres": len(comparaison.combinaisons) - len(trouvees),
        "phrases": _phrases(e, numeros) if rangs else [],
        "dessin": dessin(_a_dessiner(comparaison, trouvees)),
    }


def _ligne(numero: str, c: Combinaison, noms: list[str]) -> dict[str, str]:
    return {
        "numero": numero,
        "titre": "",
        "ensemble": ", ".join(noms[rang] for rang in c.collectif),
        "combien_ensemble": _beaucoup(len(c.collectif)),
        "ensemble_projete": _en_bref(c.collectif, noms),
        "seuls_projetes": _en_bref(c.individuels, noms),
        "plus_seuls": len(c.individuels) > PROJETES,
        "combien_seuls": _beaucoup(len(c.individuels)),
        "etp": nombre(c.etp_collectif),
        "seuls": _seuls(c, noms),
        "aide": euros_ronds(c.aide),
        "reste": "" if c.reste is None else euros_ronds(c.reste),
        "patients": textes.au_moins(c.patients.comptes, certain=c.patients.certain),
        "exposee": euros_ronds(c.exposee),
    }


def _en_bref(rangs: Collection[int], noms: list[str]) -> str:
    """The names that a room reads at a glance, else how many they are; whole either way."""
    return doutes.noms([noms[rang] for rang in rangs], PROJETES) if rangs else ""


def _beaucoup(medecins: int) -> int:
    """How many names there are, when they are too many to be shown at once; 0 otherwise."""
    return medecins if medecins > NOMS else 0


def _seuls(c: Combinaison, noms: list[str]) -> str:
    """« Anne, Bruno (0,5 ETP chacun), Chloé (1 ETP) »: each option once, however many take it."""
    par_option: dict[str, list[str]] = {}
    for rang, choix in c.individuels.items():
        par_option.setdefault(choix.option, []).append(noms[rang])
    return ", ".join(
        f"{', '.join(qui)} ({OPTIONS[option]}{' chacun' if len(qui) > 1 else ''})"
        for option, qui in par_option.items()
    )


def _repere(c: Combinaison, noms: list[str]) -> dict[str, str]:
    """A mix that others better, to compare with."""
    return {**_ligne("", c, noms), "titre": _nom(c)}


def _nom(repere: Combinaison) -> str:
    return "Chacun son contrat" if repere.sans_contrat_collectif else "Tout ensemble"


def _montrees(comparaison: Comparaison) -> list[int]:
    """Ranks of the mixes shown: the best paid first, and whichever is the best on some criterion."""
    premieres = range(min(MONTREES, len(comparaison.combinaisons)))
    # One of those that are equal is enough.
    sinon = {rangs[0] for rangs in comparaison.meilleures.values()}
    return sorted({*premieres, *sinon})


def _phrases(e: EstimationGroupe, numeros: dict[int, str]) -> list[tuple[str, str]]:
    return phrases(
        {
            critere: (
                [numeros[rang] for rang in rangs if rang in numeros],
                e.comparaison.combinaisons[rangs[0]],
            )
            for critere, rangs in e.comparaison.meilleures.items()
        },
        e.bareme.entier("duree_contrat_mois") // 12,
        e.collectif.carence_mois // 12,
        au_net=e.comparaison.au_net,
        sur_patients=e.comparaison.sur_patients,
        inconnus=_sans_objectif(e),
    )


def _sans_objectif(e: EstimationGroupe) -> list[str]:
    """Doctors whose objective, alone, nobody has told."""
    return [m.membre.nom for m in e.membres if any(c.patients is None for c in m.choix)]


def _a_dessiner(comparaison: Comparaison, trouvees: list[Combinaison]) -> list[Bande]:
    """The rows of the table, in its order: what is left to pay (else the aid), what is at risk."""
    nommees = [(f"Combinaison {n}", c) for n, c in enumerate(trouvees, start=1)]
    nommees += [(_nom(c), c) for c in comparaison.reperes]
    return [
        Bande(nom, (c.reste if comparaison.au_net else c.aide, c.exposee)) for nom, c in nommees
    ]
