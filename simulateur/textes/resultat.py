"""The sentences of the result page, by verdict and by what is known."""

from simulateur.textes.ecriture import typographie, typographier

# {montant}: first amount to come; {option}: in words; {annee}: contract year.
VERDICTS = typographier(
    {
        "eligible": "Vous pourriez recevoir {montant} {quand}, pour {option}.",
        "a_confirmer": "Sous réserve de l'accord de la CPAM, vous pourriez recevoir {montant} {quand}, pour "
        "{option}.",
        "non_eligible": "Vous ne pourriez pas signer de contrat à cette date.",
    }
)
VERDICTS_SUIVI = typographier(
    {
        "eligible": "Votre contrat vous donnerait {montant} {quand}, pour {option}.",
        "a_confirmer": "Votre contrat vous donnerait {montant} {quand}, pour {option} ; un point reste à "
        "vérifier.",
        "non_eligible": "Une condition de l'aide n'est plus remplie.",
    }
)
VERDICTS_AVENANT = typographier(
    {
        "eligible": "Par avenant, vous pourriez recevoir {montant} {quand}, pour {option}.",
        "a_confirmer": "Par avenant et si la CPAM confirme, vous pourriez recevoir {montant} {quand}, pour "
        "{option}.",
        "non_eligible": "Une condition de l'aide n'est plus remplie.",
    }
)
VERDICT_SANS_MONTANT = typographier(
    {
        "eligible": "Vous pourriez signer un contrat.",
        "a_confirmer": "La CPAM doit confirmer un point avant de vous répondre.",
        "non_eligible": "Vous ne pourriez pas signer de contrat à cette date.",
    }
)
SUITES = typographier(
    {
        "eligible": "",
        "a_confirmer": "Les montants ci-dessous valent si la CPAM confirme.",
        "non_eligible": "",
    }
)
PREMIERE_ANNEE = "la première année"
ANNEE = typographie("l'année {annee} du contrat")
EXPLICATION_MONTANTS = typographie(
    "Chaque année est payée par le barème en vigueur le jour où elle commence ; pour les années à venir, "
    "c'est celui d'aujourd'hui qui est supposé durer."
)
EXPLICATION_OBJECTIF = typographie(
    "Les premières années sont payées en entier ; ensuite, le montant est un maximum, qui "
    "dépend de la patientèle lue à l'anniversaire du contrat."
)
EXPLICATION_TRANCHE = typographier(
    {
        "connue": "Votre tranche de patientèle, {tranche}, ne donne pas de majoration.",
        "majoree": "Votre tranche de patientèle, {tranche}, donne droit à une majoration.",
        "exclue": "Aucune des tranches possibles ne donne de majoration.",
        "inconnue": "Les montants sont ceux d'une tranche sans majoration.",
        "possible": "Les montants sont ceux d'une tranche sans majoration ; une tranche plus haute donnerait plus.",
    }
)
INCONNUE = typographie("Votre tranche n'est pas connue.")
PROLONGE = typographie(
    "Le terme de votre contrat est passé : nous le supposons prolongé par avenant, à l'option et aux objectifs "
    "d'origine."
)
RECONDUIT = typographie(
    "Le terme de votre contrat est passé : il est reconduit tacitement, au montant de la dernière année et au "
    "même objectif."
)
OPTION_FERMEE = typographie(
    "Attention : {option} n'est pas une option ouverte pour vous à cette date. Ces montants sont indicatifs."
)
TITRE_CONTRAT = "Votre contrat, année par année"
TITRE_AVENANT = "Si vous passiez à {option} par avenant"
TITRE_NOUVEAU = "Aide de chaque année de contrat"
# Beside a total, beside an amount: how sure it is.
TOTAL_A_VENIR = typographie("Total des années à venir")
PORTEES = {"garanti": "", "suppose": ", aux niveaux supposés", "maximum": ", au plus"}
NOTES = {"garanti": "", "suppose": "supposé", "maximum": typographie("jusqu'à")}
MESSAGE_CPAM = typographie("""Bonjour,

Je me renseigne sur l'aide à l'emploi d'un assistant médical. Pourriez-vous m'indiquer :

{questions}

Je vous remercie de votre réponse.
""")
