"""The mixes on the page: a table, a chart, and a sentence for each criterion."""

from typing import Any

from eligibility.regles.groupe.combinaisons import Combinaison, Comparaison
from eligibility.regles.groupe.estimation import EstimationGroupe
from simulateur.textes import groupe as textes
from simulateur.textes.ecriture import euros_ronds, nombre
from simulateur.textes.melanges import phrases
from simulateur.textes.mots import OPTIONS

from .bandes import Bande, dessin

MONTREES = 12
NOMS = 8
LETTRES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def presenter(e: EstimationGroupe, noms: list[str]) -> dict[str, Any]:
    comparaison = e.comparaison
    rangs = _montrees(comparaison)
    lettres = dict(zip(rangs, LETTRES, strict=False))
    trouvees = [comparaison.combinaisons[rang] for rang in rangs]
    return {
        "etp": nombre(comparaison.etp),
        "a_cote": comparaison.etp_tenus > 0,
        "trop": comparaison.trop,
        "au_net": comparaison.au_net,
        "sur_patients": comparaison.sur_patients,
        "ecartes": [noms[rang] for rang in comparaison.ecartes],
        "lignes": [_ligne(LETTRES[rang], c, noms) for rang, c in enumerate(trouvees)],
        "reperes": [_repere(c, noms) for c in comparaison.reperes],
        "autres": len(comparaison.combinaisons) - len(trouvees),
        "phrases": _phrases(e, lettres) if rangs else [],
        "dessin": dessin(_a_dessiner(comparaison, trouvees)),
    }


def _ligne(lettre: str, c: Combinaison, noms: list[str]) -> dict[str, str]:
    return {
        "lettre": lettre,
        "titre": "",
        "ensemble": ", ".join(noms[rang] for rang in c.collectif),
        "combien_ensemble": _beaucoup(len(c.collectif)),
        "combien_seuls": _beaucoup(len(c.individuels)),
        "etp": nombre(c.etp_collectif),
        "seuls": _seuls(c, noms),
        "aide": euros_ronds(c.aide),
        "reste": "" if c.reste is None else euros_ronds(c.reste),
        "patients": textes.au_moins(c.patients.comptes, certain=c.patients.certain),
        "exposee": euros_ronds(c.exposee),
    }


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


def _phrases(e: EstimationGroupe, lettres: dict[int, str]) -> list[tuple[str, str]]:
    return phrases(
        {
            critere: (
                [lettres[rang] for rang in rangs if rang in lettres],
                e.comparaison.combinaisons[rangs[0]],
            )
            for critere, rangs in e.comparaison.meilleures.items()
        },
        e.bareme.entier("duree_contrat_mois") // 12,
        e.collectif.carence_mois // 12,
        au_net=e.comparaison.au_net,
        sur_patients=e.comparaison.sur_patients,
    )


def _a_dessiner(comparaison: Comparaison, trouvees: list[Combinaison]) -> list[Bande]:
    """The rows of the table, in its order: what is left to pay (else the aid), what is at risk."""
    nommees = [*zip(LETTRES, trouvees, strict=False), *((_nom(c), c) for c in comparaison.reperes)]
    return [
        Bande(nom, (c.reste if comparaison.au_net else c.aide, c.exposee)) for nom, c in nommees
    ]
