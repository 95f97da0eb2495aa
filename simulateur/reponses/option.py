"""Step 3: which option, from when, with whom."""

from .profil import CHOIX_OPTION, MESSAGE_DATE, MESSAGE_OUI_NON, OUI_NON
from .question import OPTION, Question
from .types import Jour

QUESTIONS = (
    Question(
        "option",
        OPTION,
        CHOIX_OPTION,
        "Quelle option envisagez-vous ?",
        "L'option fixe les montants et, avec eux, l'objectif de patients.",
        "Choisissez une option, par exemple « Un temps plein ».",
    ),
    Question(
        "date_signature",
        OPTION,
        Jour(),
        "Quand signeriez-vous ?",
        "Le barème en vigueur ce jour-là s'applique ; les années se comptent depuis cette date.",
        MESSAGE_DATE,
        aide="Par exemple 01/12/2026. Sans autre date, celle d'aujourd'hui.",
        intitule_suivi="Quel jour signeriez-vous un avenant ?",
    ),
    Question(
        "date_embauche",
        OPTION,
        Jour(),
        "Quand l'assistant est-il embauché ?",
        "Le délai de formation se compte depuis l'embauche.",
        MESSAGE_DATE,
        aide="Laissez vide si vous ne le savez pas encore.",
        inconnu=True,
        facultatif=True,
        ignorable=True,
    ),
    Question(
        "assistant_qualifie",
        OPTION,
        OUI_NON,
        "L'assistant a-t-il déjà le titre d'assistant médical (CQP ou FAE) ?",
        "Sinon, il doit l'obtenir dans un délai qui part de l'embauche.",
        MESSAGE_OUI_NON,
        inconnu=True,
        case=True,
    ),
)
