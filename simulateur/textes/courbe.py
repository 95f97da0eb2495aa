"""The aid against the patientele reached, in words: the same for the eye, the ear and the table."""

from simulateur.textes.ecriture import INSECABLE, typographie, typographier

TITRE = typographie(f"L'aide de l'année{INSECABLE}{{annee}}, selon votre patientèle")
INCONNU = typographie(
    "Tant qu'un objectif n'est pas connu, l'aide passe quelque part dans les hachures : votre CPAM vous dira à "
    "partir de quel niveau elle est entière."
)
# Each drawing moves one of two indicators: what it takes for granted of the other, by rule of that year.
LECTURE = typographie(
    "Chaque dessin ne fait bouger qu'un indicateur : l'autre garde le niveau que vous avez indiqué, sinon celui "
    "de départ. {suite}"
)
AUTRE = typographier(
    {
        "65_ans": "Le moins bon des deux décide.",
        "p95": "S'il passe sous son plancher, l'aide est nulle, quel que soit le premier.",
    }
)
AUTRE_ORDINAIRE = typographie(
    "S'il passe sous son départ, l'aide est nulle, quel que soit le premier."
)
ANNULEE = typographie("L'autre indicateur est trop bas : rien n'est versé, à aucun niveau.")

INDICATEURS = {"pmt": "Patients médecin traitant", "fa": "File active"}
PLANCHER, DEPART, CIBLE = "plancher", "départ", "objectif"
ICI = typographie("vous êtes ici")
SUPPOSE = typographie("votre chiffre")
PART_DU_DEPART = typographie("{part} du départ")

# Rows: from which level to which, then what is paid.
SOUS, ENTRE, DES = "Moins de {haut}", "De {bas} à {haut}", "{bas} et plus"
PARTOUT = "À tout niveau"
RIEN = "rien"
PART = "{taux} de {montant}"
# From nothing to the whole, two amounts; else two parts of one amount, named once.
ENTRE_DEUX, ENTRE_DEUX_PARTS = "entre rien et {montant}", "entre {mini} et {maxi} de {montant}"
EN_PROPORTION = "monte avec vos patients, de rien à {montant}"
EN_PROPORTION_PARTS = "monte avec vos patients, de {mini} à {maxi} de {montant}"
PROBABLE = "{montant}, probable mais pas certain"
ANNEE = typographie(f"Aide de l'année{INSECABLE}{{annee}}")
