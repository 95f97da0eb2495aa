"""Ce que disent les lignes ensemble : totaux par verdict, ordre et choix des lignes montrées."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from eligibility.regles.vocabulaire import A_CONFIRMER, ELIGIBLE, NON_ELIGIBLE
from simulateur.textes import lot as textes
from simulateur.textes.ecriture import date_en_lettres, euros
from simulateur.textes.mots import VERDICTS

from .passage import Passage
from .rangee import ZERO, Rangee

ORDRE_DES_VERDICTS = (ELIGIBLE, A_CONFIRMER, NON_ELIGIBLE)
ERREURS = "erreurs"


def totaux(rangees: Iterable[Rangee]) -> list[dict]:
    """Une ligne par verdict rencontré, puis celles à corriger ; sans somme sous un refus."""
    par_verdict: dict[str, list[Rangee]] = {}
    for rangee in rangees:
        par_verdict.setdefault("" if rangee.erreurs else rangee.verdict, []).append(rangee)
    lignes = [
        {
            "libelle": VERDICTS[verdict],
            "verdict": verdict,
            "nombre": len(par_verdict[verdict]),
            "prochaine": _somme(r.prochaine for r in par_verdict[verdict]),
            "a_venir": _somme(r.a_venir for r in par_verdict[verdict]),
        }
        for verdict in ORDRE_DES_VERDICTS
        if verdict in par_verdict
    ]
    for ligne in lignes:
        if ligne["verdict"] == NON_ELIGIBLE:
            ligne["prochaine"] = ligne["a_venir"] = ""
    if "" in par_verdict:
        lignes.append(
            {
                "libelle": textes.A_CORRIGER,
                "verdict": "",
                "nombre": len(par_verdict[""]),
                "prochaine": "",
                "a_venir": "",
            }
        )
    return lignes


def _somme(montants: Iterable[Decimal | None]) -> str:
    return euros(sum((montant for montant in montants if montant is not None), ZERO))


def _par_verdict(rangee: Rangee) -> int:
    return ORDRE_DES_VERDICTS.index(rangee.verdict)


def _par_seuil(rangee: Rangee) -> tuple[bool, int]:
    """De part et d'autre du seuil, le plus proche d'abord ; sans seuil connu, en dernier."""
    return rangee.ecart is None, abs(rangee.ecart or 0)


TRIS: dict[str, Callable[[Rangee], object]] = {
    "fichier": lambda rangee: rangee.numero,
    "verdict": _par_verdict,
    "montant": lambda rangee: -rangee.a_venir,
    "seuil": _par_seuil,
}


def choisir(rangees: Iterable[Rangee], tri: str, filtre: str) -> list[Rangee]:
    """Les lignes calculées que le filtre garde, dans l'ordre demandé, puis dans celui du fichier."""
    gardees = [
        rangee for rangee in rangees if not rangee.erreurs and filtre in ("", rangee.verdict)
    ]
    return sorted(gardees, key=TRIS[tri])


def mentions(passage: Passage) -> list[str]:
    """Ce que la page et les fichiers disent toujours : le barème, et ce que vaut une estimation."""
    bareme = passage.referentiel.bareme_at(passage.aujourdhui)
    return [
        textes.ENGAGE,
        textes.BAREME.format(
            version=date_en_lettres(bareme.date_effet),
            revision=bareme.revision,
            jour=date_en_lettres(passage.aujourdhui),
        ),
    ]
