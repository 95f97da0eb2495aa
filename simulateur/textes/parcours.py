"""The words of the question steps, apart from the questions themselves."""

from simulateur.textes.ecriture import typographie, typographier

ETAPES = {
    "profil": "Votre profil",
    "patientele": "Votre patientèle",
    "option": "Votre option",
    "resultats": "Votre résultat",
}
TITRES = typographier(
    {
        "profil": "Quel médecin êtes-vous ?",
        "patientele": "Combien de patients suivez-vous ?",
        "option": "Quel assistant envisagez-vous ?",
    }
)
# Titles of the folded questions, by the first of their keys.
REPLIES = typographier(
    {
        "contrat_avenant": "Votre contrat a-t-il changé d'option ?",
        "zone": "Un second assistant vous intéresse ?",
        "date_65": "Vous aurez 65 ans pendant le contrat ?",
        "secretariat": "Votre secrétaire change de poste ou part ?",
        "objectif_pmt": "La CPAM vous a annoncé un objectif ?",
        "date_embauche": "Date d'embauche, assistant déjà formé",
    }
)
VERDICTS_COURTS = typographier(
    {
        "eligible": "Vous pourriez signer un contrat.",
        "a_confirmer": "À confirmer : il reste un point à éclaircir.",
        "non_eligible": "Vous ne pourriez pas signer aujourd'hui.",
    }
)
NOMS_MANQUANTS = typographier(
    {
        "specialite": "votre spécialité",
        "secteur": "votre secteur",
        "contrat_option": "l'option de votre contrat",
        "contrat_signature": "la date de votre contrat",
        "contrat_fin": "la date de fin de votre contrat",
    }
)
A_CORRIGER = typographie("Corrigez la réponse signalée pour voir l'estimation.")
A_INDIQUER = typographie("Indiquez {noms} pour voir l'aide de chaque année.")
JUSQU_A = typographie("jusqu'à ")
CONTRAT_SUIVI = "Nous suivons votre contrat."
