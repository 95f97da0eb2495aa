"""The employer's cost in words: what the figures take for granted, and how far they go."""

from eligibility.regles.cout_hypotheses import Hypothese
from simulateur.textes.ecriture import typographie, typographier

from .mots import remplir

HYPOTHESES = typographier(
    {
        "metropole": "Employeur de moins de 11 salariés, en France métropolitaine ; pas de 13e mois dans la branche.",
        "hors_cout": "Hors mutuelle, taxe d'apprentissage et médecine du travail : indiquez-les dans les autres frais.",
        "position_defaut": "Assistant en position {position} de la grille, faute de réponse.",
        "base_de_la_prime": "La prime d'ancienneté se calcule sur le plus haut de la grille et du SMIC.",
        "brut_constant": "Le salaire brut que vous avez indiqué, pour un temps plein, ne change pas avec l'ancienneté.",
        "brut_sous_le_smic": "Le salaire brut indiqué est sous le SMIC d'un temps plein ({smic} par mois) : vérifiez qu'il s'agit bien du salaire d'un temps plein.",
        "at_mp_defaut": "Taux accidents du travail de {charges} %, à remplacer par celui qui vous est notifié.",
        "embauche_a_la_signature": "Assistant embauché le jour de la signature du contrat.",
        "seul_emploi": "Aucun autre salarié au cabinet pour la taxe sur les salaires.",
        "taxe_par_annee": "La taxe sur les salaires est comptée par année de contrat, et non par année civile.",
        "changement_d_etp": "L'emploi passe à {etp} ETP le {date} : l'année compte les mois d'avant et d'après.",
        "second_a_l_avenant": "Second assistant supposé embauché à l'avenant du {date}, sans ancienneté.",
        "aide_envisagee": "L'aide des années déjà ouvertes est celle de l'option envisagée, comme si vous l'aviez tenue.",
        "aide_maximale": "L'aide d'une année dont le taux n'est pas connu est comptée à son maximum.",
        "derniers_parametres": "Les salaires et les taux connus depuis le {date} sont supposés durer.",
        "annees_non_chiffrees": "Les années de contrat commencées avant le {date} ne sont pas chiffrées : nous n'avons pas leurs taux.",
        "tarif_defaut": "Consultation à {tarif}, en honoraires bruts, charges du cabinet non déduites.",
        "sans_tarif": "Indiquez vos honoraires par consultation pour convertir le reste à payer en actes.",
        "jours_defaut": "{jours} jours travaillés par an, 5 par semaine.",
        "au_dessus_du_plafond": "Le salaire brut dépasse le plafond de la sécurité sociale ({plafond} par mois) : d'autres taux s'appliquent, le coût n'est pas calculé.",
    }
)
# The Cnam's measure, next to the acts that would cover what is left: to general practitioners only.
REPERE_CNAM = typographie(
    "La Cnam a mesuré {repere} actes de plus par jour en moyenne, sur 402 généralistes : un repère, pas une promesse."
)
RESTE = "reste à payer"
# {somme}: already in the first year's cost.
FORMATION = typographie(
    "L'année 1 compte déjà les heures payées à l'assistant pendant sa formation : environ {somme}."
)
DE_A = typographie("{courte} à {longue}")
HONORAIRES_BRUTS = typographie(
    "Des honoraires bruts : les charges du cabinet n'en sont pas déduites."
)
NON_CALCULE = typographie(
    "Le coût de l'emploi n'est pas calculé : les salaires et les taux de l'employeur ne sont pas encore publiés ici."
)


def hypothese(une: Hypothese) -> str:
    return remplir(HYPOTHESES[une.code], une.detail)
