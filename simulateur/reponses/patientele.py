"""Step 2: the starting patientele, its band, the objective that the CPAM may have announced."""

from eligibility.regles.bareme import Referentiel
from eligibility.regles.situation import cle_de_signature
from eligibility.regles.vocabulaire import PMT, TRANCHE_INCONNUE, TRANCHES, indicateurs
from simulateur.textes.mots import TRANCHES as MOTS_DES_TRANCHES

from .profil import groupe_de
from .question import PATIENTELE, Question, Valeurs
from .types import Choix, Entier

MESSAGE_PATIENTS = "Indiquez un nombre entier de patients, par exemple 1 300."
PATIENTS = Entier(0, 99_999)

TRANCHES_LIBELLES = {
    TRANCHE_INCONNUE: "Je ne sais pas",
    **{tranche: MOTS_DES_TRANCHES[tranche].capitalize() for tranche in TRANCHES},
}


def pmt_demande(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    return PMT in indicateurs(groupe_de(valeurs, referentiel))


def _tranche(valeurs: Valeurs, referentiel: Referentiel) -> bool:
    """Asked unless every figure is given and every threshold is known at signature."""
    signature = valeurs.get(cle_de_signature(valeurs.get("contrat")))
    if signature is None or signature < referentiel.baremes[0].date_effet:
        return True
    bareme = referentiel.bareme_at(signature)
    specialite = valeurs["specialite"]
    return not all(
        valeurs.get("pmt" if indicateur == PMT else "file_active") is not None
        and bareme.seuils_complets(specialite, indicateur)
        for indicateur in indicateurs(referentiel.groupe(specialite))
    )


QUESTIONS = (
    Question(
        "pmt",
        PATIENTELE,
        PATIENTS,
        "Combien de patients vous ont choisi comme médecin traitant ?",
        "C'est votre patientèle médecin traitant (PMT), adultes et enfants : le chiffre de départ de "
        "votre objectif.",
        MESSAGE_PATIENTS,
        aide="À lire dans votre espace amelipro, ou à demander à votre CPAM. Laissez vide si vous ne le "
        "savez pas.",
        intitule_suivi="Combien de patients vous avaient choisi comme médecin traitant à la signature du "
        "contrat ?",
        unite="patients",
        inconnu=True,
        selon=("specialite",),
        posee=pmt_demande,
    ),
    Question(
        "file_active",
        PATIENTELE,
        PATIENTS,
        "Combien de patients différents avez-vous vus en 12 mois ?",
        "C'est votre file active : chaque patient vu au moins une fois compte pour un.",
        MESSAGE_PATIENTS,
        aide="À lire dans votre espace amelipro, ou à demander à votre CPAM. Laissez vide si vous ne le "
        "savez pas.",
        intitule_suivi="Combien de patients différents aviez-vous vus en 12 mois à la signature du "
        "contrat ?",
        unite="patients",
        inconnu=True,
    ),
    Question(
        "tranche",
        PATIENTELE,
        Choix(TRANCHES_LIBELLES),
        "Dans quelle tranche la CPAM vous a-t-elle placé ?",
        "Tous les seuils de votre spécialité ne sont pas publiés : seule votre CPAM connaît alors votre "
        "tranche, qui peut majorer l'aide.",
        "Choisissez une tranche ou « Je ne sais pas ».",
        aide="Le 30e percentile sépare les 30 % de médecins de la spécialité qui ont le moins de patients "
        "des autres ; et ainsi de suite.",
        defaut=TRANCHE_INCONNUE,
        ignorable=True,
        selon=(
            "specialite",
            "pmt",
            "file_active",
            "contrat",
            "contrat_signature",
            "date_signature",
        ),
        posee=_tranche,
    ),
    Question(
        "objectif_pmt",
        PATIENTELE,
        PATIENTS,
        "Objectif annoncé par la CPAM : patients médecin traitant à gagner",
        "Votre CPAM fixe l'objectif à partir d'un tableau que nous n'avons pas.",
        MESSAGE_PATIENTS.replace("1 300", "150"),
        aide="Le nombre à gagner, pas le niveau à atteindre.",
        unite="patients",
        inconnu=True,
        selon=("specialite",),
        posee=pmt_demande,
    ),
    Question(
        "objectif_fa",
        PATIENTELE,
        PATIENTS,
        "Objectif annoncé par la CPAM : file active à gagner",
        "Votre CPAM fixe l'objectif à partir d'un tableau que nous n'avons pas.",
        MESSAGE_PATIENTS.replace("1 300", "150"),
        aide="Le nombre à gagner, pas le niveau à atteindre.",
        unite="patients",
        inconnu=True,
    ),
)
