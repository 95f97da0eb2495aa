"""The mixes on the page: a table, a chart, and a sentence for each criterion."""

from typing import Any

from eligibility.regles.groupe.combinaisons import Combinaison, Comparaison
from eligibility.regles.groupe.estimation import EstimationGroupe
from simulateur.textes import groupe as textes
from simulateur.textes.ecriture import euros_ronds, nombre
from simulateur.textes.melanges import phrases
from simulateur.textes.mots import OPTIONS

MONTREES = 12
LETTRES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The chart: a drawing of 360 × 240 units, its axes at the left and the bottom.
LARGEUR, HAUTEUR, MARGE = 360, 240, 30


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
        "un_seul": any(len(c.collectif) == 1 for c in trouvees),
        "reperes": [_repere(c, noms) for c in comparaison.reperes],
        "autres": len(comparaison.combinaisons) - len(trouvees),
        "phrases": _phrases(e, lettres) if rangs else [],
        "dessin": _dessin(trouvees, au_net=comparaison.au_net) if len(trouvees) > 1 else None,
    }


def _ligne(lettre: str, c: Combinaison, noms: list[str]) -> dict[str, str]:
    return {
        "lettre": lettre,
        "titre": "",
        "ensemble": ", ".join(noms[rang] for rang in c.collectif),
        "etp": nombre(c.etp_collectif),
        "seuls": ", ".join(
            f"{noms[rang]} ({OPTIONS[choix.option]})" for rang, choix in c.individuels.items()
        ),
        "aide": euros_ronds(c.aide),
        "reste": "" if c.reste is None else euros_ronds(c.reste),
        "patients": textes.au_moins(c.patients.comptes, certain=c.patients.certain),
        "exposee": euros_ronds(c.exposee),
    }


def _repere(c: Combinaison, noms: list[str]) -> dict[str, str]:
    """A mix that others better, to compare with."""
    titre = "Chacun son contrat" if c.sans_contrat_collectif else "Tout ensemble"
    return {**_ligne("", c, noms), "titre": titre}


def _argent(c: Combinaison, au_net: bool):
    return -c.reste if au_net else c.aide


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
    )


def _dessin(liste: list[Combinaison], *, au_net: bool) -> dict[str, Any]:
    """Dots: money to the right, aid at risk upwards; the best corner is the bottom right one."""
    xs = [_argent(c, au_net) for c in liste]
    ys = [c.exposee for c in liste]
    points = [
        {
            "lettre": LETTRES[rang],
            "x": MARGE + _place(x, xs, LARGEUR - 2 * MARGE),
            "y": HAUTEUR - MARGE - _place(y, ys, HAUTEUR - 2 * MARGE),
        }
        for rang, (x, y) in enumerate(zip(xs, ys, strict=True))
    ]
    return {"points": points, "vue": f"0 0 {LARGEUR} {HAUTEUR}"}


def _place(valeur, toutes, etendue: int) -> int:
    bas, haut = min(toutes), max(toutes)
    return etendue // 2 if bas == haut else int(etendue * (valeur - bas) / (haut - bas))
