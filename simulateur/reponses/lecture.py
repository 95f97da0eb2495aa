"""Reading answers: texts of a URL or a file line, or JSON, into one `Lecture`, then a `Situation`.

One pass, in the order of dependencies. A bad value never hides the others; an answer whose question is
not asked is ignored, bad or not; when an answer in error leaves open whether a question is asked, what
was typed is kept and not judged.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from eligibility.regles.bareme import Referentiel
from eligibility.regles.situation import Situation
from eligibility.regles.vocabulaire import EN_COURS
from simulateur.textes.ecriture import date_en_lettres, nombre

from .declaration import ORDRE_DE_LECTURE, PAR_CLE
from .question import RESULTATS, Question
from .types import Entier, Invalide, Jour, Nombre, Plusieurs
from .verifications import ANNEES_A_VENIR, verifier

CHAMPS_DE_SITUATION = frozenset(Situation.__slots__)
# Answers that the rules can do without: in error, they are as good as not given.
SANS_CONSEQUENCE = frozenset(
    cle
    for cle, question in PAR_CLE.items()
    if question.ignorable
    or question.etape == RESULTATS
    or isinstance(question.type, Entier | Nombre)
)


@dataclass(frozen=True)
class Lecture:
    """What was understood of a set of answers.

    `textes`: what was typed, by key, empties left out. `valeurs`: answers understood, to questions asked.
    `erreurs`: key → message. `posees`: keys of the questions asked; `suspendues`: those that an error
    elsewhere leaves open.
    """

    textes: Mapping[str, tuple[str, ...]]
    valeurs: Mapping[str, Any]
    erreurs: Mapping[str, str]
    manquantes: frozenset[str]
    posees: frozenset[str]
    suspendues: frozenset[str]
    aujourdhui: date

    def en_json(self) -> dict[str, Any]:
        """The answers understood, as the API takes them."""
        return {
            cle: valeur if PAR_CLE[cle].type is None else PAR_CLE[cle].type.ecrire_json(valeur)
            for cle, valeur in self.valeurs.items()
        }

    def situation(self) -> Situation:
        """The situation of a complete reading; ValueError when there are errors."""
        if self.erreurs:
            raise ValueError("incomplete answers")
        return self._situation()

    def situation_provisoire(self) -> Situation | None:
        """The situation so far, figures in error taken as unknown; None when more is missing."""
        if self.erreurs.keys() <= SANS_CONSEQUENCE:
            return self._situation()
        return None

    def _situation(self) -> Situation:
        champs = {
            cle: valeur
            for cle, valeur in self.valeurs.items()
            if cle in CHAMPS_DE_SITUATION and cle not in self.erreurs
        }
        champs.setdefault("date_signature", self.aujourdhui)
        champs.setdefault("option", option_par_defaut(self.valeurs))
        return Situation(**champs)


def option_par_defaut(valeurs: Mapping[str, Any]) -> str:
    """1 ETP, or the running contract's own option."""
    if valeurs.get("contrat") == EN_COURS:
        return valeurs.get("contrat_option", "1")
    return "1"


def lire_textes(
    donnees: Mapping[str, Iterable[str]], referentiel: Referentiel, aujourdhui: date
) -> Lecture:
    """Reads texts by key (several when the key is repeated); unknown keys are left to the caller."""
    textes = {}
    for cle, valeurs in donnees.items():
        if cle in PAR_CLE:
            propres = tuple(v for valeur in valeurs if (v := _lisible(valeur).strip()))
            if propres:
                textes[cle] = propres
    return _lire(textes, _depuis_textes, referentiel, aujourdhui, textes)


def _lisible(texte: str) -> str:
    """A lone surrogate cannot be written in UTF-8, in a page or an address: « ? » stands for it."""
    return texte if texte.isascii() else texte.encode(errors="replace").decode()


def lire_json(donnees: Mapping[str, Any], referentiel: Referentiel, aujourdhui: date) -> Lecture:
    """Reads natural JSON values by key; null is absent."""
    presentes = {cle: valeur for cle, valeur in donnees.items() if valeur is not None}
    return _lire(presentes, _depuis_json, referentiel, aujourdhui, {})


def _depuis_textes(question: Question, textes: tuple[str, ...]) -> Any:
    if isinstance(question.type, Plusieurs):
        # Repeated keys and a cell with separators are two spellings of the same list.
        return question.type.lire_texte(",".join(textes))
    # A key repeated by mistake: the last one counts, as in every form.
    return question.type.lire_texte(textes[-1])


def _depuis_json(question: Question, valeur: Any) -> Any:
    return question.type.lire_json(valeur)


def _lire(donnees, lire_une, referentiel: Referentiel, aujourdhui: date, textes) -> Lecture:
    valeurs: dict[str, Any] = {}
    connues: dict[str, Any] = {"date_signature": aujourdhui}
    erreurs: dict[str, str] = {}
    manquantes, posees, suspendues = set(), [], set()
    for question in ORDRE_DE_LECTURE:
        cle = question.cle
        if question.selon:
            if any(c in erreurs or c in suspendues for c in question.selon):
                suspendues.add(cle)
                continue
            if not question.posee(connues, referentiel):
                continue
        posees.append(cle)
        if cle not in donnees:
            if question.obligatoire:
                erreurs[cle] = question.message
                manquantes.add(cle)
            continue
        try:
            valeur = (
                _specialite(donnees[cle], referentiel)
                if question.type is None
                else lire_une(question, donnees[cle])
            )
        except Invalide as invalide:
            erreurs[cle] = message(question, invalide.code)
            connues.pop(cle, None)
        else:
            valeurs[cle] = connues[cle] = valeur
    _refuser_trop_lointaine(connues, erreurs, aujourdhui)
    comparables = {cle: v for cle, v in connues.items() if cle not in erreurs}
    for cle, texte in verifier(comparables, referentiel, frozenset(erreurs)).items():
        erreurs.setdefault(cle, texte)
    return Lecture(
        textes,
        valeurs,
        erreurs,
        frozenset(manquantes),
        frozenset(posees),
        frozenset(suspendues),
        aujourdhui,
    )


def _specialite(donnee: Any, referentiel: Referentiel) -> str:
    slug = donnee[-1] if isinstance(donnee, tuple) else donnee
    if not isinstance(slug, str) or slug not in referentiel.specialites:
        raise Invalide("choix")
    return slug


def _refuser_trop_lointaine(connues: dict, erreurs: dict, aujourdhui: date) -> None:
    horizon = date(aujourdhui.year + ANNEES_A_VENIR, 12, 31)
    if "date_signature" in connues and connues["date_signature"] > horizon:
        limite = date_en_lettres(horizon)
        erreurs.setdefault("date_signature", f"Indiquez une date au plus tard le {limite}.")


def message(question: Question, code: str) -> str:
    """What to type instead, in French."""
    type_ = question.type
    if code == "bornes" and isinstance(type_, Entier | Nombre):
        mini, maxi = nombre(type_.mini), nombre(type_.maxi)
        return f"Indiquez un nombre entre {mini} et {maxi}."
    if code == "bornes" and isinstance(type_, Jour):
        return "Vérifiez l'année : indiquez une date comme 01/12/2026."
    if code == "decimales":
        return f"{question.message} Deux décimales au plus."
    if code == "booleen":
        return "Indiquez true ou false."
    return question.message
