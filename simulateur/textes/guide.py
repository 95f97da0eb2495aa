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
ANOMALIES = typographier(
    {
        "sans_marque": "ce texte ne finit pas par sa source et sa date, par exemple "
        "{AMELI-AIDE 2026-11-22}",
        "marque_mal_ecrite": "une accolade reste dans le texte : une source s'écrit à la fin, "
        "{CLE AAAA-MM-JJ}",
        "source_inconnue": "la source « %s » n'est pas dans la table des sources",
        "date_a_venir": "la date « %s » est à venir",
        "balise": "une balise HTML ne s'ouvre pas : elle se montrerait telle quelle",
        "lien_refuse": "un lien ne mène ni au site (/…), ni à une page https, ni à une adresse "
        "mailto:",
        "page_inconnue": "le lien « %s » ne mène à aucune page du guide",
        "dessin_inconnu": "le dessin « %s » n'existe pas, ou n'est pas seul dans son paragraphe",
        "titre_de_page": "un titre commence par deux dièses au moins : la page a déjà le sien",
    }
)
