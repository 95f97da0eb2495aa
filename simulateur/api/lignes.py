"""JSON Lines : une situation ou un groupe par ligne, son estimation, dans le même ordre, sans rien garder."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, BinaryIO

from eligibility.regles.bareme import Referentiel
from eligibility.regles.invariants import ResultatImpossible
from simulateur.plateforme.journal import noter_impossible

from .calcul import IMPOSSIBLE, TOUT, ReponsesRefusees, depuis_json
from .demande import OCTETS_ESTIMATION, JsonIllisible, Objet, lire_texte_json
from .groupe import MEDECINS, depuis_objet
from .reponse import json_octets

PAS_DE_PROGRES = 500


def traiter(
    entree: BinaryIO,
    sortie: BinaryIO,
    referentiel: Referentiel,
    aujourdhui: date,
    progres: Callable[[int], None] | None = None,
) -> int:
    """Estime chaque ligne de `entree` ; une ligne vide n'a pas de réponse. Rend le nombre de lignes écrites.

    Une ligne illisible ou fautive donne `{"erreurs": …}` à sa place, et la suite est calculée.
    """
    rendues = (_une(ligne, numero, referentiel, aujourdhui) for numero, ligne in _lignes(entree))
    return ecrire(rendues, sortie, progres)


def ecrire(
    rendues: Iterable[dict[str, Any]],
    sortie: BinaryIO,
    progres: Callable[[int], None] | None = None,
) -> int:
    """Une ligne de JSON pour chacune, aussitôt qu'elle est calculée ; rend leur nombre."""
    ecrites = 0
    for rendue in rendues:
        sortie.write(json_octets(rendue) + b"\n")
        # Qui lit au fil de l'eau n'attend pas la ligne suivante.
        sortie.flush()
        ecrites += 1
        if progres is not None and ecrites % PAS_DE_PROGRES == 0:
            progres(ecrites)
    return ecrites


def _lignes(entree: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(numéro, ligne), les vides sautées ; None pour une ligne trop longue, passée sans être gardée."""
    numero = 0
    while ligne := entree.readline(OCTETS_ESTIMATION):
        numero += 1
        if len(ligne) == OCTETS_ESTIMATION and not ligne.endswith(b"\n"):
            while (suite := entree.readline(OCTETS_ESTIMATION)) and not suite.endswith(b"\n"):
                pass
            yield numero, None
        elif ligne.strip():
            yield numero, ligne


def _une(
    ligne: bytes | None, numero: int, referentiel: Referentiel, aujourdhui: date
) -> dict[str, Any]:
    if ligne is None:
        return {"erreurs": {TOUT: f"Ligne {numero} illisible. Elle est trop longue."}}
    try:
        return _estimer(lire_texte_json(ligne), referentiel, aujourdhui)
    except ReponsesRefusees as refusees:
        return {"erreurs": refusees.erreurs}
    except JsonIllisible as erreur:
        return {"erreurs": {TOUT: f"Ligne {numero} illisible. {erreur}"}}
    except ResultatImpossible as impossible:
        noter_impossible(impossible)
        return {"erreurs": {TOUT: IMPOSSIBLE}}


def _estimer(donnees: Any, referentiel: Referentiel, aujourdhui: date) -> dict[str, Any]:
    """Un objet qui a des « medecins » est le groupe de `POST /api/v1/groupe`."""
    if isinstance(donnees, Objet) and MEDECINS in donnees:
        return depuis_objet(donnees, referentiel, aujourdhui)
    return depuis_json(donnees, referentiel, aujourdhui)
