"""What the doctor commits to, in words, by objective rule."""

from simulateur.textes.ecriture import typographie, typographier

SUITE_DEUX_INDICATEURS = typographie(
    "L'aide des premières années est versée en entier. Ensuite, elle l'est si un objectif est atteint sans que "
    "l'autre indicateur passe sous son départ ; elle est réduite en proportion sinon ; et elle est nulle si un "
    "indicateur passe sous son niveau de départ."
)
# Specialties read on the file active alone: there is no « other indicator ».
SUITE_FILE_ACTIVE = typographie(
    "L'aide des premières années est versée en entier. Ensuite, elle l'est si l'objectif est atteint ; elle est "
    "réduite en proportion sinon ; et elle est nulle si la file active passe sous son niveau de départ."
)

# rule → (what is asked, what happens from year 3). {echeance}: day on which the level is read.
REGLES = typographier(
    {
        "65_ans": (
            "À 65 ans ou plus, vous gardez votre patientèle de départ, sans avoir à l'augmenter.",
            "Une baisse jusqu'au plancher ne coûte rien ; au-delà, l'aide est réduite en proportion.",
        ),
        "p95": (
            "À partir du 95e percentile, vous gardez votre patientèle de départ, sans avoir à l'augmenter.",
            "Entre le plancher et le départ, le paiement entier est probable mais pas certain ; sous le "
            "plancher, il n'y a plus d'aide.",
        ),
        "nouvel_installe": (
            "Nouvellement installé, vous avez jusqu'au {echeance} pour atteindre le 50e percentile de votre "
            "spécialité. Un nouvel objectif est ensuite fixé.",
            "Jusque-là, puis le temps d'engager le second objectif, l'aide est versée en entier.",
        ),
        "declare": (
            "L'objectif : gagner le nombre de patients annoncé par la CPAM, lu {lecture}.",
            SUITE_DEUX_INDICATEURS,
        ),
        "bareme": (
            "L'objectif : gagner le nombre de patients prévu par le barème, lu {lecture}.",
            SUITE_DEUX_INDICATEURS,
        ),
        "inconnu": (
            "L'objectif : gagner des patients, que l'on compte {lecture}. Leur nombre figure dans une annexe "
            "de la convention que nous n'avons pas : seule votre CPAM peut vous le dire.",
            SUITE_DEUX_INDICATEURS,
        ),
    }
)
ANCIEN_CONTRAT = typographie(
    "Votre contrat est ancien : son propre texte peut demander d'atteindre les deux "
    "objectifs. Relisez-le ; ce qui suit est une hypothèse."
)
LU_LE = typographie("le {jour}")
LU_DEPUIS = typographie("à chaque anniversaire, depuis le {jour}")
REGLE_A_65_ANS = typographie(
    "Vous aurez 65 ans avant la prochaine lecture : sous réserve d'avenant, vous gardez votre patientèle de "
    "départ, sans avoir à l'augmenter."
)
# The floor that turning 65 will bring is in no table: it is told as a part of the start.
SUITE_A_65_ANS = typographie(
    "Tant que vous gardez {part} du départ, l'aide est entière ; en dessous, elle est réduite en proportion."
)
# {jour}: the first reading after the birthday; without one, the contract ends before it.
AVENANT_65 = typographie(
    "Dès le {jour}, premier anniversaire du contrat après vos 65 ans, l'objectif devient le maintien de votre "
    "patientèle, sous réserve d'avenant."
)
AVENANT_65_SANS_JOUR = typographie(
    "Dès le premier anniversaire après vos 65 ans, l'objectif devient le maintien de votre patientèle, "
    "sous réserve d'avenant."
)
NIVEAUX = {
    "depart": "Départ",
    "a_gagner": "À gagner",
    "cible": "À atteindre",
    "plancher": "Plancher",
}
INCONNU = "inconnu"
INDICATEURS = {"pmt": "Patients médecin traitant", "fa": "File active"}
