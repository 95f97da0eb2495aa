"""Ce qui empêche de lire un fichier de barème, et où."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eligibility.documents.validation import ANNEES_A_VENIR, PREMIER_EFFET, Defaut

DEFAUTS_MONTRES = 100
EFFET_IMPOSSIBLE = (
    f"une version prend effet entre le 1er janvier {PREMIER_EFFET.year}, année où l’aide est née, et "
    f"dans {ANNEES_A_VENIR} ans au plus tard."
)
LECTURE_IMPOSSIBLE = (
    f"un chiffre est vérifié entre le 1er janvier {PREMIER_EFFET.year}, année où l’aide est née, et "
    "aujourd’hui."
)
# Ce que dit le lecteur de Python, pour qui ne programme pas.
_ATTENDUS = {
    "Expecting ',' delimiter": "une virgule, ou la fin de ce qui précède, est attendue",
    "Expecting ':' delimiter": "deux-points sont attendus après un nom",
    "Expecting property name enclosed in double quotes": "un nom entre guillemets droits est attendu",
    "Illegal trailing comma before end of object": "cette virgule est de trop",
    "Illegal trailing comma before end of array": "cette virgule est de trop",
    "Unterminated string starting at": "ces guillemets ne se referment pas",
    "Invalid control character at": "un texte contient un retour à la ligne ou un caractère illisible",
    "Extra data": "quelque chose suit la fin du document",
    "Expecting value": "une valeur est attendue",
}
_ILLISIBLE = "Le fichier n’est pas du JSON lisible : "


def _json(details: Mapping[str, Any]) -> str:
    dit = _ATTENDUS.get(details["quoi"], "ce qui suit ne se lit pas")
    return f"{_ILLISIBLE}ligne {details['rang']}, colonne {details['colonne']}, {dit}."


def _colonnes(details: Mapping[str, Sequence[str]]) -> str:
    dites = [f"les colonnes attendues sont {', '.join(details['attendues'])}"]
    dites += [f"{_cite(nom)} n’en est pas une" for nom in details["inconnues"]]
    if details["manquent"]:
        dites.append(f"il manque {', '.join(details['manquent'])}")
    return f" : {' ; '.join(dites)}."


def _partie_inconnue(details: Mapping[str, Any]) -> str:
    attendues = ", ".join(details["attendues"])
    return f"{_cite(details['valeur'])} n’est pas une partie d’un barème : {attendues}."


# D’une ligne d’une table, la suite de « montants, ligne 3 » ; {valeur} est citée.
_DEFAUTS: dict[str, str | Callable[[Mapping[str, Any]], str]] = {
    "trop_gros": "Ce fichier est trop gros pour un barème.",
    "json": _json,
    "caractere": f"{_ILLISIBLE}un texte contient un caractère qui n’existe pas.",
    "demesure": f"{_ILLISIBLE}un nombre est trop long, ou les crochets sont trop profonds.",
    "nom_double": f"{_ILLISIBLE}{{valeur}} est donné deux fois au même endroit.",
    "document": "Le fichier n’est pas celui d’un barème exporté.",
    "format": "Le format {valeur} n’est pas connu : {attendu} attendu.",
    "genre": "Le genre {valeur} n’est pas connu.",
    "table": "{nom} : une liste de lignes est attendue.",
    "partie_inconnue": _partie_inconnue,
    "partie_manque": "{nom} : cette partie manque.",
    "version": "version : une date comme 2026-02-25 est attendue.",
    "effet": f"version : {EFFET_IMPOSSIBLE}",
    "texte": "{nom} : un texte est attendu.",
    "jour": "verifie_le : une date ou rien.",
    "lecture": f"verifie_le : {LECTURE_IMPOSSIBLE}",
    "source": "source : {valeur} n’est pas dans la liste des sources.",
    "colonnes": _colonnes,
    "double": " : cette case est déjà donnée plus haut.",
    "valeur": ", {colonne} : {valeur} n’est pas possible.",
    "lue": f", verifie_le : {{valeur}}, mais {LECTURE_IMPOSSIBLE}",
    "vide_ou_remplie": ", fiabilite : une case vide est « a_completer », une case remplie ne l’est pas.",
    "jamais_vide": ", fiabilite : cette ligne n’est jamais « a_completer ».",
    "fin": ", fin : elle n’est pas au-dessus du début.",
    "patients_fin": ", patients_fin : il demande une borne de fin.",
}


def refus(defauts: Sequence[Defaut]) -> list[str]:
    """« montants, ligne 3, valeur : … (Ligne 12 du fichier.) », les premiers d’abord."""
    dits = [defaut(un) for un in defauts[:DEFAUTS_MONTRES]]
    if len(defauts) > len(dits):
        dits.append(f"Et {len(defauts) - len(dits)} autres défauts.")
    return dits


def defaut(un: Defaut) -> str:
    mots, details = _DEFAUTS[un.code], un.details
    if "valeur" in details and isinstance(mots, str):
        details = {**details, "valeur": _cite(details["valeur"])}
    dit = mots.format(**details) if isinstance(mots, str) else mots(details)
    if not un.rang:
        return dit
    return f"{un.table}, ligne {un.rang}{dit} (Ligne {un.ligne} du fichier.)"


def _cite(valeur: Any) -> str:
    return f"« {str(valeur)[:40]} »"
