"""What a group is asked, beside what each doctor is: the same names in the address, the form and the API."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from eligibility.regles.groupe.modele import FORMES
from simulateur.reponses.declaration import PAR_CLE
from simulateur.reponses.patientele import MESSAGE_PATIENTS, PATIENTS
from simulateur.reponses.profil import MESSAGE_OUI_NON, OUI_NON
from simulateur.reponses.question import Question
from simulateur.reponses.types import Choix, Invalide, Nombre

GROUPE, MEDECIN = "groupe", "medecin"
MEDECINS_MAX = 30
NOM_MAX = 40
ETP_MAX = Decimal(45)


@dataclass(frozen=True)
class Texte:
    """A name of one's choice, on one line."""

    longueur: int

    def lire_texte(self, texte: str) -> str:
        propre = " ".join(texte.split())
        if len(propre) > self.longueur or not propre.isprintable():
            raise Invalide
        return propre

    def lire_json(self, valeur: Any) -> str:
        if not isinstance(valeur, str):
            raise Invalide
        return self.lire_texte(valeur)

    def ecrire_texte(self, valeur: str) -> str:
        return valeur

    ecrire_json = ecrire_texte

    def schema(self) -> dict:
        return {"type": "string", "maxLength": self.longueur}


class Demis(Nombre):
    """A number of ETP, in halves."""

    def _borner(self, valeur: Decimal) -> Decimal:
        valeur = super()._borner(valeur)
        if valeur % Decimal("0.5"):
            raise Invalide("pas")
        return valeur

    def schema(self) -> dict:
        return {"type": "string", "pattern": r"^\d+(\.[05])?$"}


QUESTIONS_DU_GROUPE = (
    Question(
        "forme",
        GROUPE,
        Choix(
            {
                "SISA": "SISA",
                "SCM": "SCM",
                "SCP": "SCP",
                "SEL": "SEL",
            },
            {
                "SISA": "société interprofessionnelle de soins ambulatoires",
                "SCM": "société civile de moyens",
                "SCP": "société civile professionnelle",
                "SEL": "société d'exercice libéral",
            },
        ),
        "Quelle société signerait le contrat ?",
        "Le contrat collectif est signé par une SISA, une SCM ou une SCP, jamais par une SEL.",
        f"Choisissez une forme : {', '.join(FORMES)}.",
        defaut="SISA",
    ),
    Question(
        "etp",
        GROUPE,
        Demis(Decimal("0.5"), ETP_MAX, 1),
        "Combien d'assistants en tout ?",
        "En équivalents temps plein (ETP), par demi. Les combinaisons sont comparées à ce nombre.",
        "Indiquez un nombre d'ETP par demi, de 0,5 à 45, par exemple 1,5.",
        aide="Laissez vide pour autant d'ETP que chacun en prendrait seul.",
        unite="ETP",
    ),
    Question(
        "lieu_de_stage",
        GROUPE,
        OUI_NON,
        "La structure est-elle agréée comme lieu de stage ?",
        "Chaque médecin ouvre alors un supplément d'ETP, à partir du mois que donne le barème.",
        MESSAGE_OUI_NON,
        defaut="non",
        case=True,
    ),
)
QUESTIONS_DU_MEDECIN = (
    Question(
        "nom",
        MEDECIN,
        Texte(NOM_MAX),
        "Nom ou initiales",
        "Pour le reconnaître dans les tableaux. Il reste dans l'adresse de la page et ne va nulle part "
        "ailleurs.",
        f"Indiquez un nom de {NOM_MAX} caractères au plus.",
    ),
    Question(
        "pamsu",
        MEDECIN,
        OUI_NON,
        "Maître de stage (PAMSU) accueillant un docteur junior ?",
        "Il ouvre un supplément d'ETP, à partir du mois que donne le barème.",
        MESSAGE_OUI_NON,
        defaut="non",
        case=True,
    ),
)
QUESTIONS_DU_MEDECIN += tuple(
    Question(
        cle,
        MEDECIN,
        PATIENTS,
        intitule,
        "Les patients déjà gagnés sous le contrat individuel réduisent l'objectif commun.",
        MESSAGE_PATIENTS,
        unite="patients",
    )
    for cle, intitule in (
        ("pmt_actuel", "Patients médecin traitant aujourd'hui, sous un contrat en cours"),
        ("fa_actuel", "File active aujourd'hui, sous un contrat en cours"),
    )
)
# Answers given once for everybody: the day, and how assistants are employed.
COMMUNES = ("date_signature", "position", "brut_mensuel", "anciennete", "at_mp")
# Answers of one doctor that are the group's here.
SANS_OBJET = frozenset(COMMUNES)

GROUPE_PAR_CLE = {q.cle: q for q in QUESTIONS_DU_GROUPE} | {c: PAR_CLE[c] for c in COMMUNES}
MEDECIN_PAR_CLE = {q.cle: q for q in QUESTIONS_DU_MEDECIN}
