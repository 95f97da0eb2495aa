"""Step 4, all optional: the patientele observed year after year, then cost and revenue."""

from decimal import Decimal

from eligibility.regles.employeur import POSITIONS

from .patientele import MESSAGE_PATIENTS, PATIENTS, pmt_demande
from .question import RESULTATS, Question, toujours
from .types import Choix, Entier, Nombre

MESSAGE_EUROS = "Indiquez un montant en euros, par exemple 1 850,50."


def _suivi(indicateur: str, annee: int) -> Question:
    mots = {"pmt": "Patients médecin traitant", "fa": "File active"}
    return Question(
        f"{indicateur}_an{annee}",
        RESULTATS,
        PATIENTS,
        f"{mots[indicateur]} à l'ouverture de l'année {annee}",
        "Après les premières années, l'aide dépend du niveau lu à l'anniversaire du contrat.",
        MESSAGE_PATIENTS,
        unite="patients",
        inconnu=True,
        selon=("specialite",),
        posee=pmt_demande if indicateur == "pmt" else toujours,
    )


def _euros(cle: str, intitule: str, pourquoi: str, maxi: int) -> Question:
    nombre = Nombre(Decimal(0), Decimal(maxi))
    return Question(
        cle, RESULTATS, nombre, intitule, pourquoi, MESSAGE_EUROS, unite="€", inconnu=True
    )


SUIVI = tuple(_suivi(indicateur, annee) for indicateur in ("pmt", "fa") for annee in (3, 4, 5))
COUT = (
    Question(
        "position",
        RESULTATS,
        Choix({position: f"Position {position}" for position in POSITIONS}),
        "Position de l'assistant dans la grille de la branche",
        "La convention collective des cabinets médicaux classe un assistant médical de "
        f"{POSITIONS[0]} à {POSITIONS[-1]}.",
        f"Choisissez une position entre {POSITIONS[0]} et {POSITIONS[-1]}.",
    ),
    _euros(
        "brut_mensuel",
        "Salaire brut mensuel d'un temps plein",
        "Il remplace celui de la grille, même à temps partiel.",
        20_000,
    ),
    Question(
        "anciennete",
        RESULTATS,
        Entier(0, 50),
        "Ancienneté de l'assistant à l'embauche",
        "Une prime s'ajoute au salaire à partir de 3 ans d'ancienneté.",
        "Indiquez un nombre d'années, par exemple 3.",
        unite="ans",
    ),
    Question(
        "at_mp",
        RESULTATS,
        Nombre(Decimal(0), Decimal(100)),
        "Votre taux accidents du travail",
        "Il est notifié à chaque employeur.",
        "Indiquez un pourcentage, par exemple 0,70.",
        unite="%",
    ),
    Question(
        "etp_employe",
        RESULTATS,
        Nombre(Decimal(0), Decimal(2)),
        "Temps de travail réellement employé",
        "Vous pouvez employer moins ou plus que l'option choisie.",
        "Indiquez un nombre d'équivalents temps plein, par exemple 0,5.",
        unite="ETP",
    ),
    Question(
        "part",
        RESULTATS,
        Nombre(Decimal(0), Decimal(100)),
        "Votre part du coût si l'assistant est partagé",
        "Deux médecins qui partagent un temps plein : 1 ETP employé, et 50 % chacun.",
        "Indiquez un pourcentage, par exemple 50.",
        unite="%",
    ),
    _euros(
        "autres_frais", "Autres frais par an", "Mutuelle, logiciel, mobilier, formation…", 1_000_000
    ),
    _euros(
        "taxe_deja_due",
        "Taxe sur les salaires déjà due par an",
        "Elle se calcule sur l'ensemble de vos salariés.",
        1_000_000,
    ),
    _euros(
        "tarif", "Honoraires d'une consultation", "Pour convertir le reste à payer en actes.", 1_000
    ),
    Question(
        "jours_travailles",
        RESULTATS,
        Entier(1, 366),
        "Jours travaillés par an",
        "Pour convertir le reste à payer en actes par jour.",
        "Indiquez un nombre de jours, par exemple 250.",
        unite="jours",
    ),
)
QUESTIONS = (*SUIVI, *COUT)
