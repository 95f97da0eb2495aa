"""The words of the guide around its pages, which have their own."""

from simulateur.textes.ecriture import typographier

# Parts of the result that a page may explain; an « s-… » of the pages, or a part of one.
SECTIONS = typographier(
    {
        "verdict": "Le verdict",
        "deblocages": "Ce qui lèverait un refus",
        "annees": "L'aide de chaque année",
        "tranche": "La tranche de patientèle",
        "contrat": "Où en est votre contrat",
        "options": "Les options côte à côte",
        "engagement": "Votre engagement",
        "suivi": "Et si je n'atteins pas l'objectif ?",
        "cout": "Ce qu'il vous reste à payer",
        "calendrier": "Quand l'aide est versée",
        "raisons": "Pourquoi ce résultat",
        "demander": "À demander à votre CPAM",
        "groupe": "Le contrat collectif, à plusieurs médecins",
    }
)
VERIFIE = "vérifié le"
# What a mark speaks for, when it is not the words just before it.
POUR_TOUT = typographier(
    {"liste": "Pour toute la liste : ", "tableau": "Pour tout le tableau : ", "dessin": ""}
)
