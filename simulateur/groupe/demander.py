"""What a group asks its CPAM: the questions of each doctor, said once, with the names they are about."""

from eligibility.regles.groupe.estimation import EstimationGroupe
from simulateur.textes import groupe as textes
from simulateur.textes import questions as textes_questions


def questions(e: EstimationGroupe) -> list[str]:
    """In words, the collective contract's first: all that is known of it comes from one indirect source."""
    concernes: dict[str, list[str]] = {}
    for membre in e.membres:
        for question in membre.individuel.questions:
            concernes.setdefault(textes_questions.texte(question), []).append(membre.membre.nom)
    dites = [
        textes.QUESTION_DE.format(noms=", ".join(noms), question=texte)
        for texte, noms in concernes.items()
    ]
    return [textes.QUESTION_COLLECTIF, *dites] if len(e.membres) > 1 else dites


def message(questions_: list[str]) -> str:
    """Ready to be sent; empty when there is nothing to ask."""
    if not questions_:
        return ""
    return textes.MESSAGE_CPAM.format(questions="\n".join(f"- {q}" for q in questions_))
