"""Les combinaisons par la force : chaque choix de chaque médecin, chaque demi-ETP, et nul autre calcul.

Écrit depuis la définition. Rien de commun avec front.py ni combinaisons.py que les classes de données.
"""

from itertools import product
from random import Random

ADHERE = -1


def toutes(candidats, collectif):
    """(choix, demi-ETP ensemble, valeur) de tout ce que le groupe peut faire."""
    ouverts = [[*range(len(c.individuels)), *([ADHERE] if c.adhesion else [])] for c in candidats]
    for choix in product(*ouverts):
        couples = list(zip(candidats, choix, strict=True))
        liens = [c.adhesion for c, n in couples if n == ADHERE]
        seuls = [c.individuels[n] for c, n in couples if n != ADHERE]
        if len(liens) == 1:  # un groupe signe : deux au moins
            continue
        if liens and sum(lien.marge for lien in liens) < 0:
            continue
        for demis in range(1, sum(lien.plafond for lien in liens) + 1) if liens else (0,):
            acquis = (sum(lien.acquis for lien in liens), sum(lien.acquis_fa for lien in liens))
            valeurs = [*seuls, *([collectif(demis, *acquis)] if demis else [])]
            yield choix, demis, tuple(sum(v[i] for v in valeurs) for i in range(4))


def domine(a, b) -> bool:
    """`a` vaut mieux que `b` : au moins aussi bien partout, et différent."""
    return a != b and a[0] >= b[0] and a[1] <= b[1] and a[2] <= b[2]


def meilleures(valeurs) -> dict[int, set[tuple]]:
    """Par nombre de sixièmes d'ETP, les (valeur, avec contrat collectif) que nulle autre n'améliore."""
    par_etp: dict[int, set] = {}
    for (etp, *valeur), ensemble in valeurs:
        par_etp.setdefault(etp, set()).add((tuple(valeur), ensemble))
    return {
        etp: {(a, e) for a, e in vues if not any(domine(b, a) for b, _ in vues)}
        for etp, vues in par_etp.items()
    }


def tirage(graine: int) -> Random:
    return Random(graine)  # noqa: S311 - un tirage à refaire, pas un secret
