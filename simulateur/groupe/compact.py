"""One doctor in a few characters: `m=1p1300.a1700.so~Dr Martin`.

A version digit; then letter and value, separated by dots, in the order of the table below; then « ~ » and
the name, whatever it holds. What has its default is not written, a date loses its hyphens. The version
changes if a letter ever means something else: former links go on being read.
"""

import re
from collections.abc import Mapping

from eligibility.regles.vocabulaire import SLUG_GENERALISTE
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.question import Question
from simulateur.reponses.types import Jour, Plusieurs

from .declaration import MEDECIN_PAR_CLE

VERSION = "1"
FIN_DES_REPONSES, SEPARATEUR = "~", "."
LONGUEUR_MAX = 400
# A doctor of whom nothing is said.
DEFAUTS = {"specialite": SLUG_GENERALISTE, "secteur": "1"}
# Not written either: what a missing answer already means, without a running contract for the option.
SOUS_ENTENDUS = DEFAUTS | {"tranche": "inconnue", "option": "1"}

# What `ecrire` gives for such a doctor, without a name.
RIEN_DIT = VERSION

# Letter → key of the answer.
LETTRES: Mapping[str, str] = {
    "e": "specialite",
    "s": "secteur",
    "p": "pmt",
    "a": "file_active",
    "t": "tranche",
    "j": "pamsu",
    "n": "nouvel_installe",
    "v": "age_65",
    "i": "situations",
    "h": "part_clinique",
    "c": "contrat_option",
    "d": "contrat_signature",
    "f": "contrat_fin",
    "k": "circonstances_exceptionnelles",
    "x": "objectif_pmt",
    "y": "objectif_fa",
    "q": "pmt_an3",
    "r": "fa_an3",
    "o": "option",
    "u": "pmt_actuel",
    "w": "fa_actuel",
}
# Shorter spellings of values, by key; of several values, one letter each.
CODES: Mapping[str, Mapping[str, str]] = {
    "secteur": {"2-optam": "o", "non-conventionne": "n"},
    "tranche": {"<P30": "0", "P30-P50": "3", "P50-P90": "5", "P90-P95": "9", ">=P95": "95"},
    "option": {"0.5": "5"},
    "contrat_option": {"1/3": "3", "0.5": "5", "1": "1", "1.5": "15", "2": "2"},
    "situations": {"handicap": "h", "maladie-chronique": "c", "activite-mixte": "m"},
}
# The rest of how a value is written comes from its question.
QUESTIONS: Mapping[str, Question] = {
    cle: MEDECIN_PAR_CLE.get(cle) or PAR_CLE[cle] for cle in LETTRES.values()
}
OUI_SEUL = frozenset(cle for cle, question in QUESTIONS.items() if question.case)
DATES = frozenset(cle for cle, question in QUESTIONS.items() if isinstance(question.type, Jour))
JOUR = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
JOUR_COURT = re.compile(r"\d{8}", re.ASCII)

Textes = dict[str, tuple[str, ...]]


class Illisible(ValueError):
    """The text is no doctor: another version, or cut."""


def ecrire(nom: str, textes: Mapping[str, tuple[str, ...]]) -> str:
    """`textes`: answers by key, in the one spelling of the site."""
    morceaux = []
    for lettre, cle in LETTRES.items():
        valeurs = textes.get(cle, ())
        if not valeurs or valeurs == (_sous_entendu(cle, textes),):
            continue
        if cle in OUI_SEUL:
            if valeurs == ("oui",):
                morceaux.append(lettre)
            continue
        codes = CODES.get(cle, {})
        if cle in DATES:
            valeurs = tuple(v.replace("-", "") if JOUR.fullmatch(v) else v for v in valeurs)
        morceaux.append(lettre + "".join(codes.get(v, v) for v in valeurs).replace(SEPARATEUR, ","))
    return VERSION + SEPARATEUR.join(morceaux) + (f"{FIN_DES_REPONSES}{nom}" if nom else "")


def _sous_entendu(cle: str, textes: Mapping[str, tuple[str, ...]]) -> str | None:
    if cle == "option" and "contrat_option" in textes:
        return None  # missing, it is the option of that contract
    return SOUS_ENTENDUS.get(cle)


def lire(texte: str) -> tuple[str, Textes]:
    """(name, answers by key): nothing is judged here but the shape. Raises Illisible."""
    if len(texte) > LONGUEUR_MAX or not texte.startswith(VERSION):
        raise Illisible
    reponses, _, nom = texte.removeprefix(VERSION).partition(FIN_DES_REPONSES)
    textes: Textes = {cle: (valeur,) for cle, valeur in DEFAUTS.items()}
    for morceau in reponses.split(SEPARATEUR) if reponses else ():
        cle = LETTRES.get(morceau[:1])
        if cle is None:
            raise Illisible
        textes[cle] = _valeurs(cle, morceau[1:])
    if "contrat_option" in textes or "contrat_signature" in textes:
        textes["contrat"] = ("en-cours",)
    elif "contrat_fin" in textes:
        textes["contrat"] = ("termine",)
    return nom, textes


def _valeurs(cle: str, valeur: str) -> tuple[str, ...]:
    if cle in OUI_SEUL:
        return ("oui",)
    if cle in DATES and JOUR_COURT.fullmatch(valeur):
        return (f"{valeur[:4]}-{valeur[4:6]}-{valeur[6:]}",)
    codes = {code: v for v, code in CODES.get(cle, {}).items()}
    if isinstance(QUESTIONS[cle].type, Plusieurs):
        return tuple(codes.get(code, code) for code in valeur)
    return (codes.get(valeur, valeur.replace(",", SEPARATEUR)),)
