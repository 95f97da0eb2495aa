"""The words of the e-mails that a result offers to write."""

from simulateur.textes.ecriture import typographie

SUJET = "Aide à l'emploi d'un assistant médical : une estimation"
FIN = typographie(
    "Barème {version}, révision {revision}. Estimation : seul le contrat avec la CPAM engage."
)
INDICATIF = typographie("À titre indicatif, si la condition qui bloque était remplie :")
DEBLOCAGES = typographie("Ce qui changerait la réponse :")
ADRESSE = "Le résultat en entier : {lien}"
ADRESSE_TROP_LONGUE = typographie(
    "L'adresse du résultat est trop longue pour un courriel : copiez-la depuis la page."
)
SUJET_SIGNALEMENT = "Simulateur de l'aide à l'emploi d'un assistant médical : une erreur"
SIGNALEMENT = typographie("""Barème {version}, révision {revision}.

Ce qui me semble faux :

Ce que j'attendais, et d'où cela vient :
""")
