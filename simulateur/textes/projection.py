"""Titles of the screens of a presentation."""

from simulateur.textes.ecriture import typographie, typographier

PROFIL = typographie("{specialite} : {resume}.")
TITRES = typographier(
    {
        "verdict": "La réponse",
        "deblocages": "Ce qui changerait la réponse",
        "annees": "L'aide de chaque année",
        "engagement": "L'engagement",
        "objectif_manque": "Et si l'objectif n'est pas atteint ?",
        "cout": "Ce qu'il reste à payer",
        "calendrier": "Les prochaines dates",
        "demander": "À demander à la CPAM",
        "groupe_question": "Plusieurs médecins, une décision",
        "groupe_deux": "Chacun de son côté, ou ensemble ?",
        "groupe_deblocages": "Ce qui changerait la réponse",
        "groupe_conclusion": "La conclusion, en euros",
        "groupe_melanges": "Qui signe ensemble, qui signe seul ?",
        "groupe_criteres": "Laquelle choisir ?",
        "groupe_tranches": "Ce qui peut changer la comparaison",
        "groupe_engagement": "L'engagement commun",
        "groupe_fins": "Les contrats en cours à terminer",
        "groupe_part": "Qui paie quoi",
        "chez_vous": "Sur votre téléphone",
    }
)
