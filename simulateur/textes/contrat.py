"""« Où en est votre contrat », and the pace that an objective takes."""

from simulateur.textes.ecriture import typographie, typographier

EN_COURS = typographie("Vous êtes dans l'année {annee} de votre contrat, commencée le {debut}.")
PROLONGE = typographie(
    "Vous êtes dans l'année {annee} de votre contrat, prolongé, commencée le {debut}."
)
RECONDUIT = typographie(
    "Vous êtes dans l'année {annee} de votre contrat, reconduit, commencée le {debut}."
)
PAS_COMMENCE = typographie("Votre contrat commence le {debut}.")
TERMINE = typographie("Les années de votre contrat sont passées.")
RYTHME = typographie(
    "{indicateur} : encore {reste} à gagner, soit environ {par_mois} par mois jusqu'au {lecture}."
)
RYTHME_TENU = typographie("{indicateur} : le niveau à atteindre le {lecture} est déjà tenu.")
DEPUIS_LE_DEPART = typographie(
    "Compté depuis votre niveau de départ : donnez vos chiffres plus récents ci-dessous pour l'actualiser."
)
PERIODES = typographier(
    {"passee": "Années passées", "en_cours": "Année en cours", "a_venir": "Années à venir"}
)
