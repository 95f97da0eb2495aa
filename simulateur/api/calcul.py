"""Des réponses à l'estimation en JSON : le même chemin pour GET, POST, une liste et la commande."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from eligibility.regles import estimer
from eligibility.regles.bareme import Referentiel
from simulateur.reponses.declaration import CLES_DE_PRESENTATION, PAR_CLE
from simulateur.reponses.lecture import Lecture, lire_json, lire_textes

from .demande import Objet
from .representation import estimation

# Clé des erreurs qui ne sont pas celles d'un champ : la demande ou la ligne entière.
TOUT = "_"
IMPOSSIBLE = (
    "Le calcul a donné un résultat impossible : nous préférons ne rien montrer. "
    "Le défaut est noté, aucune de vos réponses ne l'est."
)

CLES_CONNUES = PAR_CLE.keys() | set(CLES_DE_PRESENTATION)
LONGUEUR_CLE = 60
# Chercher la clé la plus proche coûte : au-delà, on a affaire à tout autre chose qu'à une faute.
CLES_A_CORRIGER = 10


class ReponsesRefusees(Exception):
    """Au moins une réponse est fautive ou manque. `erreurs` : champ → que faire, en français."""

    def __init__(self, erreurs: Mapping[str, str]) -> None:
        super().__init__("answers refused")
        self.erreurs = erreurs


def depuis_textes(
    donnees: Mapping[str, Iterable[str]], referentiel: Referentiel, aujourdhui: date
) -> dict[str, Any]:
    """L'estimation des réponses d'une adresse ; ReponsesRefusees, ResultatImpossible."""
    lecture = lire_textes(donnees, referentiel, aujourdhui)
    return _estimer(lecture, cles_inconnues(donnees), referentiel)


def depuis_json(donnees: Any, referentiel: Referentiel, aujourdhui: date) -> dict[str, Any]:
    """L'estimation d'un objet JSON ; ReponsesRefusees, ResultatImpossible."""
    if not isinstance(donnees, Mapping):
        raise ReponsesRefusees({TOUT: 'Envoyez un objet JSON : {"specialite": …}.'})
    erreurs = cles_inconnues(donnees)
    if isinstance(donnees, Objet) and donnees.repetees:
        erreurs |= cles_repetees(donnees)
    return _estimer(lire_json(donnees, referentiel, aujourdhui), erreurs, referentiel)


def _estimer(lecture: Lecture, erreurs: dict[str, str], referentiel: Referentiel) -> dict[str, Any]:
    if erreurs or lecture.erreurs:
        raise ReponsesRefusees({**lecture.erreurs, **erreurs})
    return estimation(estimer(lecture.situation(), referentiel), lecture)


def cles_inconnues(donnees: Iterable[str]) -> dict[str, str]:
    inconnues = [cle for cle in donnees if cle not in CLES_CONNUES]
    proposer = len(inconnues) <= CLES_A_CORRIGER
    return {montrable(cle): _message_inconnue(cle, proposer) for cle in inconnues}


def _message_inconnue(cle: str, proposer: bool) -> str:
    if proposer and len(cle) <= LONGUEUR_CLE:
        proches = get_close_matches(cle.lower(), PAR_CLE, n=1)
        if proches:
            return f"Cette clé n'existe pas. Vouliez-vous écrire « {proches[0]} » ?"
    return "Cette clé n'existe pas : les clés acceptées sont décrites dans /api/v1/docs."


def cles_repetees(objet: Objet) -> dict[str, str]:
    message = "Cette clé est donnée plusieurs fois : gardez une seule valeur."
    return {montrable(cle): message for cle in objet.repetees}


def montrable(cle: str) -> str:
    """Une clé venue d'ailleurs, sans demi-caractère et d'une longueur qui se lit."""
    if len(cle) > LONGUEUR_CLE:
        cle = f"{cle[:LONGUEUR_CLE]}…"
    return cle.encode("utf-8", "replace").decode()
