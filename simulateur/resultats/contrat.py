"""« Où en est votre contrat »: the year it is in, the next payments, what to sign and by when."""

from eligibility.regles.calendrier import A_VENIR, ENTAMEE
from eligibility.regles.echeances import Echeance
from eligibility.regles.estimation import Estimation
from simulateur.textes import contrat as textes
from simulateur.textes import echeances as textes_echeances
from simulateur.textes.ecriture import date_en_lettres

PROCHAINS_VERSEMENTS = 2
A_SIGNER = frozenset(("reconduction", "prolongation", "fin_contrat"))


def contrat(e: Estimation) -> dict | None:
    """None without a running contract."""
    if not e.situation.suit_un_contrat:
        return None
    versements = [x for x in e.echeances_a_venir if x.type == "versement"]
    return {
        "etat": _etat(e),
        "versements": [_date(x) for x in versements[:PROCHAINS_VERSEMENTS]],
        "a_signer": [_date(x) for x in e.echeances_a_venir if x.type in A_SIGNER],
    }


def _etat(e: Estimation) -> str:
    annees = e.option(e.situation.contrat_option).annees
    modele = textes.EN_COURS
    if e.prolonge:
        tacite = e.bareme_signature.entier("reconduction_tacite")
        modele = textes.RECONDUIT if tacite else textes.PROLONGE
    en_cours = [annee for annee in annees if annee.periode == ENTAMEE]
    if en_cours:
        (annee,) = en_cours
        return modele.format(annee=annee.annee, debut=date_en_lettres(annee.debut))
    a_venir = [annee for annee in annees if annee.periode == A_VENIR]
    if not a_venir:
        return textes.TERMINE
    # The reference day opens this year: it is to come, and the one before is over.
    if a_venir[0].annee > 1:
        return modele.format(annee=a_venir[0].annee, debut=date_en_lettres(a_venir[0].debut))
    return textes.PAS_COMMENCE.format(debut=date_en_lettres(a_venir[0].debut))


def _date(echeance: Echeance) -> dict[str, str]:
    return {
        "date": date_en_lettres(echeance.date),
        "libelle": textes_echeances.libelle(echeance),
        "fiabilite": echeance.fiabilite,
    }
