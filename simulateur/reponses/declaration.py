"""The one declaration of the answers: forms, URL, API, schema and files all read this list."""

from graphlib import TopologicalSorter

from . import option, patientele, profil, resultats
from .question import ETAPES, Question

QUESTIONS: tuple[Question, ...] = (
    *profil.QUESTIONS,
    *patientele.QUESTIONS,
    *option.QUESTIONS,
    *resultats.QUESTIONS,
)
PAR_CLE: dict[str, Question] = {question.cle: question for question in QUESTIONS}

# Presentation: kept in links, ignored by the computation and by the API.
CLES_DE_PRESENTATION = ("cpts", "bareme", "vue", "q")

# The order of reading: a question comes after those that decide whether it is asked.
ORDRE_DE_LECTURE: tuple[Question, ...] = tuple(
    PAR_CLE[cle] for cle in TopologicalSorter({q.cle: q.selon for q in QUESTIONS}).static_order()
)


def questions_de(etape: str) -> tuple[Question, ...]:
    """Questions of one step, in the order in which they are asked."""
    if etape not in ETAPES:
        raise LookupError(etape)
    return tuple(question for question in QUESTIONS if question.etape == etape)
