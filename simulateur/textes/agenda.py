"""The events of a calendar file in words: each is read alone, far from the page."""

from eligibility.regles.echeances import Echeance
from eligibility.regles.estimation import Estimation
from eligibility.regles.vocabulaire import A_CONFIRMER, OFFICIEL
from simulateur.textes.ecriture import typographie, typographier

from .echeances import libelle
from .mots import FIABILITES, remplir

TITRE = typographie("Assistant médical – {libelle}")
# In the workshop's preview only.
TITRE_BROUILLON = typographie("Brouillon : assistant médical – {libelle}")
BROUILLON = typographie("Brouillon {brouillon} : rien de ceci n’est public.")
FENETRE = typographie("Versement attendu entre le {au_plus_tot} et le {au_plus_tard}.")
RESERVE = typographie("Sous réserve : un point reste à vérifier avec la CPAM.")
# What the mark of an event is about.
MARQUES = typographier(
    {
        "versement": "Montant non officiel : {marque}.",
        "date": "Date non officielle : {marque}.",
    }
)
MENTION = typographie(
    "Barème {version}, révision {revision}. Estimation : seul le contrat avec la CPAM engage."
)


def titre(echeance: Echeance, brouillon: str = "") -> str:
    return (TITRE_BROUILLON if brouillon else TITRE).format(libelle=libelle(echeance))


def description(echeance: Echeance, estimation: Estimation, brouillon: str = "") -> str:
    """One sentence a line; the last one says what all of it is worth."""
    phrases = [BROUILLON.format(brouillon=brouillon)] if brouillon else []
    detail = echeance.detail
    if echeance.type == "versement" and detail["au_plus_tot"] < detail["au_plus_tard"]:
        phrases.append(remplir(FENETRE, detail))
    if echeance.fiabilite != OFFICIEL:
        modele = MARQUES.get(echeance.type, MARQUES["date"])
        phrases.append(modele.format(marque=FIABILITES[echeance.fiabilite]))
    if estimation.verdict == A_CONFIRMER:
        phrases.append(RESERVE)
    bareme = estimation.bareme
    phrases.append(MENTION.format(version=bareme.version, revision=bareme.revision))
    return "\n".join(phrases)
