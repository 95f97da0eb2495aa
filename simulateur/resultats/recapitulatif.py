"""« Vos réponses »: each answer given, in words, with the link that changes it and comes back."""

from eligibility.regles.estimation import Estimation
from simulateur.parcours.adresse import MODIFIER, Adresse
from simulateur.parcours.etapes import adresse as adresse_etape
from simulateur.parcours.mise_en_page import CONCERNE
from simulateur.reponses.declaration import PAR_CLE, QUESTIONS, questions_de
from simulateur.reponses.question import RESULTATS, Question
from simulateur.reponses.types import Choix, Entier, Jour, Mois, Nombre, OuiNon, Plusieurs
from simulateur.textes.ecriture import date_en_lettres, nombre

NON_DIT = "non indiqué"
# Questions whose absence says nothing worth a line: they show only when answered.
DISCRETES = frozenset(
    (
        "contrat_avenant",
        "contrat_option_initiale",
        "date_65",
        "date_embauche",
        "circonstances_exceptionnelles",
    )
)


def recapitulatif(adresse: Adresse, estimation: Estimation) -> list[dict[str, str]]:
    """Questions asked in the three first steps, in order, with their answers."""
    lecture = adresse.lecture
    lignes = []
    for question in QUESTIONS:
        if question.etape == RESULTATS or question.cle not in lecture.posees:
            continue
        if question.cle == "tranche" and estimation.tranche.origine == "chiffres":
            continue  # the figures give it: its step does not ask
        if question.cle in DISCRETES and question.cle not in lecture.valeurs:
            continue
        lignes.append(
            {
                "question": question.libelle(lecture.valeurs),
                "reponse": _reponse(question, adresse, estimation.choisie.option),
                "url": lien_pour_modifier(adresse, question.cle),
            }
        )
    return lignes


def lien_pour_modifier(adresse: Adresse, cle: str) -> str:
    """The step of an answer, at its question; validating it comes back to the result."""
    question = PAR_CLE[cle]
    requete = adresse.sans_vue(vue=MODIFIER)
    return f"{adresse_etape(question.etape, requete)}#{_ancre(question)}"


def chiffres_donnes(adresse: Adresse) -> list[dict[str, str]]:
    """The optional figures of the result that were given: follow-up, cost, revenue."""
    lecture = adresse.lecture
    return [
        {
            "question": question.libelle(lecture.valeurs),
            "reponse": ecrire(question, lecture.valeurs[question.cle]),
        }
        for question in questions_de(RESULTATS)
        if question.cle in lecture.valeurs
    ]


def _ancre(question: Question) -> str:
    """The block of the question in its step; options are cards, boxes share one block."""
    if question.cle == "option":
        return "cartes"
    if question.cle in CONCERNE:
        return "pilote-concerne"
    return f"div_id_{question.cle}"


def _reponse(question: Question, adresse: Adresse, option: str) -> str:
    lecture = adresse.lecture
    if question.cle == "option":
        return question.type.libelles[option]
    valeur = lecture.valeurs.get(question.cle)
    if valeur is None:
        return _par_defaut(question, lecture)
    if question.cle == "specialite":
        return adresse.referentiel.specialites[valeur].libelle
    return ecrire(question, valeur)


def _par_defaut(question: Question, lecture) -> str:
    if question.cle == "date_signature":
        return date_en_lettres(lecture.aujourdhui)
    if question.defaut:
        return question.type.libelles[question.defaut]
    if isinstance(question.type, OuiNon) and not question.inconnu:
        return "non"
    return "aucune" if isinstance(question.type, Plusieurs) else NON_DIT


def ecrire(question: Question, valeur) -> str:
    """An answer as a person reads it."""
    type_ = question.type
    if isinstance(type_, Plusieurs):
        return ", ".join(type_.libelles[v] for v in valeur) or "aucune"
    if isinstance(type_, OuiNon):
        return "oui" if valeur else "non"
    if isinstance(type_, Choix):
        return type_.libelles[valeur]
    if isinstance(type_, Jour):
        return date_en_lettres(valeur)
    if isinstance(type_, Mois):
        return date_en_lettres(valeur).split("\u00a0", 1)[1]
    if isinstance(type_, Entier | Nombre):
        return f"{nombre(valeur)}\u00a0{question.unite}".strip()
    return str(valeur)
