"""What there is to do, in the order it is done: each line with its source, none with a figure of the law."""

from typing import NamedTuple

from simulateur.textes.ecriture import typographie, typographier

OFFICIEL, SECONDAIRE = "officiel", "secondaire"


class Demarche(NamedTuple):
    """`source`: a key of the table of sources; empty for what this site itself offers."""

    texte: str
    source: str = ""
    fiabilite: str = OFFICIEL


def _dites(*lignes: tuple[str, str, str]) -> tuple[Demarche, ...]:
    return tuple(Demarche(typographie(texte), *suite) for texte, *suite in lignes)


AMELI, AMELI_QR, CPTS = "AMELI-AIDE", "AMELI-QR", "CPTS-NCNE"
TITRES = typographier(
    {
        "demander": "Demander à votre CPAM",
        "changer": "Lever ce qui bloque",
        "preparer": "Vous préparer",
        "signer": "Signer",
        "recruter": "Recruter",
        "former": "Former",
        "suivre": "Suivre le contrat",
    }
)
MESSAGE = typographie("Envoyer le message de cette page : il pose les questions qui suivent.")
CONFIRMER = typographie("Faire confirmer : {titre}. {pourquoi}")
PREPARER = _dites(
    ("Choisir ce que vous confieriez avant, pendant et après la consultation.", AMELI, OFFICIEL),
    ("Choisir qui emploie : vous, ou un groupement d'employeurs.", AMELI_QR, OFFICIEL),
    ("Chiffrer ce qu'il vous restera à payer, avec votre comptable.", "", OFFICIEL),
)
SIGNER = typographie("Signer le contrat d'aide avec votre CPAM.")
SIGNER_AVENANT = typographie("Signer avec votre CPAM l'avenant qui change l'option.")
FERMEE = typographie("Cette option ne vous est pas encore ouverte : {manques}")
RECRUTER = _dites(
    ("Vérifier les diplômes avant d'embaucher.", AMELI, OFFICIEL),
    ("Envoyer le contrat de travail à votre CPAM.", CPTS, SECONDAIRE),
)
SECRETAIRE = Demarche(
    typographie(
        "Si votre secrétaire devient assistante, ou part, la remplacer ou justifier d'une autre "
        "organisation du secrétariat."
    ),
    AMELI,
)
FORMER = _dites(
    ("Inscrire votre assistant à la formation qui mène au titre.", AMELI, OFFICIEL),
    ("Envoyer le certificat à votre CPAM.", AMELI, OFFICIEL),
)
SUIVRE = _dites(
    ("À chaque date de versement, vérifier ce qui est arrivé.", "", OFFICIEL),
    ("Chaque année, faire le point et déclarer ce qui a changé.", CPTS, SECONDAIRE),
)
SUJET = typographie("Aide à l'emploi d'un assistant médical : mes questions")
