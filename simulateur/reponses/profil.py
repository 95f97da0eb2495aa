"""Step 1: who the doctor is, and the contract that may already run."""

from decimal import Decimal

from eligibility.regles.bareme import Referentiel
from eligibility.regles.vocabulaire import CLINIQUE_80, EN_COURS, GENERALISTE, TERMINE
from simulateur.textes.mots import OPTIONS, OPTIONS_LONGUES

from .question import PROFIL, Question, Valeurs
from .types import Choix, Jour, Mois, Nombre, OuiNon, Plusieurs

OPTIONS_LIBELLES = {
    option: f"{longue.capitalize()} ({OPTIONS[option]})"
    for option, longue in OPTIONS_LONGUES.items()
}

CHOIX_OPTION = Choix(OPTIONS_LIBELLES)
OUI_NON = OuiNon({"oui": "Oui", "non": "Non"})
MESSAGE_OUI_NON = "Répondez par oui ou par non."
MESSAGE_DATE = "Indiquez une date, par exemple 01/12/2026."
MESSAGE_DATE_PASSEE = "Indiquez une date, par exemple 15/09/2022."


def groupe_de(valeurs: Valeurs, referentiel: Referentiel) -> str:
    return referentiel.groupe(valeurs["specialite"])


def _generaliste(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return groupe_de(valeurs, referentiel) == GENERALISTE


def _part_clinique(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return groupe_de(valeurs, referentiel) == CLINIQUE_80 and valeurs.get("contrat") != EN_COURS


def _en_cours(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return valeurs.get("contrat") == EN_COURS


def _en_cours_generaliste(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return _en_cours(valeurs, referentiel) and _generaliste(valeurs, referentiel)


def _termine(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return valeurs.get("contrat") == TERMINE


def _moins_de_65(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return not valeurs.get("age_65", False)


QUESTIONS = (
    Question(
        "specialite",
        PROFIL,
        None,
        "Quelle est votre spécialité ?",
        "Elle décide des conditions, des seuils de patientèle et de l'objectif. Quelques spécialités sont "
        "exclues de l'aide.",
        "Choisissez votre spécialité dans la liste, par exemple « Médecine générale ».",
        obligatoire=True,
    ),
    Question(
        "secteur",
        PROFIL,
        Choix(
            {
                "1": "Secteur 1",
                "2-optam": "Secteur 2 avec Optam ou Optam-ACO",
                "2": "Secteur 2 sans Optam",
                "non-conventionne": "Non conventionné (secteur 3)",
            },
            {
                "1": "vous appliquez les tarifs de la convention",
                "2-optam": "vous modérez vos dépassements",
                "2": "vos honoraires sont libres",
            },
        ),
        "Quel est votre secteur conventionnel ?",
        "L'aide est réservée au secteur 1 et au secteur 2 avec Optam.",
        "Choisissez votre secteur, par exemple « Secteur 1 ».",
        aide="L'Optam, ou option de pratique tarifaire maîtrisée, est un engagement à modérer ses "
        "dépassements d'honoraires.",
        obligatoire=True,
    ),
    Question(
        "contrat",
        PROFIL,
        Choix(
            {
                "aucun": "Non, ce serait le premier",
                "en-cours": "Oui, il est en cours",
                "termine": "J'en ai eu un, il est terminé",
            }
        ),
        "Avez-vous déjà un contrat d'aide à l'emploi d'un assistant médical ?",
        "Un contrat en cours garde sa date et ses objectifs. Après un contrat terminé, un délai de "
        "carence s'applique.",
        "Choisissez une réponse : non, en cours ou terminé.",
        defaut="aucun",
    ),
    Question(
        "contrat_option",
        PROFIL,
        CHOIX_OPTION,
        "Quelle option ce contrat prévoit-il aujourd'hui ?",
        "C'est elle qui fixe les montants de votre contrat.",
        "Choisissez l'option inscrite dans votre contrat, par exemple « Un temps plein ».",
        obligatoire=True,
        selon=("contrat",),
        posee=_en_cours,
    ),
    Question(
        "contrat_signature",
        PROFIL,
        Jour(),
        "Quand avez-vous signé ce contrat ?",
        "Les années du contrat se comptent depuis cette date, et le barème qui paie chaque année aussi.",
        MESSAGE_DATE_PASSEE,
        aide="La date figure sur le contrat signé avec votre CPAM.",
        obligatoire=True,
        selon=("contrat",),
        posee=_en_cours,
    ),
    Question(
        "contrat_objectif_atteint",
        PROFIL,
        OUI_NON,
        "Avez-vous atteint l'objectif de patientèle de ce contrat ?",
        "Un second assistant n'est possible qu'une fois l'objectif du premier atteint.",
        MESSAGE_OUI_NON,
        inconnu=True,
        selon=("contrat", "specialite"),
        posee=_en_cours_generaliste,
    ),
    Question(
        "contrat_avenant",
        PROFIL,
        Jour(),
        "Si vous avez changé d'option par avenant : à quelle date ?",
        "Les années ouvertes avant l'avenant sont payées au montant de l'ancienne option.",
        MESSAGE_DATE,
        aide="Laissez vide si l'option n'a pas changé.",
        facultatif=True,
        selon=("contrat",),
        posee=_en_cours,
    ),
    Question(
        "contrat_option_initiale",
        PROFIL,
        CHOIX_OPTION,
        "Quelle était l'option avant l'avenant ?",
        "Elle donne les montants des années ouvertes avant l'avenant.",
        "Choisissez l'option d'avant l'avenant, par exemple « Un mi-temps ».",
        selon=("contrat",),
        posee=_en_cours,
    ),
    Question(
        "contrat_fin",
        PROFIL,
        Jour(),
        "Quand ce contrat s'est-il terminé ?",
        "Un nouveau contrat n'est possible qu'après un délai de carence.",
        MESSAGE_DATE_PASSEE,
        obligatoire=True,
        selon=("contrat",),
        posee=_termine,
    ),
    Question(
        "circonstances_exceptionnelles",
        PROFIL,
        OUI_NON,
        "S'est-il terminé pour des circonstances exceptionnelles ?",
        "La CPAM peut alors lever le délai de carence : c'est elle qui décide.",
        MESSAGE_OUI_NON,
        case=True,
        selon=("contrat",),
        posee=_termine,
    ),
    Question(
        "age_65",
        PROFIL,
        OUI_NON,
        "65 ans ou plus à la signature",
        "À partir de 65 ans, l'objectif est de maintenir sa patientèle, pas de l'augmenter.",
        MESSAGE_OUI_NON,
        case=True,
    ),
    Question(
        "nouvel_installe",
        PROFIL,
        OUI_NON,
        "Nouvellement installé",
        "Aucune patientèle minimale n'est demandée, et l'objectif laisse le temps de s'installer.",
        MESSAGE_OUI_NON,
        aide="Repère : installé depuis moins de 12 mois, à confirmer avec votre CPAM.",
        case=True,
    ),
    Question(
        "situations",
        PROFIL,
        Plusieurs(
            {
                "handicap": "Situation de handicap",
                "maladie-chronique": "Maladie chronique",
                "activite-mixte": "Activité mixte, en partie salariée",
            }
        ),
        "Une situation particulière",
        "Le contrat peut alors être adapté par la CPAM.",
        "Cochez ce qui vous concerne, par exemple « Activité mixte ».",
    ),
    Question(
        "date_65",
        PROFIL,
        Mois(),
        "Aurez-vous 65 ans pendant le contrat ? En quel mois ?",
        "À 65 ans, un avenant remplace l'objectif par le maintien de la patientèle.",
        "Indiquez un mois, par exemple 05/2028.",
        aide="Laissez vide si vous n'êtes pas concerné.",
        facultatif=True,
        ignorable=True,
        selon=("age_65",),
        posee=_moins_de_65,
    ),
    Question(
        "part_clinique",
        PROFIL,
        Nombre(Decimal(0), Decimal(100)),
        "Quelle part de vos honoraires des 12 derniers mois est clinique, hors CCAM ?",
        "Pour votre spécialité, l'aide est réservée à ceux dont l'activité est surtout clinique : "
        "les actes techniques (CCAM) n'en sont qu'une petite part.",
        "Indiquez un pourcentage entre 0 et 100, par exemple 85.",
        aide="Votre comptable peut la calculer. Laissez vide si vous ne la connaissez pas.",
        unite="%",
        inconnu=True,
        selon=("specialite", "contrat"),
        posee=_part_clinique,
    ),
    Question(
        "zone",
        PROFIL,
        Choix(
            {
                "inconnue": "Je ne sais pas",
                "zip": "Oui, en zone d'intervention prioritaire",
                "hors-zip": "Non",
            }
        ),
        "Exercez-vous en zone d'intervention prioritaire (ZIP) ?",
        "Un second assistant (1,5 ou 2 ETP) n'est ouvert qu'en ZIP. Un code postal ne suffit pas à le "
        "savoir.",
        "Choisissez oui, non ou « Je ne sais pas ».",
        defaut="inconnue",
        selon=("specialite",),
        posee=_generaliste,
    ),
    Question(
        "secretariat",
        PROFIL,
        Choix(
            {
                "sans-objet": "Je ne suis pas concerné",
                "remplace": "Oui, remplacée, ou le secrétariat est organisé autrement",
                "non-remplace": "Oui, et rien n'est prévu pour la remplacer",
            }
        ),
        "Votre secrétaire devient-elle assistante, ou part-elle autour de l'embauche ?",
        "Le secrétariat doit alors rester assuré : nouvelle secrétaire, télésecrétariat ou plateforme de "
        "rendez-vous. C'est une condition de paiement.",
        "Choisissez une réponse, par exemple « Je ne suis pas concerné ».",
        defaut="sans-objet",
    ),
)
